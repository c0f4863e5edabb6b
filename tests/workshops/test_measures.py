"""Measures against the vectors that the content report computes."""

import pytest

from workshops.measures import gain, priority_index, scale, shown, spread

PRE, POST = [40, 50, 60, 30, 70], [70, 80, 60, 65, 85]


def test_the_priority_index_of_the_report():
    assert priority_index(impact=5, feasibility=3, capacity=4, risk=2) == pytest.approx(4.15)


def test_the_gain_of_the_report():
    found = gain(list(zip(PRE, POST, strict=True)))

    assert (found.n, found.pre, found.post, found.difference) == (5, 50, 72, 22)
    assert found.sd == pytest.approx(14.4049, abs=5e-5)
    assert found.normalized == pytest.approx(0.44)
    assert found.mean_normalized == pytest.approx(0.42)
    assert found.effect == pytest.approx(1.5273, abs=5e-5)
    assert (found.low, found.high) == (pytest.approx(4.11, abs=0.01), pytest.approx(39.89, abs=0.01))


@pytest.mark.parametrize(
    ("pairs", "normalized", "mean_normalized", "sd"),
    [([(100, 100)], None, None, None), ([(100, 90), (50, 100)], 0.8, 1.0, None), ([(0, 0)], 0, 0, None)],
)
def test_what_cannot_be_said_is_none(pairs, normalized, mean_normalized, sd):
    found = gain(pairs)

    assert (found.normalized, found.mean_normalized) == (normalized, mean_normalized)
    assert len(pairs) > 1 or found.sd is sd
    assert gain([]) is None


def test_a_scale_has_its_distribution_and_favourable_share():
    found = scale([1, 4, 4, 5, 3])

    assert (found.counts, found.favourable, found.spread.mean) == ((1, 0, 1, 2, 1), 60, 3.4)
    assert scale([]).favourable is None
    assert spread([3]).sd is None


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (60, "60")])
def test_few_people_are_not_counted_apart(number, words):
    assert shown(number) == words
