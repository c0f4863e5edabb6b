"""The catalogue: cards of modules, and filters with counts that live in the address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from base.translated import Translated
from courses.outline import Outline, all_outlines
from reference.terms import term_labels

DURATIONS = (("hour", 0, 60), ("two", 61, 120), ("more", 121, 100_000))
LANGUAGE_NAMES = {"es": "Español", "en": "English"}


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


def cards_in(language: str) -> list[Outline]:
    """Every published module; those of this language first, the others say which language they are in."""
    return sorted(all_outlines().values(), key=lambda one: language not in one.urls)


def duration_code(outline: Outline) -> str:
    return next(code for code, least, most in DURATIONS if least <= outline.minutes <= most)


VALUES: dict[str, Callable[[Outline], Sequence[str]]] = {
    "audience": lambda one: one.audience,
    "phase": lambda one: one.phases,
    "language": lambda one: tuple(one.urls),
    "duration": lambda one: (duration_code(one),),
}


def facet_labels() -> dict[str, tuple[str, dict[str, Translated | str]]]:
    """Facet → its title and the label of each value, in display order."""
    durations = {"hour": _("Up to 1 hour"), "two": _("1 to 2 hours"), "more": _("More than 2 hours")}
    return {
        "audience": (_("For whom"), term_labels("audience")),
        "phase": (_("Phase of the protocol"), term_labels("protocol_phase")),
        "language": (_("Language"), LANGUAGE_NAMES),
        "duration": (_("How long it takes"), durations),
    }


def chosen_filters(query) -> list[Choice]:
    """The filters in an address; unknown values are left out."""
    known = facet_labels()
    return [
        Choice(facet, value)
        for facet in VALUES
        for value in dict.fromkeys(query.getlist(facet))
        if value in known[facet][1]
    ]


def matching(cards: list[Outline], chosen: list[Choice]) -> list[Outline]:
    """The cards with at least one chosen value of every facet that has any."""
    wanted: dict[str, set[str]] = {}
    for choice in chosen:
        wanted.setdefault(choice.facet, set()).add(choice.value)
    return [
        card for card in cards if all(values & set(VALUES[facet](card)) for facet, values in wanted.items())
    ]


def facets(cards: list[Outline], chosen: list[Choice], url: str) -> list[Facet]:
    """Every facet with its values, how many modules each would leave, and the address that turns it on or off."""
    return [
        Facet(
            name, label, [one for one in _options(name, values, cards, chosen, url) if one.count or one.is_on]
        )
        for name, (label, values) in facet_labels().items()
    ]


def _options(name, values, cards, chosen: list[Choice], url: str) -> list[FacetOption]:
    others = matching(cards, [choice for choice in chosen if choice.facet != name])
    return [
        FacetOption(
            label=label,
            count=sum(value in VALUES[name](card) for card in others),
            url=_toggled(Choice(name, value), chosen, url),
            is_on=Choice(name, value) in chosen,
        )
        for value, label in values.items()
    ]


def _toggled(choice: Choice, chosen: list[Choice], url: str) -> str:
    left = [one for one in chosen if one != choice]
    pairs = left if choice in chosen else [*left, choice]
    query = urlencode([(one.facet, one.value) for one in pairs])
    return f"{url}?{query}" if query else url
