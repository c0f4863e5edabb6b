from types import SimpleNamespace

import pytest

from organizations.errors import MentionOnlyError
from organizations.rules import as_looked_for, beginnings, refuse_deeds_of_mentioned, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Procuraduría Federal", ["procuraduria", "federal"]),
        ("Mexico’s Child", ["mexico", "s", "child"]),
        ("Mexico's Child", ["mexico", "s", "child"]),
        ("NIÑAS, Niños", ["ninas", "ninos"]),
        ("a\x00b %_\\ '", ["a", "b", "_"]),
        ("", []),
    ],
)
def test_words_are_looked_for_without_accents_case_and_signs(text, words):
    assert words_of(text) == words


def test_every_word_of_every_name_is_there_once():
    assert as_looked_for(["Demo Network", "Red Demo"]) == " demo network red"


def test_a_query_of_endless_words_is_cut():
    assert len(beginnings("a " * 5000)) == 8


def test_a_body_that_is_only_named_does_nothing():
    refuse_deeds_of_mentioned(SimpleNamespace(mention_only=False))

    with pytest.raises(MentionOnlyError, match="only named in our sources"):
        refuse_deeds_of_mentioned(SimpleNamespace(mention_only=True))
