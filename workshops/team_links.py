"""The way to the team of an event, for those who prepare it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.models import Event
from workshops.running import Link


def links(event: Event, user) -> Iterator[Link]:
    if Event.objects.prepared_by(user).filter(pk=event.pk).exists():
        yield Link(
            _("Team"), reverse("teach_events:team", args=[event.slug]), _("Who prepares, runs and records it")
        )
