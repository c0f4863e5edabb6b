"""Calendar files (RFC 5545) of events, of their sessions, and of somebody's own agenda.

An event is one entry over all its days that blocks no time, and one for each session whose time is known. Entries
keep their UID for good; SEQUENCE grows with every change; what is taken out is sent as cancelled.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from icalendar import Calendar
from icalendar import Event as Entry

from base.translated import Translated
from safeguarding.letters import absolute
from workshops.enums import RegistrationStatus
from workshops.models import CalendarEntry, Event, EventSession

# Never the address of the site, which may move: the same entry would come twice.
UID_DOMAIN = "events.puentes"
ONE_DAY = datetime.timedelta(days=1)
STATUSES = {
    RegistrationStatus.REGISTERED: "CONFIRMED",
    RegistrationStatus.OFFERED: "TENTATIVE",
}


@dataclass(frozen=True)
class Reader:
    """For whom a file is made: whether they may know house and links, and how they stand with the event."""

    sees_venue: bool = False
    status: str = "CONFIRMED"
    track: int | None = None
    is_personal: bool = False
    # How often their own registration has changed: a part of SEQUENCE.
    changes: int = 0

    def wants(self, session: EventSession) -> bool:
        """Whether a session is theirs; everybody's are those of no track."""
        return not self.is_personal or session.track_id in {None, self.track}


EVERYBODY = Reader()


def calendar_file(name: str, entries: Iterable[Entry]) -> bytes:
    """The file, with the named zones that its times stand in."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//{UID_DOMAIN}//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def has_calendar(event: Event) -> bool:
    """Whether there is anything to put into a calendar."""
    return event.has_days


def entries_of(event: Event, reader: Reader = EVERYBODY, now: datetime.datetime | None = None) -> list[Entry]:
    """The event, its sessions, and what was taken out of it."""
    if not event.has_days:
        return []
    known = {entry.key: entry for entry in CalendarEntry.objects.filter(event=event)}
    now = now or timezone.now()
    sessions = [session for session in timed_sessions(event) if reader.wants(session)]
    found = [event_entry(event, known.get(event.key), reader, now)]
    found += [session_entry(event, one, known.get(one.key), reader, now) for one in sessions]
    return found + [removed_entry(event, entry, reader, now) for entry in known.values() if entry.removed_at]


def entries_of_session(
    event: Event, key, reader: Reader = EVERYBODY, now: datetime.datetime | None = None
) -> list[Entry]:
    """One session; one that was taken out comes as cancelled; nothing when there never was any."""
    uid = f"{key}@{UID_DOMAIN}"
    return [entry for entry in entries_of(event, reader, now) if entry["uid"] == uid and key != event.key]


def timed_sessions(event: Event) -> Iterator[EventSession]:
    """The sessions that stand in calendars; breaks do not."""
    for session in event.sessions.all():
        session.event = event
        if session.counts_for_attendance and session.starts_at:
            yield session


def event_entry(event: Event, known: CalendarEntry | None, reader: Reader, now: datetime.datetime) -> Entry:
    """All its days, blocking none of their hours."""
    entry = begun(event, event.key, event.title, known, reader, now)
    entry.add("dtstart", event.start_date)
    entry.add("dtend", event.last_day + ONE_DAY)
    entry.add("transp", "TRANSPARENT")
    described(entry, event, event.summary, "", reader)
    return entry


def session_entry(
    event: Event,
    session: EventSession,
    known: CalendarEntry | None,
    reader: Reader,
    now: datetime.datetime,
) -> Entry:
    entry = begun(event, session.key, session.title, known, reader, now)
    entry.add("dtstart", session.starts_at)
    if session.ends_at:
        entry.add("dtend", session.ends_at)
    link = session.link if reader.sees_venue else ""
    described(entry, event, session.objective, link, reader, words(session.room))
    return entry


def removed_entry(event: Event, known: CalendarEntry, reader: Reader, now: datetime.datetime) -> Entry:
    zone = ZoneInfo(event.time_zone)
    called_off = Reader(status="CANCELLED", changes=reader.changes)
    entry = begun(event, known.key, known.title, known, called_off, now)
    entry.add("dtstart", known.starts_at.astimezone(zone))
    if known.ends_at:
        entry.add("dtend", known.ends_at.astimezone(zone))
    return entry


def begun(
    event: Event,
    key,
    title: Translated,
    known: CalendarEntry | None,
    reader: Reader,
    now: datetime.datetime,
) -> Entry:
    """An entry with what every one has."""
    entry = Entry()
    entry.add("uid", f"{key}@{UID_DOMAIN}")
    entry.add("dtstamp", now.astimezone(datetime.UTC))
    entry.add("summary", words(title))
    entry.add("status", "CANCELLED" if event.is_cancelled else reader.status)
    entry.add("sequence", (known.sequence if known else 0) + reader.changes)
    changed = known.changed_at if known else event.last_published_at
    if changed:
        entry.add("last-modified", changed.astimezone(datetime.UTC))
    return entry


def described(
    entry: Entry, event: Event, text: Translated, link: str, reader: Reader, room: str = ""
) -> None:
    """Where it is, as far as the reader may know, and what it is about."""
    page = absolute("forum" if event.is_forum else "workshop", event.slug)
    entry.add("url", page)
    entry.add("description", "\n".join(line for line in (words(text), link, page) if line))
    venue = words(event.venue) if reader.sees_venue else ""
    places = [room, venue, words(event.place.name) if event.place else ""]
    if any(places):
        entry.add("location", ", ".join(place for place in places if place))


def words(text: Translated) -> str:
    return text.or_other(get_language())[0] if text else ""
