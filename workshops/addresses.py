"""Where things of events stand."""

from django.urls import reverse

from workshops.models import Event


def address_of(event: Event) -> str:
    """The page of an event in the active language."""
    return reverse("forum" if event.is_forum else "workshop", args=[event.slug])
