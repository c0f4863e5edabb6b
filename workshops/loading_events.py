"""Events from the content files `content/events/*.yaml`: loaded once, then in step with their files.

What a person changed stays as it is; what was deleted never comes back.
"""

import datetime
import hashlib
import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from base.dates import parse_partial_date
from base.enums import DatePrecision
from courses.models import ModulePage
from organizations.models import Organization
from reference.keeping import Outcome, Report
from reference.loading import MissingRowError, find, read, sources_of, text
from reference.models import LoadedRow, Place
from safeguarding import publication
from safeguarding.actions import note_loaded
from workshops.models import (
    Event,
    EventHost,
    EventModule,
    EventSeries,
    EventSession,
    EventTrack,
    SessionPart,
)

Row = Mapping[str, Any]
KIND = "workshops.event"
NAMESPACE = uuid.UUID("0c1f9b86-6c0f-5f4e-8a3e-7c1b8f6a2d11")
HALF = 31
EVENT_TEXTS = "title summary objective outcomes provenance date_note venue".split()
EVENT_CODES = "languages audience phases population content_notes".split()
EVENT_PLAIN = (
    "kind programme_status fact_status registration capacity organization_quota time_zone cover_tint ordinal"
).split()
SESSION_TEXTS = "title objective summary room".split()
# What revisions and the mill of publication change, and no person.
NOT_SAID = frozenset(
    "live has_unpublished_changes first_published_at last_published_at live_revision latest_revision go_live_at"
    " expire_at expired".split()
)


def event_key(slug: str, *parts: str) -> uuid.UUID:
    """The same key for the same names, for ever."""
    return uuid.uuid5(NAMESPACE, "/".join((slug, *parts)))


def load_events(folder: Path, today: datetime.date | None = None) -> Report:
    """Load every event in `folder/events`; a file that cannot be read is left out and named in the report."""
    report = Report()
    for path in sorted((Path(folder) / "events").glob("*.yaml")):
        row = read(path.parent, path.stem)
        try:
            report.note(f"{KIND} {path.stem}", keep_event(path.stem, row, today or timezone.localdate()))
        except (KeyError, ValueError, MissingRowError) as error:
            report.left_out[f"events {path.stem}"] = f"{type(error).__name__}: {error}"
    return report


@transaction.atomic
def keep_event(slug: str, row: Row, today: datetime.date) -> Outcome:
    """The event as its file says, unless a person changed or deleted it."""
    event = Event.objects.filter(slug=slug).first()
    remembered = LoadedRow.objects.filter(kind=KIND, key=slug).values_list("fingerprint", flat=True).first()
    wanted = hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()[:HALF]
    if event is None and remembered:
        return Outcome.KEPT
    if event is not None and (remembered is None or not remembered.startswith(said(event))):
        return Outcome.KEPT
    if event is not None and remembered.endswith(wanted):
        return Outcome.UNCHANGED
    outcome = Outcome.UPDATED if event else Outcome.CREATED
    event = write_event(event or Event(slug=slug, key=event_key(slug), live=False), row, today)
    stamp = f"{said(event)}:{wanted}"
    LoadedRow.objects.update_or_create(kind=KIND, key=slug, defaults={"fingerprint": stamp})
    return outcome


def said(event: Event) -> str:
    """A checksum of the event and its programme as they are stored, and of a draft that somebody wrote."""
    sessions = list(event.sessions.all())
    rows = [event, *event.hosts.all(), *event.tracks.all(), *sessions]
    rows += [part for session in sessions for part in session.parts.all()]
    words = json.dumps([[told(row) for row in rows], event.has_unpublished_changes], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:HALF]


def told(row: models.Model) -> dict[str, str]:
    """What a row says, without its number and the marks of publication."""
    columns = [column for column in row._meta.concrete_fields if column.name not in NOT_SAID]
    return {column.attname: str(getattr(row, column.attname)) for column in columns if not column.primary_key}


def write_event(event: Event, row: Row, today: datetime.date) -> Event:
    fill_event(event, row, today)
    event.live = event.live and not publication.concerns_children(event)
    event.save()
    # Kept in memory until the event is saved again: it is a child of its drafts.
    event.sources.set(sources_of(row))
    event.save()
    fill_hosts(event, row)
    tracks = fill_tracks(event, row)
    fill_modules(event, row)
    fill_sessions(event, row, tracks)
    return publish(Event.objects.get(pk=event.pk))


