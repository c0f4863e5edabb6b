"""What an event's page shows besides the event itself: each part of the app says what it adds.

A part is a function of the event and of the person who reads. For an unknown visitor the person is anonymous, and
the page is kept for everybody: then nothing in it may be personal.
"""

from collections.abc import Callable

from workshops.models import Event

Part = Callable[[Event, object], dict]
_parts: list[Part] = []


def register(part: Part) -> None:
    """Let `part` add to the context of every event's page, from now on; once, however often it is registered."""
    if part not in _parts:
        _parts.append(part)


def context_of(event: Event, person) -> dict:
    """Everything the parts add."""
    context: dict = {}
    for part in _parts:
        context |= part(event, person)
    return context
