"""Published activities as plain values, read once for each content generation."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from base.per_generation import PerGeneration
from base.translated import Translated
from courses.models import LessonPage, Quiz, Reflection, Scenario
from courses.outline import OutlineLesson
from courses.scoring import most_points
from courses.stories import Story
from reference.models import Provision, Source

_activities = PerGeneration(most=2000)


@dataclass(frozen=True)
class FrozenItem:
    """A question of a quiz in the version that is asked now."""

    item_pk: int
    key: uuid.UUID
    version_pk: int
    number: int
    content: Mapping

    @property
    def name(self) -> str:
        """What its inputs are called in a form."""
        return f"q-{self.key.hex}"

    @property
    def is_scored(self) -> bool:
        return bool(most_points(self.content))


@dataclass(frozen=True)
class FrozenQuiz:
    pk: int
    key: uuid.UUID
    code: str
    title: Translated
    intro: Translated
    pass_mark: int
    items: tuple[FrozenItem, ...]

    @property
    def max_score(self) -> int:
        return sum(most_points(item.content) for item in self.items)

    @property
    def anchor(self) -> str:
        return anchor(self.code)


@dataclass(frozen=True)
class FrozenScenario:
    pk: int
    code: str
    version_pk: int
    number: int
    story: Story

    @property
    def anchor(self) -> str:
        return anchor(self.code)

    @property
    def title(self) -> Translated:
        return Translated(self.story.content["title"])

    @property
    def intro(self) -> Translated:
        return Translated(self.story.content["intro"])


@dataclass(frozen=True)
class FrozenReflection:
    pk: int
    code: str
    prompt: Translated
    hint: Translated

    @property
    def anchor(self) -> str:
        return anchor(self.code)


Frozen = FrozenQuiz | FrozenScenario | FrozenReflection


def anchor(code: str) -> str:
    """The id of an activity's element in its lesson."""
    return f"activity-{code.lower()}"


def activity(kind: str, pk: int) -> Frozen | None:
    """What a lesson shows of this activity; None while it is not published, or is gone."""
    return _activities.get((kind, pk), lambda: READERS[kind](pk))


def activity_in(lesson: OutlineLesson, kind: str, code: str) -> Frozen | None:
    """The activity of this code, when the published lesson holds it; else None."""
    held = _activities.get(("held", lesson.key), lambda: _held_by(lesson.key))
    found = (activity(kind, pk) for name, pk in held if name == kind)
    return next((one for one in found if one and one.code.lower() == code.lower()), None)


def _held_by(lesson_key: uuid.UUID) -> list[tuple[str, int]]:
    """Kind and key of every activity in any published language of a lesson."""
    pages = LessonPage.objects.live().filter(translation_key=lesson_key)
    blocks = [block for page in pages for block in page.body.raw_data if block["type"] in READERS]
    return [(block["type"], block["value"]) for block in blocks if block["value"]]


def sources(pks: list[int]) -> list[Source]:
    """The sources of these keys that still exist."""
    known = _activities.get("sources", lambda: Source.objects.in_bulk())
    return [known[pk] for pk in pks if pk in known]


def provision(pk: int | None) -> Provision | None:
    known = _activities.get("provisions", lambda: Provision.objects.with_facts().in_bulk())
    return known.get(pk)


def _read_quiz(pk: int) -> FrozenQuiz | None:
    quiz = Quiz.objects.filter(pk=pk).first()
    if quiz is None:
        return None
    rows = quiz.quiz_items.select_related("item__current_version").order_by("sort_order")
    items = tuple(
        FrozenItem(row.item_id, row.item.key, version.pk, version.number, version.content)
        for row in rows
        if (version := row.item.current_version)
    )
    return FrozenQuiz(quiz.pk, quiz.key, quiz.code, quiz.title, quiz.intro, quiz.pass_mark, items)


def _read_scenario(pk: int) -> FrozenScenario | None:
    row = Scenario.objects.select_related("current_version").filter(pk=pk).first()
    if row is None or row.current_version is None:
        return None
    version = row.current_version
    return FrozenScenario(row.pk, row.code, version.pk, version.number, Story(version.content))


def _read_reflection(pk: int) -> FrozenReflection | None:
    row = Reflection.objects.filter(pk=pk).first()
    return FrozenReflection(row.pk, row.code, row.prompt, row.hint) if row else None


READERS = {"quiz": _read_quiz, "scenario": _read_scenario, "reflection": _read_reflection}
