"""Template tags of the reference shelf."""

from django import template
from django.utils.translation import get_language

from base.translated import Translated
from reference import figures

register = template.Library()


@register.filter
def in_reader_language(text: Translated) -> str:
    """The text in the reader's language or nothing: for places where no notice can stand."""
    return text.in_language(get_language())


@register.filter
def with_figures(text: Translated) -> Translated:
    """The text with the figures it marks written out."""
    return figures.with_figures(text)
