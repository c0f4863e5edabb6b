"""Measures of exercises and evaluations. Pure: numbers in, numbers out.

Formulas: content report, section 5 (ME01–ME04) and section 3.5 (priority index). None stands for what cannot be said.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

# Fewer people than these are not told apart in anything that others read.
FEW = 5
# Upper 2.5 % points of Student's t by degrees of freedom; beyond the list the normal distribution is near enough.
T_975 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
WEIGHTS = {"impact": 0.4, "feasibility": 0.25, "capacity": 0.2, "risk": 0.15}


def priority_index(impact: float, feasibility: float, capacity: float, risk: float) -> float:
    """0.4·I + 0.25·F + 0.2·C + 0.15·(6−R): each from 1 to 5, risk of harm reversed."""
    return (
        WEIGHTS["impact"] * impact
        + WEIGHTS["feasibility"] * feasibility
        + WEIGHTS["capacity"] * capacity
        + WEIGHTS["risk"] * (6 - risk)
    )


@dataclass(frozen=True)
class Spread:
    """Where numbers lie: how many, their mean, and their standard deviation (of a sample; None for one)."""

    n: int
    mean: float | None
    sd: float | None


def spread(values: Sequence[float]) -> Spread:
    if not values:
        return Spread(0, None, None)
    return Spread(len(values), fmean(values), stdev(values) if len(values) > 1 else None)


@dataclass(frozen=True)
class Scale:
    """Answers from 1 to 5: how many of each, and the share of fours and fives in percent (ME01)."""

    counts: tuple[int, int, int, int, int]
    spread: Spread
    favourable: float | None


def scale(values: Sequence[int]) -> Scale:
    counted = Counter(values)
    n = len(values)
    favourable = 100 * (counted[4] + counted[5]) / n if n else None
    return Scale(tuple(counted[step] for step in range(1, 6)), spread(values), favourable)


@dataclass(frozen=True)
class Gain:
    """What changed between two tests of the same people, in percentage points (ME02–ME04).

    `low` and `high` bound the mean difference with 95 % confidence. `normalized` is (post − pre) ÷ (100 − pre) of the
    means; `mean_normalized` the mean of everybody's own, without those who began with 100. A gain is no proof of
    cause: there is no group to compare with.
    """

    n: int
    pre: float
    post: float
    difference: float
    sd: float | None
    low: float | None
    high: float | None
    normalized: float | None
    mean_normalized: float | None
    effect: float | None


def gain(pairs: Sequence[tuple[float, float]]) -> Gain | None:
    """The gain of paired results (before, after) in percent; None without a pair."""
    if not pairs:
        return None
    before, after = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    differences = [late - early for early, late in pairs]
    pre, post, mean = fmean(before), fmean(after), fmean(differences)
    sd = stdev(differences) if len(differences) > 1 else None
    half = half_width(sd, len(differences))
    own = [(late - early) / (100 - early) for early, late in pairs if early < 100]
    return Gain(
        n=len(pairs),
        pre=pre,
        post=post,
        difference=mean,
        sd=sd,
        low=None if half is None else mean - half,
        high=None if half is None else mean + half,
        normalized=(post - pre) / (100 - pre) if pre < 100 else None,
        mean_normalized=fmean(own) if own else None,
        effect=mean / sd if sd else None,
    )


def half_width(sd: float | None, n: int) -> float | None:
    """Half of the interval in which the mean lies with 95 % confidence."""
    if sd is None:
        return None
    degrees = n - 1
    t = T_975[degrees - 1] if degrees <= len(T_975) else 1.96
    return t * sd / math.sqrt(n)


def shown(number: int) -> str:
    """A count of people as others may read it."""
    return f"<{FEW}" if 0 < number < FEW else str(number)
