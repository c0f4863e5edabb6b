"""What an answer is worth: frozen content and an answer in, a share of the points out. Pure.

Shares are exact fractions. They are cut to four places at the very end, downwards: a pass mark is a
whole percent of whole points, so cutting never turns a fail into a pass, nor a pass into a fail.
"""

import math
from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from courses.enums import ONE_CHOICE, ItemType

FOUR_PLACES = Decimal("0.0001")


def share(content: Mapping, answer: Any) -> Fraction | None:
    """How much of the answer is right, from 0 to 1; None for a short text, which nobody scores."""
    kind = content["type"]
    if kind == ItemType.SHORT_TEXT:
        return None
    if kind in ONE_CHOICE:
        return Fraction(set(answer) == right_options(content))
    if kind == ItemType.MULTIPLE_RESPONSE:
        return share_of_choices(right_options(content), set(answer))
    if kind == ItemType.ORDERING:
        return share_of_neighbours(in_order(content["key"]), in_order(answer))
    if kind == ItemType.NUMERIC:
        return Fraction(is_near(Decimal(answer), Decimal(content["value"]), Decimal(content["tolerance"])))
    return share_of_places(content["key"], answer)


def right_options(content: Mapping) -> set[str]:
    return {option["id"] for option in content["options"] if option["correct"]}


def share_of_choices(right: set[str], chosen: set[str]) -> Fraction:
    """max(0, (right chosen − wrong chosen) ÷ right options): guessing everything earns nothing extra."""
    return max(Fraction(0), Fraction(len(chosen & right) - len(chosen - right), len(right)))


def share_of_places(key: Mapping[str, str], answer: Mapping[str, str]) -> Fraction:
    """The share of things that were put where they belong."""
    return Fraction(sum(answer.get(thing) == place for thing, place in key.items()), len(key))


def share_of_neighbours(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """The share of adjacent pairs of the right order that stand together, in that order, in the answer."""
    pairs, wanted = set(pairwise(given)), list(pairwise(right))
    return Fraction(sum(pair in pairs for pair in wanted), len(wanted))


def in_order(places: Mapping[str, str]) -> list[str]:
    """The things by their position: `{"b": "2", "a": "1"}` is `["a", "b"]`."""
    return sorted(places, key=lambda thing: int(places[thing]))


def is_near(given: Decimal, right: Decimal, tolerance: Decimal) -> bool:
    return abs(given - right) <= tolerance


def is_scored(content: Mapping) -> bool:
    return content["type"] != ItemType.SHORT_TEXT


def points(content: Mapping, answer: Any) -> Fraction | None:
    """The points an answer earns; None when it is not scored."""
    earned = share(content, answer)
    return None if earned is None else earned * content["points"]


def most_points(content: Mapping) -> int:
    """The points of a perfect answer; 0 when nothing is scored."""
    return content["points"] if is_scored(content) else 0


def cut(value: Fraction) -> Decimal:
    """The value with four places, never more than it was."""
    # Whole ten-thousandths first: Decimal division could round up.
    return (Decimal(value.numerator * 10_000 // value.denominator) * FOUR_PLACES).quantize(
        FOUR_PLACES, ROUND_FLOOR
    )


def whole_percent(score: Decimal, most: Decimal, pass_mark: int) -> int:
    """The percent that learners read: rounded half up, but never up to the pass mark, so that nobody reads
    it who has not passed, nor up to 100, which means all. 0 when nothing is scored.
    """
    if not most:
        return 0
    exact = 100 * Fraction(score) / Fraction(most)
    rounded = math.floor(exact + Fraction(1, 2))
    return rounded - 1 if exact < rounded and rounded in {pass_mark, 100} else rounded


def verdict(earned: Decimal | None, most: Decimal) -> str:
    """How an answer is called: right, partly, wrong, or noted when it is not scored."""
    if earned is None:
        return "noted"
    if earned >= most:
        return "right"
    return "partly" if earned > 0 else "wrong"
