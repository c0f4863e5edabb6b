"""What lessons take from the shelf again and again, read once for each content generation."""

from collections.abc import Iterable

from base.per_generation import PerGeneration
from reference.models import GlossaryTerm

_shelf = PerGeneration()


def glossary_terms() -> dict[str, GlossaryTerm]:
    """Code → term of the whole glossary."""
    return _shelf.get("glossary", lambda: {term.code: term for term in GlossaryTerm.objects.all()})


def glossary_codes() -> set[str]:
    return set(glossary_terms())


def glossary_entries(codes: Iterable[str]) -> list[GlossaryTerm]:
    """The terms of these codes that exist, in this order, each once."""
    terms = glossary_terms()
    return [terms[code] for code in dict.fromkeys(codes) if code in terms]
