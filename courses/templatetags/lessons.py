"""Template tags of lesson pages."""

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.html import format_html_join
from django.utils.translation import get_language, npgettext, pgettext
from wagtail.rich_text import RichText, expand_db_html

from base.translated import Translated
from courses.enums import LessonState
from reference.figures import fill_figures
from reference.glossary import link_glossary
from reference.shelf import glossary_codes

register = template.Library()


@register.filter
def rich(value: RichText | str | None) -> str:
    """Rich text as Wagtail's whitelist left it, its internal links resolved and glossary words linked.

    A block's value wraps its source; a field's value is the source itself.
    """
    source = fill_figures(getattr(value, "source", value) or "", get_language())
    return link_glossary(expand_db_html(source), get_language(), glossary_codes())[0]


@register.filter
def with_figures(text: str) -> str:
    """Plain text with its marked figures written out."""
    return fill_figures(text, get_language())


@register.simple_tag
def drawing(name: str) -> str:
    """A drawing of a sequence, inline, so that it takes the colours of the page."""
    if not name or not name.replace("-", "").isalnum():
        return ""
    return get_template(f"drawings/{name}.svg").render()


@register.simple_tag
def state_word(state: str) -> str:
    """The word beside an outline mark."""
    if state == "new":
        return pgettext("lesson", "New since you finished")
    return LessonState(state).label


@register.inclusion_tag("courses/components/only_in.html")
def only_in(titles: Translated) -> dict:
    """Says so when a thing is not there in the reader's language but in the other; else nothing."""
    text, language = titles.or_other(get_language())
    return {"language": "" if not text or language == get_language() else language}


@register.filter
def lesson_count(number: int) -> str:
    return npgettext("module", "%(number)s lesson", "%(number)s lessons", number) % {"number": number}


@register.simple_tag
def language_names(codes) -> str:
    """The languages a thing exists in, each by its own name."""
    names = [(code, name) for code, name in settings.LANGUAGES if code in codes]
    return format_html_join(", ", '<span lang="{}">{}</span>', names)
