"""What is due for registrations, minute by minute. Safe to repeat."""

import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from base import generation
from workshops.clocks import moment
from workshops.enums import RegistrationStatus
from workshops.models import Event, Registration, RegistrationReminder
from workshops.registration_tasks import remind
from workshops.seats import desk

REMINDED_AT = datetime.time(9)
# Days before the event → for how long a reminder that was missed is still worth sending.
REMINDERS = {7: datetime.timedelta(days=4), 1: datetime.timedelta(hours=20)}
ONE_LETTER_TASK = 100


def pass_seats_on(now: datetime.datetime) -> None:
    """Take back offers that nobody confirmed in time, and offer what is free to those who wait."""
    lapsed = Q(status=RegistrationStatus.OFFERED, offer_ends_at__lte=now)
    rows = Registration.objects.filter(lapsed | Q(status=RegistrationStatus.WAITLISTED))
    recent = now.date() - datetime.timedelta(days=2)
    not_over = Q(start_date=None) | Q(end_date__gte=recent) | Q(end_date=None, start_date__gte=recent)
    for event in Event.objects.filter(not_over, pk__in=rows.values("event"), live=True):
        with desk(event, now=now):
            pass


def send_reminders(now: datetime.datetime) -> None:
    """Seven days and one day before an event, at nine by its clocks; once each."""
    first = now.date() - datetime.timedelta(days=1)
    last = now.date() + datetime.timedelta(days=8)
    coming = Event.objects.public().filter(cancelled_at=None, date_precision="day")
    for event in coming.filter(start_date__range=(first, last)):
        for days_before, late in REMINDERS.items():
            day = event.start_date - datetime.timedelta(days=days_before)
            due = moment(day, REMINDED_AT, event.time_zone)
            if due <= now < due + late:
                remind_once(event, days_before, due, now)


@transaction.atomic
def remind_once(event: Event, days_before: int, due: datetime.datetime, now: datetime.datetime) -> None:
    """Those who had their seat by then and have not been reminded of this day."""
    about = {"days_before": days_before, "start_date": event.start_date}
    Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    done = RegistrationReminder.objects.filter(**about).values("registration")
    rows = Registration.objects.filter(event=event, status=RegistrationStatus.REGISTERED, changed_at__lt=due)
    pks = list(rows.exclude(pk__in=done).values_list("pk", flat=True))
    RegistrationReminder.objects.bulk_create(
        RegistrationReminder(registration_id=pk, at=now, **about) for pk in pks
    )
    for some in (pks[start : start + ONE_LETTER_TASK] for start in range(0, len(pks), ONE_LETTER_TASK)):
        transaction.on_commit(partial(remind.enqueue, some, days_before))


def follow_doors(now: datetime.datetime) -> None:
    """Pages say whether registration is open: they are made anew when it opens or closes."""
    recent = (now - datetime.timedelta(days=1), now)
    opened = Q(registration_opens_at__range=recent)
    closed = Q(registration_closes_at__range=recent)
    for event in Event.objects.public().filter(opened | closed):
        for at in (event.registration_opens_at, event.registration_closes_at):
            if at and at <= now:
                generation.bump_if_older_than(at)


def look_after_registrations(now: datetime.datetime) -> None:
    pass_seats_on(now)
    send_reminders(now)
    follow_doors(now)
