"""Values of a person's copy, in words."""

from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()


@register.simple_tag
def shown(value: object) -> str:
    """A value as people read it: dates spelled, lists on lines, yes and no."""
    if isinstance(value, bool):
        return pgettext("answer", "Yes") if value else pgettext("answer", "No")
    if isinstance(value, datetime):
        return _("%(moment)s UTC") % {"moment": date_format(value, "DATETIME_FORMAT")}
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, (list, tuple)):
        return "\n".join(shown(one) for one in value)
    return str(value)
