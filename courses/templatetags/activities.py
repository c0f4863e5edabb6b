"""Template tags of activities."""

from django import template
from django.utils.translation import get_language

from base.templatetags.puentes import only_in
from base.translated import Translated

register = template.Library()


@register.simple_tag
def in_words(value: Translated) -> str:
    """A text where no markup may stand, such as in an option: in the other language it says so."""
    text, found = value.or_other(get_language())
    return text if not text or found == get_language() else f"{text} {only_in(found)}"


@register.filter
def language_of(value: Translated) -> str:
    """The language in which a text is shown here."""
    return value.or_other(get_language())[1]
