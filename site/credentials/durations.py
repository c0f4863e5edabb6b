"""How long learning is estimated to take, in words. Nobody's time is measured."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def in_hours(minutes: int) -> str:
    """Such as "1 hour 35 minutes"; whole hours stand alone."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return minutes_only(rest)
    whole = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return _("%(hours)s %(minutes)s") % {"hours": whole, "minutes": minutes_only(rest)} if rest else whole


def minutes_only(minutes: int) -> str:
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
