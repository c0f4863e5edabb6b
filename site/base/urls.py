"""Addresses that are spelled in the reader's language."""

from django.utils.functional import lazy
from django.utils.translation import get_language


def _spelling(en: str, es: str) -> str:
    return en if (get_language() or "es").startswith("en") else es


# Kept in code, not in the message catalogue: an address never changes once it is published.
in_languages = lazy(_spelling, str)
