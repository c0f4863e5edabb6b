"""The catalogue: cards of modules, and filters with counts that live in the address."""

from django.utils.translation import gettext as _

from base.facets import FacetKind
from courses.outline import Outline, all_outlines
from reference.terms import term_labels

DURATIONS = (("hour", 0, 60), ("two", 61, 120), ("more", 121, 100_000))
LANGUAGE_NAMES = {"es": "Español", "en": "English"}


def cards_in(language: str) -> list[Outline]:
    """Every published module; those of this language first, the others say which language they are in."""
    return sorted(all_outlines().values(), key=lambda one: language not in one.urls)


def duration_code(outline: Outline) -> str:
    return next(code for code, least, most in DURATIONS if least <= outline.minutes <= most)


def facet_kinds() -> list[FacetKind]:
    """What modules are filtered by."""
    durations = {"hour": _("Up to 1 hour"), "two": _("1 to 2 hours"), "more": _("More than 2 hours")}
    return [
        FacetKind("audience", _("For whom"), term_labels("audience"), lambda one: one.audience),
        FacetKind("phase", _("Phase of the protocol"), term_labels("protocol_phase"), lambda one: one.phases),
        FacetKind("language", _("Language"), LANGUAGE_NAMES, lambda one: tuple(one.urls)),
        FacetKind("duration", _("How long it takes"), durations, lambda one: (duration_code(one),)),
    ]
