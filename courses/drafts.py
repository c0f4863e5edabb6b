"""What waits in the drafts of activities, beside what learners read of them.

Items and scenarios keep what learners read as versions, quizzes and reflections in their field `published`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models

from courses.freezing import as_text, freeze_item, freeze_scenario
from courses.models import Item, LessonPage, Quiz, QuizItem, Reflection, Scenario
from courses.soundness import item_problems
from courses.stories import scenario_problems
from safeguarding.publication import without_ids

Activity = Item | Quiz | Scenario | Reflection
KINDS: dict[str, type[Activity]] = {"quiz": Quiz, "scenario": Scenario, "reflection": Reflection}


def freeze_quiz(quiz: Quiz) -> dict:
    """A quiz as plain JSON; its questions by their keys in the database, in their order."""
    rows = QuizItem.objects.filter(quiz_id=quiz.pk).order_by("sort_order", "pk")
    return {
        "title": quiz.title.as_dict(),
        "intro": quiz.intro.as_dict(),
        "pass_mark": quiz.pass_mark,
        "items": list(rows.values_list("item_id", flat=True)),
    }


def freeze_reflection(reflection: Reflection) -> dict:
    return {"prompt": reflection.prompt.as_dict(), "hint": reflection.hint.as_dict()}


def frozen_draft(activity: Activity) -> dict | None:
    """What publishing the draft would let learners read; None for a draft that is not sound."""
    if isinstance(activity, Item):
        content = freeze_item(activity)
        return None if item_problems(content) else content
    if isinstance(activity, Scenario):
        content = freeze_scenario(activity)
        return None if scenario_problems(content) else content
    return freeze_quiz(activity) if isinstance(activity, Quiz) else freeze_reflection(activity)


def published_of(activity: Activity) -> dict | None:
    """What was published of it; None when nothing ever was."""
    if isinstance(activity, Item | Scenario):
        return activity.current_version.content if activity.current_version else None
    return activity.published


def waits(activity: Activity) -> bool:
    """Whether its draft says something that learners do not read yet, and could."""
    draft = frozen_draft(activity)
    return draft is not None and draft != published_of(activity)


# --- The activities of a lesson


def held_by(lesson: LessonPage) -> list[Activity]:
    """The activities in a lesson, each quiz followed by the questions that its draft asks."""
    held = [(block["type"], block["value"]) for block in lesson.body.raw_data if block["type"] in KINDS]
    rows = {
        kind: in_bulk(kind, [pk for name, pk in held if name == kind]) for kind in {one for one, _ in held}
    }
    found = [rows[kind][pk] for kind, pk in dict.fromkeys(held) if pk in rows[kind]]
    items = questions_of([one.pk for one in found if isinstance(one, Quiz)])
    return [each for one in found for each in (one, *items.get((type(one), one.pk), ()))]


def in_bulk(kind: str, pks: list[int]) -> dict[int, Activity]:
    rows = KINDS[kind].objects.all()
    return (rows.select_related("current_version") if kind == "scenario" else rows).in_bulk(set(pks) - {None})


def questions_of(quizzes: list[int]) -> dict[tuple[type, int], list[Item]]:
    """The questions that the drafts of quizzes ask, by quiz."""
    found: dict[tuple[type, int], list[Item]] = {}
    rows = QuizItem.objects.filter(quiz__in=quizzes).order_by("quiz", "sort_order", "pk") if quizzes else ()
    for row in rows and rows.select_related("item__current_version"):
        found.setdefault((Quiz, row.quiz_id), []).append(row.item)
    return found


def anything_waits(lesson: LessonPage) -> bool:
    """Whether publishing the lesson would change what learners read of its activities."""
    return any(waits(one) for one in held_by(lesson))


def words_print(activities: Iterable[Activity]) -> str:
    """A checksum of what publishing these would let learners read, on every machine the same."""
    said = [(type(one).__name__, str(one.key), spoken(one)) for one in activities]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def spoken(activity: Activity) -> Any:
    """What its draft says; what was published when the draft is not sound."""
    if isinstance(activity, Item | Scenario) and frozen_draft(activity) is None:
        return published_of(activity)
    return {name: plain(getattr(activity, name)) for name in SAID[type(activity)]}


SAID: dict[type[models.Model], tuple[str, ...]] = {
    Item: (
        *("type", "stem", "options", "answer_value", "tolerance"),
        *("model_answer", "feedback", "points", "sources"),
    ),
    Quiz: ("title", "intro", "pass_mark"),
    Scenario: ("title", "intro", "steps"),
    Reflection: ("prompt", "hint"),
}


def plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "raw_data"):
        return without_ids(value.get_prep_value())
    return value if isinstance(value, int | str) else as_text(value)


# --- In words, for whoever reviews them


def texts_in(content: Any) -> Iterator[str]:
    """Every text in a frozen form, in its order, in every language."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            if name in {"es", "en"} and isinstance(value, str):
                yield value
            elif name == "pass_mark":
                yield f"{value}%"
            else:
                yield from texts_in(value)
    elif isinstance(content, list):
        for one in content:
            yield from texts_in(one)
