"""Once an event has been saved, its free seats are offered, and its calendar entries are brought up to date."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.signals import published

from workshops.calendar_entries import keep_entries
from workshops.models import Event
from workshops.seats import desk


def follow_event(sender, instance: Event, **kwargs) -> None:
    transaction.on_commit(partial(look_after, instance.pk), robust=True)


def look_after(pk: int) -> None:
    """Seats may have been added, sessions moved."""
    event = Event.objects.filter(pk=pk, live=True).first()
    if event is None:
        return
    now = timezone.now()
    keep_entries(event, now=now)
    with desk(event, now=now):
        pass


post_save.connect(follow_event, sender=Event, dispatch_uid="registrations-follow-event")
published.connect(follow_event, sender=Event, dispatch_uid="registrations-follow-publication")
