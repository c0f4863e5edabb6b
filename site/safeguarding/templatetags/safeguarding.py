"""Links that lead from any page to safeguarding."""

from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext

from base.urls import in_languages

register = template.Library()
RULES = in_languages("safeguarding/", "salvaguardia/")


@register.simple_tag
def safeguarding_url() -> str:
    """The page with the rules of this site."""
    return f"/{get_language()}/{RULES}"


@register.simple_tag(takes_context=True)
def report_concern_link(context) -> str:
    """A plain link to the form, which then knows the page: it holds no token, so kept pages may carry it."""
    return format_html(
        '<a class="report-concern" rel="nofollow" href="{}?about={}">{}</a>',
        reverse("report_concern"),
        quote(context["request"].path),
        gettext("Report a concern about this page"),
    )
