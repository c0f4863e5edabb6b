"""What an answer is worth, by table and by property."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.enums import ItemType
from courses.scoring import cut, most_points, points, share, verdict, whole_percent


def one_choice(kind=ItemType.SINGLE_CHOICE) -> dict:
    return {
        "type": kind,
        "points": 1,
        "options": [{"id": "a", "correct": True}, {"id": "b", "correct": False}],
    }


def several(right: int, wrong: int) -> dict:
    options = [{"id": f"r{number}", "correct": True} for number in range(right)]
    options += [{"id": f"w{number}", "correct": False} for number in range(wrong)]
    return {"type": ItemType.MULTIPLE_RESPONSE, "points": 1, "options": options}


def placed(kind: str, key: dict) -> dict:
    return {"type": kind, "points": 1, "key": key}


def number(value: str, tolerance: str = "0") -> dict:
    return {"type": ItemType.NUMERIC, "points": 1, "value": value, "tolerance": tolerance}


FOUR = {"a": "1", "b": "2", "c": "3", "d": "4"}
PAIRS = {"l1": "r1", "l2": "r2", "l3": "r3"}


@pytest.mark.parametrize(
    ("content", "answer", "expected"),
    [
        (one_choice(), ["a"], 1),
        (one_choice(), ["b"], 0),
        (one_choice(ItemType.TRUE_FALSE), ["a"], 1),
        (one_choice(ItemType.SCENARIO_CHOICE), ["b"], 0),
        (several(4, 2), ["r0", "r1", "r2", "r3"], 1),
        (several(4, 2), ["r0", "r1", "r2"], Fraction(3, 4)),
        (several(4, 2), ["r0", "r1", "r2", "r3", "w0"], Fraction(3, 4)),
        (several(4, 2), ["r0", "w0"], 0),
        (several(4, 2), ["w0", "w1"], 0),
        (several(2, 2), ["r0", "r1", "w0", "w1"], 0),
        (placed(ItemType.MATCHING, PAIRS), PAIRS, 1),
        (placed(ItemType.MATCHING, PAIRS), PAIRS | {"l1": "r2"}, Fraction(2, 3)),
        (placed(ItemType.MATCHING, PAIRS), dict.fromkeys(PAIRS, "r1"), Fraction(1, 3)),
        (placed(ItemType.CATEGORIZE, FOUR), FOUR | {"d": "1"}, Fraction(3, 4)),
        (placed(ItemType.ORDERING, FOUR), FOUR, 1),
        (placed(ItemType.ORDERING, FOUR), {"a": "4", "b": "3", "c": "2", "d": "1"}, 0),
        (placed(ItemType.ORDERING, FOUR), {"b": "1", "c": "2", "d": "3", "a": "4"}, Fraction(2, 3)),
        (placed(ItemType.ORDERING, FOUR), {"a": "1", "b": "2", "d": "3", "c": "4"}, Fraction(1, 3)),
        (number("20"), "20", 1),
        (number("20"), "20.0", 1),
        (number("20"), "21", 0),
        (number("35700", "100"), "35600", 1),
        (number("35700", "100"), "35599.99", 0),
        ({"type": ItemType.SHORT_TEXT, "points": 1}, "Whoever decides", None),
    ],
)
def test_an_answer_earns_its_share(content, answer, expected):
    assert share(content, answer) == expected


def test_points_multiply_the_share_and_a_short_text_has_none_to_give():
    assert points(one_choice() | {"points": 3}, ["a"]) == 3
    assert most_points(one_choice() | {"points": 3}) == 3
    assert points({"type": ItemType.SHORT_TEXT, "points": 3}, "words") is None
    assert most_points({"type": ItemType.SHORT_TEXT, "points": 3}) == 0


@pytest.mark.parametrize(
    ("earned", "word"),
    [(None, "noted"), ("1", "right"), ("0.9999", "partly"), ("0.0001", "partly"), ("0", "wrong")],
)
def test_every_result_has_a_word(earned, word):
    assert verdict(earned and Decimal(earned), Decimal(1)) == word


@given(st.sets(st.sampled_from(["r0", "r1", "r2", "w0", "w1", "w2"]), min_size=1))
def test_choosing_never_earns_more_than_everything_or_less_than_nothing(chosen):
    assert 0 <= share(several(3, 3), sorted(chosen)) <= 1


@given(st.permutations(list(FOUR)))
def test_only_the_right_order_earns_everything(order):
    answer = {thing: str(number) for number, thing in enumerate(order, start=1)}

    assert (share(placed(ItemType.ORDERING, FOUR), answer) == 1) == (answer == FOUR)


@given(st.dictionaries(st.sampled_from(sorted(PAIRS)), st.sampled_from(["r1", "r2", "r3"]), min_size=3))
def test_matching_earns_one_share_for_each_right_pair(answer):
    earned = share(placed(ItemType.MATCHING, PAIRS), answer)

    assert earned == Fraction(sum(PAIRS[left] == right for left, right in answer.items()), 3)


@given(
    shares=st.lists(st.fractions(0, 1, max_denominator=60), min_size=1, max_size=12),
    mark=st.integers(1, 100),
)
def test_cutting_to_four_places_passes_and_fails_nobody(shares, mark):
    exact, most = sum(shares, Fraction(0)), len(shares)

    stored = cut(exact)

    assert (100 * stored >= mark * most) == (100 * exact >= mark * most)
    assert 0 <= exact - Fraction(stored) < Fraction(1, 10_000)
    assert stored <= most


@pytest.mark.parametrize(
    ("score", "most", "mark", "percent"),
    [
        ("0.58", "6", 70, 10),
        ("0.5", "8", 70, 6),
        ("7", "8", 70, 88),
        ("6.95", "10", 70, 69),
        ("7", "10", 70, 70),
        ("5.99", "6", 70, 99),
        ("6", "6", 70, 100),
        ("0.09", "6", 1, 2),
        ("0.05", "6", 1, 0),
        ("0", "0", 70, 0),
    ],
)
def test_a_percent_is_rounded_half_up_but_never_to_the_pass_mark_nor_to_all(score, most, mark, percent):
    assert whole_percent(Decimal(score), Decimal(most), mark) == percent
