"""The ways from an event's home to who comes, and to calling it off."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.models import Event
from workshops.running import Link


def links(event: Event, user) -> Iterator[Link]:
    if Event.objects.run_by(user).filter(pk=event.pk).exists():
        yield Link(
            _("Registrations"),
            reverse("teach_events:registrations", args=[event.slug]),
            _("Who comes, who waits, questions and invitations"),
        )
    if not event.is_cancelled and Event.objects.prepared_by(user).filter(pk=event.pk).exists():
        yield Link(
            _("Cancel the event"),
            reverse("teach_events:calling_off", args=[event.slug]),
            _("With a letter to everybody on the list"),
        )
