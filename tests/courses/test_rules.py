"""Completion in values: no database."""

import datetime

import pytest

from courses.enums import LessonAct, LessonState
from courses.rules import (
    Needed,
    Requirement,
    believed_time,
    is_complete,
    percent_done,
    requirements,
    state_after,
)

NEEDED = Needed(("l1", "l2"), (("q", "l2", "note"),))
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def test_everything_done_and_passed_is_complete():
    found = requirements(NEEDED, {"l1": "done", "l2": "done"}, {"q": {"passed": True}}, {})

    assert found == [
        Requirement("lesson", "l1", True),
        Requirement("lesson", "l2", True),
        Requirement("quiz", "q", True, False),
    ]
    assert is_complete(found)
    assert percent_done(found) == 100


def test_lessons_marked_by_hand_do_not_pass_the_quiz():
    found = requirements(NEEDED, {"l1": "done", "l2": "done"}, {"q": {"passed": False}}, {})

    assert found[-1] == Requirement("quiz", "q", False, False)
    assert not is_complete(found)
    assert percent_done(found) == 66


def test_skipping_the_sensitive_part_counts_for_the_quiz_behind_it():
    found = requirements(NEEDED, {}, {}, {"l2": ["note"]})

    assert found[-1] == Requirement("quiz", "q", True, True)


def test_skipping_another_note_or_in_another_lesson_does_not_count():
    assert not requirements(NEEDED, {}, {}, {"l2": ["other"], "l1": ["note"]})[-1].is_met


def test_a_module_that_asks_for_nothing_is_never_complete():
    assert not is_complete(requirements(Needed(()), {}, {}, {}))


@pytest.mark.parametrize(
    ("before", "act", "after"),
    [
        (LessonState.NOT_STARTED, LessonAct.VISITED, LessonState.IN_PROGRESS),
        (LessonState.NOT_STARTED, LessonAct.SKIPPED, LessonState.IN_PROGRESS),
        (LessonState.NOT_STARTED, LessonAct.DONE, LessonState.DONE),
        (LessonState.DONE, LessonAct.VISITED, LessonState.DONE),
        (LessonState.DONE, LessonAct.SKIPPED, LessonState.DONE),
        (LessonState.DONE, LessonAct.UNDONE, LessonState.IN_PROGRESS),
    ],
)
def test_states_follow_acts(before, act, after):
    assert state_after(before, act) == after


@pytest.mark.parametrize(
    ("claimed", "believed"),
    [
        (None, NOW),
        (NOW + datetime.timedelta(days=1), NOW),
        (NOW - datetime.timedelta(hours=3), NOW - datetime.timedelta(hours=3)),
        (NOW - datetime.timedelta(days=400), NOW - datetime.timedelta(days=30)),
    ],
)
def test_a_browsers_clock_is_believed_within_reason(claimed, believed):
    assert believed_time(claimed, NOW) == believed
