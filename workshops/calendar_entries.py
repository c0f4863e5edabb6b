"""Keeping count of what calendar files have said: once an event is published, and whenever it changes."""

import datetime
import hashlib

from django.db import transaction

from workshops.calendars import timed_sessions
from workshops.models import CalendarEntry, Event, EventSession

PUBLIC_WORDS = "title summary venue time_zone place_id start_date end_date slug kind cancelled_at".split()
SESSION_WORDS = "title objective room link track_id".split()


@transaction.atomic
def keep_entries(event: Event, *, now: datetime.datetime) -> None:
    """Bring the entries of a public event up to date; what has changed gets a higher number. Safe to repeat."""
    event = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    if not event.live or not event.has_days:
        return
    known = {entry.key: entry for entry in CalendarEntry.objects.filter(event=event)}
    said = {event.key: entry_of_event(event), **{one.key: entry_of(one) for one in timed_sessions(event)}}
    for key, entry in said.items():
        renew(known.get(key), entry, now)
    for key in known.keys() - said.keys():
        call_off(known[key], now)


def entry_of_event(event: Event) -> CalendarEntry:
    print_ = fingerprint(getattr(event, name) for name in PUBLIC_WORDS)
    return CalendarEntry(event=event, key=event.key, title=event.title, fingerprint=print_)


def entry_of(session: EventSession) -> CalendarEntry:
    event = session.event
    said = [getattr(event, name) for name in PUBLIC_WORDS] + [
        getattr(session, name) for name in SESSION_WORDS
    ]
    times = (session.starts_at, session.ends_at)
    return CalendarEntry(
        event=event,
        key=session.key,
        title=session.title,
        starts_at=times[0],
        ends_at=times[1],
        fingerprint=fingerprint([*said, *times]),
    )


def fingerprint(values) -> str:
    return hashlib.sha256("\n".join(map(repr, values)).encode()).hexdigest()


def renew(known: CalendarEntry | None, entry: CalendarEntry, now: datetime.datetime) -> None:
    """Store what is new or different."""
    if known and known.fingerprint == entry.fingerprint and known.removed_at is None:
        return
    if known:
        entry.pk, entry.sequence = known.pk, known.sequence + 1
    entry.changed_at = now
    entry.save()


def call_off(known: CalendarEntry, now: datetime.datetime) -> None:
    if known.removed_at is None:
        known.removed_at = known.changed_at = now
        known.sequence += 1
        known.save(update_fields=["removed_at", "changed_at", "sequence"])
