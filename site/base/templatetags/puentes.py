"""Template tags every room may use."""

from functools import cache

from django import template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, pgettext

from base.covers import draw_cover
from base.dates import format_partial_date
from base.enums import DatePrecision, FactStatus, Language
from base.html import json_ld as json_ld_markup
from base.translated import Translated

register = template.Library()


@register.simple_tag
def translated(value: Translated) -> str:
    """The text in the reader's language; else the other one, marked and with a visible notice."""
    language = get_language()
    text, found = value.or_other(language)
    if not text or found == language:
        return format_html("{}", text)
    return format_html(
        '<span lang="{}">{}</span> <small class="only-in">{}</small>', found, text, only_in(found)
    )


def only_in(language: str) -> str:
    """The notice beside text that exists in the other language alone."""
    return gettext("(only in Spanish)") if language == Language.ES else gettext("(only in English)")


@cache
def icon_markup(name: str) -> str:
    return get_template(f"components/icons/{name}.svg").render()


@register.simple_tag
def icon(name: str) -> str:
    """An icon drawn inline; words beside it carry the meaning."""
    return icon_markup(name)


@register.simple_tag
def cover(key) -> str:
    """Arches drawn from the key."""
    return draw_cover(str(key))


@register.simple_tag
def partial_date(date, precision: str) -> str:
    return format_partial_date(date, precision)


@register.inclusion_tag("components/fact_status.html")
def fact_status(value: str) -> dict:
    """A badge that says where a claim comes from; nothing for a status that does not exist."""
    return {"status": FactStatus(value) if value in FactStatus.values else None}


@register.filter
def minutes(value: int) -> str:
    return pgettext("duration", "%(minutes)s min") % {"minutes": value}


@register.simple_tag
def json_ld(data: dict) -> str:
    """Linked data for search engines; not run by browsers, so the content policy lets it pass."""
    return json_ld_markup(data)


@register.simple_tag
def partial_iso(date, precision: str) -> str:
    """The date as machines read it, no finer than its precision."""
    return date.isoformat()[: {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(precision, 10)]
