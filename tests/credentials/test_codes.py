"""Codes: nobody guesses one, everybody can type one, and a slip is noticed."""

import pytest

from credentials.codes import ALPHABET, LENGTH, digest, grouped, new_code, read_code, with_check

CODE = with_check("0123456789ABCDEFGHJKMNPQRS")


def test_a_code_holds_130_random_bits_in_letters_that_are_not_mixed_up():
    made = {new_code() for _time in range(200)}

    assert len(made) == 200
    assert {len(code) for code in made} == {LENGTH}
    assert len(ALPHABET) ** 26 == 2**130
    assert not set("ILOU") & set("".join(made))


def test_a_code_is_shown_in_seven_groups_of_four():
    assert grouped(CODE) == "0123-4567-89AB-CDEF-GHJK-MNPQ-RS" + CODE[-2:]


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        grouped(CODE),
        grouped(CODE).replace("-", " "),
        f"  {grouped(CODE)} ",
        grouped(CODE).replace("-", " – "),
        CODE.replace("0", "o").replace("1", "l"),
        CODE.replace("0", "O").replace("1", "I"),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed):
    assert read_code(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        CODE[:-1],
        CODE + "0",
        CODE[:-1] + "U",
        "x" * 100_000,
        CODE.replace("A", "À"),
        "٠" * 28,
        "\x00" + CODE,
    ],
)
def test_what_is_no_code_is_not_read(typed):
    assert read_code(typed) is None


def test_every_slip_of_one_letter_is_noticed():
    slips = [
        CODE[:place] + letter + CODE[place + 1 :]
        for place in range(LENGTH)
        for letter in ALPHABET
        if letter != CODE[place]
    ]

    assert [slip for slip in slips if read_code(slip)] == []


def test_neighbours_that_changed_places_are_noticed():
    swaps = [
        CODE[:n] + CODE[n + 1] + CODE[n] + CODE[n + 2 :] for n in range(LENGTH - 1) if CODE[n] != CODE[n + 1]
    ]

    assert [swap for swap in swaps if read_code(swap)] == []


def test_a_code_is_looked_up_by_what_does_not_give_it_away():
    assert len(digest(CODE)) == 64
    assert CODE not in digest(CODE).upper()
    assert digest(CODE) != digest(with_check("1" * 26))
