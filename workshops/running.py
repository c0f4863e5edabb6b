"""Running an event, on a phone: what stands under /teach/events/, and who gets there.

Each part of the app says which links it adds to an event's home there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from workshops.models import Event


@dataclass(frozen=True)
class Link:
    """A way on, with one line about what is there."""

    label: str
    url: str
    hint: str = ""


Provider = Callable[[Event, object], Iterable[Link]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let `provider` add links to the home of every event, from now on; once, however often it is registered."""
    if provider not in _providers:
        _providers.append(provider)


def links_for(event: Event, user) -> list[Link]:
    """What this person can do with the event."""
    return [link for provider in _providers for link in provider(event, user)]


def own_events(user):
    """The events on whose team a person is; all of them for those who manage the programme."""
    return Event.objects.recorded_by(user).newest_first().select_related("place", "series")


def event_of(request: HttpRequest, slug: str, question: str = "run_by") -> Event:
    """The event, for those whom the named question of `EventQuerySet` lets in. Raises `Http404` for others."""
    found = None
    if request.is_known and request.user.is_authenticated:
        found = getattr(Event.objects, question)(request.user).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found
