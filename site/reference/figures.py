"""Figures inside text: `[[=idc-detained-2015]]` becomes "more than 35,700", and follows a correction."""

import re

from django.utils.translation import override

from base.per_generation import PerGeneration
from base.translated import Translated
from reference.models import Statistic

MARK = re.compile(r"\[\[=(?P<code>[A-Za-z0-9_-]+)\]\]")
_phrases = PerGeneration()


def fill_figures(text: str, language: str) -> str:
    """`text` with every marked figure written out in `language`, as in "more than 35,700".

    A code that does not exist leaves an ellipsis: a number nobody vouches for is not shown.
    """
    if "[[=" not in text:
        return text
    phrases = figure_phrases(language)
    return MARK.sub(lambda match: phrases.get(match["code"], "…"), text)


def with_figures(text: Translated) -> Translated:
    """The same in every language of a text."""
    return Translated({language: fill_figures(words, language) for language, words in text.items()})


def figure_phrases(language: str) -> dict[str, str]:
    """Code → value with the words of its precision."""
    return _phrases.get(language, lambda: _read(language))


def _read(language: str) -> dict[str, str]:
    with override(language):
        return {row.code: row.display_value().phrase for row in Statistic.objects.with_facts()}


def figure_codes(text: str) -> list[str]:
    """The codes that `text` marks, in order of appearance, each once."""
    return list(dict.fromkeys(match["code"] for match in MARK.finditer(text)))


def unknown_figures(text: str) -> list[str]:
    """The marked codes that do not exist."""
    codes = figure_codes(text)
    known = set(Statistic.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    return [code for code in codes if code not in known]
