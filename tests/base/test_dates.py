"""Dates that are no finer than what is known."""

import datetime

import pytest
from django.utils.translation import override

from base.dates import format_partial_date, parse_partial_date
from base.enums import DatePrecision

DAY = datetime.date(2015, 11, 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2015", (datetime.date(2015, 1, 1), DatePrecision.YEAR)),
        ("2015-11", (datetime.date(2015, 11, 1), DatePrecision.MONTH)),
        ("2015-11-02", (DAY, DatePrecision.DAY)),
    ],
)
def test_a_written_date_tells_how_exact_it_is(text, found):
    assert parse_partial_date(text) == found


@pytest.mark.parametrize("text", ["", "soon", "2015-13", "2015-02-30", "2015-11-02-01", "2015/11"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (whatever the message)
        parse_partial_date(text)


@pytest.mark.parametrize(
    ("precision", "language", "words"),
    [
        ("year", "en", "2015"),
        ("year", "es", "2015"),
        ("month", "en", "November 2015"),
        ("day", "en", "2 November 2015"),
        ("month", "es", "noviembre de 2015"),
        ("day", "es", "2 de noviembre de 2015"),
    ],
)
def test_a_date_is_written_no_finer_than_it_is_known(precision, language, words):
    with override(language):
        assert format_partial_date(DAY, precision).lower() == words.lower()


def test_no_date_is_no_words():
    assert format_partial_date(None, "day") == ""
