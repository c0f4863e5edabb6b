"""Plain text from outside."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from base.text import clean_text


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        (None, ""),
        ("", ""),
        ("Nin\u0303ez", "Niñez"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("tab\tstays", "tab\tstays"),
        ("👧🏽 مرحبا", "👧🏽 مرحبا"),
    ],
)
def test_text_is_kept_in_one_form(given_text, kept):
    assert clean_text(given_text) == kept


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\x9f"])
def test_characters_that_cannot_be_shown_are_refused(character):
    with pytest.raises(ValidationError) as refused:
        clean_text(f"before{character}after")

    assert refused.value.code == "control_characters"


@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs"))))
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_text(clean_text(text)) == clean_text(text)
