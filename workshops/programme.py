"""The programme of an event as it is read: days, sessions, and where the clock stands."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from base.per_generation import PerGeneration
from courses.outline import Outline, outline_of
from workshops.enums import HostRole, ModuleTiming, SessionKind
from workshops.models import Event, EventSession, SessionPart

PAST, NOW, NEXT = "past", "now", "next"
_events = PerGeneration(most=100)


@dataclass(frozen=True)
class ProgrammeRow:
    """A session, and whether it is over, under way, or the next one; empty when nobody can tell."""

    session: EventSession
    state: str = ""

    @property
    def is_break(self) -> bool:
        return self.session.kind == SessionKind.BREAK


@dataclass(frozen=True)
class ProgrammeDay:
    number: int
    date: datetime.date | None
    rows: list[ProgrammeRow]


def readable(pk: int) -> Event:
    """The event with everything that its page shows, read once for each generation."""
    return _events.get(pk, lambda: read(pk))


def read(pk: int) -> Event:
    parts = SessionPart.objects.select_related("organization").order_by("sort_order", "pk")
    sessions = EventSession.objects.select_related("track").order_by(
        "day_no", "start_time", "sort_order", "pk"
    )
    found = (
        Event.objects.select_related("place__parent", "series")
        .prefetch_related(
            Prefetch("sessions", sessions.prefetch_related(Prefetch("parts", parts))),
            "hosts__organization",
            "tracks",
            "modules",
            "sources",
        )
        .get(pk=pk)
    )
    for session in found.sessions.all():
        session.event = found
    return found


def days_of(event: Event, now: datetime.datetime | None = None) -> list[ProgrammeDay]:
    """The programme by day. With `now`, each session says whether it is past, now, or next."""
    sessions = list(event.sessions.all())
    states = states_at(sessions, now) if now else {}
    return [
        ProgrammeDay(
            number, event.day(number), [ProgrammeRow(one, states.get(one.key, "")) for one in of_day]
        )
        for number, of_day in groupby(sessions, key=lambda session: session.day_no)
    ]


def states_at(sessions: Iterable[EventSession], now: datetime.datetime) -> dict[uuid.UUID, str]:
    """Key → state of the sessions whose times are known; the next ones are those that begin first."""
    timed = [(one, one.starts_at, one.ends_at or one.starts_at) for one in sessions if one.starts_at]
    coming = [start for _one, start, _end in timed if start > now]
    first = min(coming, default=None)
    return {one.key: state_at(start, end, first, now) for one, start, end in timed}


def state_at(
    start: datetime.datetime, end: datetime.datetime, first: datetime.datetime | None, now: datetime.datetime
) -> str:
    """Past, now, next or nothing of a session from `start` to `end`; `first` is when the next ones begin."""
    if end <= now:
        return PAST
    if start <= now:
        return NOW
    return NEXT if start == first else ""


def is_over(event: Event, now: datetime.datetime) -> bool | None:
    """Whether its last day has passed in its own time zone; None when its days are not known."""
    if not event.has_days:
        return None
    return now.astimezone(ZoneInfo(event.time_zone)).date() > event.last_day


def turning_points(events: Iterable[Event]) -> list[datetime.datetime]:
    """The moments at which a session of these events begins or ends."""
    sessions = [session for event in events for session in event.sessions.all()]
    return sorted({at for one in sessions for at in (one.starts_at, one.ends_at) if at})


def hosts_of(event: Event, role: HostRole) -> list:
    """Those that everybody may see."""
    named = [host.organization for host in event.hosts.all() if host.role == role]
    return [organization for organization in named if not organization.is_hidden]


def modules_of(event: Event, timing: ModuleTiming) -> list[Outline]:
    """The published modules that its people take before or after it."""
    named = [outline_of(row.module_key) for row in event.modules.all() if row.timing == timing]
    return [outline for outline in named if outline is not None]
