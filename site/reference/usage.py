"""Where a reference row is used: the rooms above say so, because this one cannot know them."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import models
from django.utils.translation import get_language


class Use(NamedTuple):
    """A page that uses a row."""

    title: str
    url: str
    language: str


Provider = Callable[[models.Model], list[tuple[str, str, str]]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Ask `provider(row)` for `(title, url, language)` of the public pages that use a row.

    Returns the provider, so that it may decorate one.
    """
    if provider not in _providers:
        _providers.append(provider)
    return provider


def uses_of(row: models.Model) -> list[Use]:
    """The public pages that use `row`: those in the reader's language, else those in the other."""
    uses = [Use(*use) for provider in _providers for use in provider(row)]
    here = [use for use in uses if use.language == get_language()]
    return here or uses
