"""Template tags of paths."""

from django import template
from django.utils.translation import ngettext, pgettext

register = template.Library()


@register.simple_tag
def module_state_word(state: str) -> str:
    """The word beside the mark of a module."""
    return {
        "not_started": pgettext("module", "Not started"),
        "in_progress": pgettext("module", "In progress"),
        "done": pgettext("module", "Completed"),
        "new": pgettext("module", "New since you finished"),
        "locked": pgettext("module", "Not open yet"),
    }.get(state, "")


@register.filter
def module_count(number: int) -> str:
    return ngettext("%(number)s module", "%(number)s modules", number) % {"number": number}


@register.filter
def hours(minutes: int) -> str:
    """A long time as people say it: 5 h 40 min."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return pgettext("duration", "%(minutes)s min") % {"minutes": rest}
    if not rest:
        return pgettext("duration", "%(hours)s h") % {"hours": whole}
    return pgettext("duration", "%(hours)s h %(minutes)s min") % {"hours": whole, "minutes": rest}
