"""What templates ask about events."""

import datetime
from zoneinfo import ZoneInfo

from django import template
from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from base.templatetags.puentes import only_in
from base.translated import Translated
from organizations.models import Organization
from reference.terms import term_labels
from workshops.addresses import address_of
from workshops.models import Event, EventSession

register = template.Library()
register.simple_tag(address_of, name="event_url")


@register.simple_tag
def notes_of(session: EventSession) -> list[Translated]:
    """The labels of its content notes."""
    known = term_labels("content_note")
    return [known[code] for code in session.content_notes if code in known and code != "none"]


@register.inclusion_tag("workshops/event/lines.html")
def lines_of(text: Translated) -> dict:
    """A text with one statement on each line, as a list; in the other language with a notice."""
    words, language = text.or_other(get_language())
    return {
        "lines": [line.strip() for line in words.splitlines() if line.strip()],
        "language": "" if language == get_language() else language,
    }


@register.simple_tag
def organization_link(organization: Organization) -> str:
    """Its name, leading to its page."""
    return format_html('<a href="{}">{}</a>', reverse("organization", args=[organization.code]), organization)


@register.simple_tag
def lines_of_text(text: Translated) -> str:
    """Each line a paragraph, in the reader's language; else in the other one, marked and with a notice."""
    words, language = text.or_other(get_language())
    lines = [(language, line) for line in words.split("\n") if line.strip()]
    notice = format_html('<p class="only-in">{}</p>', only_in(language)) if language != get_language() else ""
    return format_html("{}{}", format_html_join("\n", '<p lang="{}">{}</p>', lines), notice if words else "")


@register.filter
def event_time(at: datetime.datetime, event: Event) -> str:
    """A moment by the clocks of the event, its day and hour in words."""
    return formats.date_format(at.astimezone(ZoneInfo(event.time_zone)), "DATETIME_FORMAT")


@register.simple_tag
def strength_of(code: str) -> str:
    """How strong evidence is, in words."""
    return str(term_labels("evidence_strength").get(code, ""))


@register.simple_tag
def phases_of(codes: list[str]) -> list[Translated]:
    known = term_labels("protocol_phase")
    return [known[code] for code in codes if code in known]
