"""Filters with counts that live in the address of a list, and need no script."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class FacetKind:
    """One way to sort things: its name in the address, its title, the label of each value in display order,
    and which values a thing has."""

    name: str
    title: str
    labels: Mapping[str, object]
    values_of: Callable[[Any], Sequence[str]]


@dataclass(frozen=True)
class Choice:
    """A filter that is on, such as audience=advocacy."""

    facet: str
    value: str


@dataclass(frozen=True)
class FacetOption:
    label: object
    count: int
    url: str
    is_on: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: list[FacetOption]


def chosen_filters(query, kinds: Iterable[FacetKind]) -> list[Choice]:
    """The filters in an address; unknown values are left out."""
    return [
        Choice(kind.name, value)
        for kind in kinds
        for value in dict.fromkeys(query.getlist(kind.name))
        if value in kind.labels
    ]


def matching(things: Iterable, chosen: Iterable[Choice], kinds: Iterable[FacetKind]) -> list:
    """The things with at least one chosen value of every facet that has any."""
    wanted: dict[str, set[str]] = {}
    for choice in chosen:
        wanted.setdefault(choice.facet, set()).add(choice.value)
    asked = [(kind, wanted[kind.name]) for kind in kinds if kind.name in wanted]
    return [one for one in things if all(values & set(kind.values_of(one)) for kind, values in asked)]


def facets(things: list, chosen: list[Choice], kinds: Sequence[FacetKind], url: str) -> list[Facet]:
    """Every facet with its values, how many things each would leave, and the address that turns it on or off."""
    return [
        Facet(
            kind.name,
            kind.title,
            [one for one in _options(kind, things, chosen, kinds, url) if one.count or one.is_on],
        )
        for kind in kinds
    ]


def _options(kind: FacetKind, things: list, chosen: list[Choice], kinds, url: str) -> list[FacetOption]:
    others = matching(things, [choice for choice in chosen if choice.facet != kind.name], kinds)
    return [
        FacetOption(
            label=label,
            count=sum(value in kind.values_of(one) for one in others),
            url=_toggled(Choice(kind.name, value), chosen, url),
            is_on=Choice(kind.name, value) in chosen,
        )
        for value, label in kind.labels.items()
    ]


def _toggled(choice: Choice, chosen: list[Choice], url: str) -> str:
    left = [one for one in chosen if one != choice]
    query = query_of(left if choice in chosen else [*left, choice])
    return f"{url}?{query}" if query else url


def query_of(chosen: Iterable[Choice]) -> str:
    """The filters as they stand in an address."""
    return urlencode([(one.facet, one.value) for one in chosen])
