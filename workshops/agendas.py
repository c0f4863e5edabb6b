"""Somebody's own agenda: the events they come to, as a calendar that follows by itself."""

import datetime
import secrets

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from people.links import hashed
from people.models import User
from workshops.calendars import calendar_file, entries_of
from workshops.enums import SEATED
from workshops.models import AgendaFeed, Event, Registration
from workshops.registration_readers import reader_of

# Events that have been over for longer leave the agenda.
KEPT = datetime.timedelta(days=180)


def agenda_file(person: User, now: datetime.datetime) -> bytes:
    """All of it; what fell away is in it as cancelled."""
    found: list[Entry] = []
    for mine in agenda_rows(person, now):
        found += entries_of(mine.event, reader_of(mine, changes=mine.steps), now)
    return calendar_file(_("My events"), found)


def agenda_rows(person: User, now: datetime.datetime):
    """The registrations that hold a seat, or once did."""
    events = Event.objects.public().filter(date_precision="day", start_date__gte=(now - KEPT).date())
    once_seated = Q(changes__status__in=SEATED) | Q(status__in=SEATED)
    rows = Registration.objects.filter(once_seated, person=person, event__in=events)
    pks = rows.values("pk")
    return (
        Registration.objects.filter(pk__in=pks)
        .annotate(steps=Count("changes"))
        .select_related("event__place")
        .prefetch_related("event__sessions")
        .order_by("event__start_date", "pk")
    )


@transaction.atomic
def new_feed(person: User, now: datetime.datetime) -> str:
    """The secret of a new address for the agenda; an earlier address stops working."""
    token = secrets.token_urlsafe(32)
    AgendaFeed.objects.update_or_create(person=person, defaults={"token_hash": hashed(token), "made_at": now})
    return token


def end_feed(person: User) -> bool:
    """Let the address stop working; False when there was none."""
    return bool(AgendaFeed.objects.filter(person=person).delete()[0])


def person_of(token: str) -> User | None:
    """Whose agenda it is, while their account is open."""
    found = AgendaFeed.objects.filter(token_hash=hashed(token), person__is_active=True)
    feed = found.select_related("person").first()
    return feed.person if feed else None
