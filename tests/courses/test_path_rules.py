"""The rules of paths, as tables."""

import pytest

from courses.path_rules import Lock, circular, holding, locks_in, missing, path_percent, path_requirements
from courses.rules import Requirement, is_complete


@pytest.mark.parametrize(
    ("complete", "met"),
    [
        (set(), [False, False]),
        ({"m1"}, [True, False]),
        ({"m2", "m1"}, [True, True]),
        ({"m9"}, [False, False]),
    ],
)
def test_every_module_is_a_requirement(complete, met):
    found = path_requirements(["m1", "m2"], complete)

    assert found == [
        Requirement("module", key, is_met) for key, is_met in zip(["m1", "m2"], met, strict=True)
    ]


def test_a_path_without_modules_is_never_complete():
    assert is_complete(path_requirements([], {"m1"})) is False


@pytest.mark.parametrize(
    ("parts", "percent"),
    [
        ([], 0),
        ([(0, 60), (0, 90)], 0),
        ([(100, 60), (100, 90)], 100),
        ([(100, 60), (99, 90)], 99),
        ([(100, 30), (0, 90)], 25),
        ([(50, 0)], 0),
    ],
)
def test_longer_modules_count_for_more(parts, percent):
    assert path_percent(parts) == percent


@pytest.mark.parametrize(
    ("steps", "locks"),
    [
        ([("m1", False), ("m2", False)], []),
        ([("m1", True)], []),
        ([("m1", True), ("m2", True)], [Lock("p", "m2", ("m1",))]),
        (
            [("m1", False), ("m2", False), ("m3", True)],
            [Lock("p", "m3", ("m1", "m2"))],
        ),
    ],
)
def test_a_locked_step_waits_for_all_earlier_ones(steps, locks):
    assert locks_in("p", steps) == locks


TWO_WAYS = [Lock("p", "m2", ("m1",)), Lock("q", "m1", ("m2",))]
BEYOND = Lock("p", "m3", ("m1", "m2"))


@pytest.mark.parametrize(
    ("locks", "closed"),
    [
        ([], []),
        ([Lock("p", "m2", ("m1",))], []),
        (TWO_WAYS, TWO_WAYS),
        ([*TWO_WAYS, BEYOND], TWO_WAYS),
        ([Lock("p", "m2", ("m1",)), Lock("q", "m3", ("m2",)), Lock("r", "m1", ("m3",))], ["all"]),
    ],
)
def test_locks_that_wait_for_each_other_do_not_count(locks, closed):
    expected = locks if closed == ["all"] else closed

    assert circular(locks) == expected
    assert holding(locks) == [lock for lock in locks if lock not in expected]


@pytest.mark.parametrize(
    ("complete", "left"),
    [(set(), ("m1", "m2", "m4")), ({"m1"}, ("m2", "m4")), ({"m1", "m2", "m4"}, ())],
)
def test_every_lock_on_a_module_has_to_be_opened(complete, left):
    locks = [Lock("p", "m3", ("m1", "m2")), Lock("q", "m3", ("m2", "m4"))]

    assert missing(locks, complete) == left
