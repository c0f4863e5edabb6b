"""The sources one can name on the workbench, read once for each content generation and language."""

from django.utils.text import Truncator
from django.utils.translation import get_language

from base.per_generation import PerGeneration
from reference.models import Source

SHOWN = 90
_choices = PerGeneration()


def source_choices() -> list[tuple[str, str]]:
    """Key of a source as text, and the beginning of its citation in the active language."""
    return _choices.get(get_language(), _read)


def _read() -> list[tuple[str, str]]:
    rows = Source.objects.values_list("pk", "citation")
    named = [(str(pk), Truncator(str(citation)).chars(SHOWN)) for pk, citation in rows]
    return sorted(named, key=lambda row: row[1].casefold())
