"""Dates that know how much of themselves is known."""

import datetime

from django.utils.dates import MONTHS
from django.utils.translation import gettext, pgettext

from base.enums import DatePrecision

# By the number of parts a written date has.
PRECISIONS = (DatePrecision.YEAR, DatePrecision.MONTH, DatePrecision.DAY)


def parse_partial_date(text: str) -> tuple[datetime.date, DatePrecision]:
    """`"2015"`, `"2015-11"` or `"2015-12-02"` as the first day it covers, and its precision.

    Raises `ValueError` on anything else.
    """
    parts = [int(part) for part in text.split("-")]
    if len(parts) > len(PRECISIONS):
        raise ValueError(f"{text!r} is no date.")
    precision = PRECISIONS[len(parts) - 1]
    year, month, day = (*parts, 1, 1)[:3]
    return datetime.date(year, month, day), precision


def format_partial_date(date: datetime.date | None, precision: str) -> str:
    """The date in the active language, no finer than its precision; an empty string without a date."""
    if date is None:
        return ""
    if precision == DatePrecision.YEAR:
        return str(date.year)
    parts = {"day": date.day, "month": MONTHS[date.month], "year": date.year}
    if precision == DatePrecision.MONTH:
        return pgettext("month and year", "%(month)s %(year)s") % parts
    return gettext("%(day)s %(month)s %(year)s") % parts
