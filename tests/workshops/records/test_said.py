"""Types and dates as people write them."""

import datetime

import pytest

from workshops.records.said import date_of, is_no_date, kind_of


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027-06-30", "2027-06-30"),
        ("30/06/2027", "2027-06-30"),
        ("30.6.2027", "2027-06-30"),
        ("June 2027", "2027-06-30"),
        ("junio de 2027", "2027-06-30"),
        ("30 de junio de 2027", "2027-06-30"),
        ("1º de junio del 2027", "2027-06-01"),
        ("June 30th, 2027", "2027-06-30"),
        ("Febrero 2028", "2028-02-29"),
        ("06/2027", "2027-06-30"),
        ("2027", "2027-12-31"),
        ("3 sept. 2027", "2027-09-03"),
    ],
)
def test_a_date_is_read_and_of_a_month_or_year_its_last_day(written, day):
    assert date_of(written) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "written",
    [
        "tomorrow",
        "06/30/2027",
        "31/02/2027",
        "30/06/27",
        "1 2 3 2027",
        "0000-01-01",
        "9999-12-31",
        "",
        "-",
    ],
)
def test_what_is_no_date_is_not_guessed(written):
    with pytest.raises(ValueError):  # noqa: PT011 (whatever reads numbers says it in its own words)
        date_of(written)


@pytest.mark.parametrize("written", ["", "no date", "Sin fecha", "NO DATE SET", "sin fecha fijada"])
def test_no_date_is_said_in_words(written):
    assert is_no_date(written)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Obstáculo", "obstacle"),
        ("OBSTACULOS", "obstacle"),
        ("Obstacle 3:", "obstacle"),
        ("buenas prácticas", "best_practice"),
        ("best_practice", "best_practice"),
        ("Point of consensus", "consensus"),
        ("Desafíos", "challenge"),
        ("Compromiso", "commitment"),
        ("a term of ours", "conclusion"),
        ("Idea", None),
        ("", None),
        ("123", None),
    ],
)
def test_types_are_known_by_their_words_in_either_language_and_by_the_vocabulary(written, kind):
    assert kind_of(written, {"a term of ours": "conclusion"}) == kind
