import datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from reference.numbers import format_number, format_percent, precision_phrase
from reference.rules import first_letter, in_groups, is_review_due, sorting_key

REVIEWED = datetime.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (datetime.date(2026, 1, 1), False),
        (datetime.date(2026, 7, 3), False),
        (datetime.date(2026, 7, 4), True),
        (datetime.date(2030, 1, 1), True),
    ],
)
def test_a_review_is_due_after_half_a_year(today, due):
    assert is_review_due(REVIEWED, today) is due


def test_words_sort_as_in_a_dictionary():
    words = ["ñandú", "Ética", "nudo", "acción", "Zapato", "etapa", "oso"]

    assert sorted(words, key=sorting_key) == ["acción", "etapa", "Ética", "nudo", "ñandú", "oso", "Zapato"]


@pytest.mark.parametrize(
    ("text", "letter"), [("ética", "E"), ("“Presented”", "P"), ("open", "O"), ("111", "#"), ("", "#")]
)
def test_a_word_is_listed_under_its_first_letter_without_accent(text, letter):
    assert first_letter(text) == letter


def test_groups_keep_the_order_in_which_things_come():
    assert in_groups(["b1", "a1", "b2"], lambda thing: thing[0]) == {"b": ["b1", "b2"], "a": ["a1"]}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (35700, "35,700"),
        (Decimal("35700.00"), "35,700"),
        (Decimal("52.20"), "52.2"),
        (Decimal("0.25"), "0.25"),
        (20, "20"),
        (1000000, "1,000,000"),
        (100, "100"),
    ],
)
def test_numbers_are_grouped_by_commas_in_both_languages(language, value, text):
    with override(language):
        assert format_number(value) == text


@pytest.mark.parametrize(
    ("language", "precision", "phrase"),
    [
        ("en", "at_least", "more than 35,700"),
        ("es", "at_least", "más de 35,700"),
        ("en", "approximate", "about 35,700"),
        ("es", "approximate", "cerca de 35,700"),
        ("en", "exact", "35,700"),
        ("es", "exact", "35,700"),
    ],
)
def test_precision_is_said_in_words(language, precision, phrase):
    with override(language):
        assert precision_phrase(precision, "35,700") == phrase


@pytest.mark.parametrize(("language", "text"), [("en", "52.2%"), ("es", "52.2\u00a0%")])
def test_percentages_are_spaced_as_the_language_asks(language, text):
    with override(language):
        assert format_percent(Decimal("52.2")) == text