def publish(event: Event) -> Event:
    """Make it public; the files were reviewed before they came here."""
    if publication.concerns_children(event):
        note_loaded(subject=event, now=timezone.now())
    event.save_revision().publish()
    return Event.objects.get(pk=event.pk)


def fill_event(event: Event, row: Row, today: datetime.date) -> None:
    for name in EVENT_TEXTS:
        setattr(event, name, text(row.get(name)))
    for name in EVENT_CODES:
        setattr(event, name, row.get(name, []))
    for name in EVENT_PLAIN:
        setattr(event, name, row.get(name, Event._meta.get_field(name).get_default()))
    event.place = find(Place, row.get("place"))
    event.series = series_of(row.get("series"))
    fill_dates(event, row, today)


def fill_dates(event: Event, row: Row, today: datetime.date) -> None:
    """Dates are written, or counted from the day on which the event was first loaded."""
    if "in_days" in row:
        if event.start_date is None:
            event.start_date = today + datetime.timedelta(days=row["in_days"])
            event.end_date = event.start_date + datetime.timedelta(days=row.get("lasts_days", 1) - 1)
        event.date_precision = DatePrecision.DAY
    elif row.get("date"):
        event.start_date, event.date_precision = parse_partial_date(str(row["date"]))


def series_of(row: Row | None) -> EventSeries | None:
    if row is None:
        return None
    return EventSeries.objects.get_or_create(slug=row["slug"], defaults={"name": text(row["name"])})[0]


def fill_hosts(event: Event, row: Row) -> None:
    EventHost.objects.filter(event=event).delete()
    for order, host in enumerate(row.get("hosts", ())):
        EventHost.objects.create(
            event=event,
            organization=organization_called(host["organization"]),
            role=host["role"],
            sort_order=order,
        )


def organization_called(code: str) -> Organization:
    found = find(Organization, code)
    if found is None:
        raise MissingRowError("an organization is named by its code")
    return found


def fill_tracks(event: Event, row: Row) -> dict[str, EventTrack]:
    """Code → track; their keys are stable, so that registrations stay with theirs."""
    return {
        track["code"]: EventTrack.objects.update_or_create(
            key=event_key(event.slug, "track", track["code"]),
            defaults={
                "event": event,
                "name": text(track["name"]),
                "capacity": track.get("capacity"),
                "sort_order": order,
            },
        )[0]
        for order, track in enumerate(row.get("tracks", ()))
    }


def fill_modules(event: Event, row: Row) -> None:
    """Modules are named by the codes of their pages."""
    EventModule.objects.filter(event=event).delete()
    for order, named in enumerate(row.get("modules", ())):
        page = ModulePage.objects.filter(code__iexact=named["module"]).first()
        if page is not None:
            EventModule.objects.create(
                event=event, module_key=page.translation_key, timing=named["timing"], sort_order=order
            )


def fill_sessions(event: Event, row: Row, tracks: Mapping[str, EventTrack]) -> None:
    """Sessions keep their keys, so that whatever hangs on them stays; those that the file lost are gone."""
    keys = []
    for order, told in enumerate(row.get("sessions", ())):
        key = event_key(event.slug, "session", told["code"])
        values = session_values(told, tracks) | {"event": event, "sort_order": order}
        session = EventSession.objects.update_or_create(key=key, defaults=values)[0]
        fill_parts(session, told)
        keys.append(key)
    EventSession.objects.filter(event=event).exclude(key__in=keys).delete()


def session_values(row: Row, tracks: Mapping[str, EventTrack]) -> dict[str, Any]:
    return {
        **{name: text(row.get(name)) for name in SESSION_TEXTS},
        "kind": row["kind"],
        "day_no": row.get("day", 1),
        "start_time": time_of(row.get("from")),
        "end_time": time_of(row.get("until")),
        "track": tracks[row["track"]] if "track" in row else None,
        "phases": row.get("phases", []),
        "content_notes": row.get("content_notes", []),
        "is_inferred": row.get("is_inferred", False),
    }


def time_of(written: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(written) if written else None


def fill_parts(session: EventSession, row: Row) -> None:
    SessionPart.objects.filter(session=session).delete()
    for order, part in enumerate(row.get("parts", ())):
        SessionPart.objects.create(
            session=session,
            role=part["role"],
            organization=find(Organization, part.get("organization")),
            label=text(part.get("label")),
            contribution=text(part.get("contribution")),
            fact_status=part.get("fact_status", ""),
            sort_order=order,
        )
