"""Pure rules of learning: values in, values out. No database, no clock."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from courses.enums import LessonAct, LessonState

# A form that waited in a browser is believed about its time for this long.
OLDEST_CLAIM = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Needed:
    """What a module asks for: lessons by key, and quizzes as `(quiz key, lesson key, covering note)`."""

    lessons: tuple[str, ...]
    quizzes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Requirement:
    """One line of the checklist. `key` is a lesson's or a quiz's; `skipped` when a content note was."""

    kind: str
    key: str
    is_met: bool
    skipped: bool = False


def requirements(
    needed: Needed,
    states: Mapping[str, str],
    results: Mapping[str, Mapping],
    skipped: Mapping[str, Sequence[str]],
) -> list[Requirement]:
    """Every requirement with whether it is met: the one place that says what completion means."""
    lessons = [Requirement("lesson", key, states.get(key) == LessonState.DONE) for key in needed.lessons]
    return lessons + [_quiz(quiz, results, skipped) for quiz in needed.quizzes]


def _quiz(quiz: tuple[str, str, str], results: Mapping, skipped: Mapping) -> Requirement:
    key, lesson_key, note = quiz
    was_skipped = bool(note) and note in skipped.get(lesson_key, ())
    passed = bool(results.get(key, {}).get("passed"))
    return Requirement("quiz", key, passed or was_skipped, was_skipped and not passed)


def is_complete(found: Iterable[Requirement]) -> bool:
    """True when there is something to do and all of it is met."""
    found = list(found)
    return bool(found) and all(requirement.is_met for requirement in found)


def percent_done(found: Iterable[Requirement]) -> int:
    """Whole percent of the requirements that are met, rounded down, so that 100 means all."""
    found = list(found)
    return 100 * sum(requirement.is_met for requirement in found) // len(found) if found else 0


def state_after(state: str, act: str) -> str:
    """Where a lesson stands after an act. Opening or skipping never takes "done" away."""
    if act == LessonAct.DONE:
        return LessonState.DONE
    if act == LessonAct.UNDONE:
        return LessonState.IN_PROGRESS
    return LessonState.DONE if state == LessonState.DONE else LessonState.IN_PROGRESS


def believed_time(claimed: datetime.datetime | None, now: datetime.datetime) -> datetime.datetime:
    """When a thing happened by the browser's clock, kept between a month ago and now."""
    if claimed is None:
        return now
    return min(max(claimed, now - OLDEST_CLAIM), now)
