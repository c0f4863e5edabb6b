"""Where material that rests on a consent is used: apps above register what they know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from safeguarding.models import Consent


@dataclass(frozen=True)
class Use:
    """One place: what kind of thing it is, its title, and where to see it."""

    kind: str
    title: str
    url: str = ""


Provider = Callable[[Consent], Iterable[Use]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask `provider` too, from now on; once, however often it is registered."""
    if provider not in _providers:
        _providers.append(provider)


def uses_of(consent: Consent) -> list[Use]:
    """Everything that rests on this consent, as the providers list it."""
    return [use for provider in _providers for use in provider(consent)]
