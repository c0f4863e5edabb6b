"""Published activities as plain values, read once for each content generation."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from base.per_generation import PerGeneration
from base.translated import Translated
from courses.activity_codes import anchor
from courses.drafts import (
    KINDS,
    freeze_quiz,
    freeze_reflection,
    frozen_draft,
    published_of,
    questions_of,
    words_print,
)
from courses.models import Item, LessonPage, Quiz, Reflection, Scenario
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
    # What tells one draft from another in previews; empty for what is public.
    stamp: str = ""

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
    stamp: str = ""

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
    stamp: str = ""

    @property
    def anchor(self) -> str:
        return anchor(self.code)


Frozen = FrozenQuiz | FrozenScenario | FrozenReflection


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


def drafted(kind: str, pk: int) -> Frozen | None:
    """The activity as publishing its lesson would make it: for previews, and read anew each time."""
    row = KINDS[kind].objects.filter(pk=pk).first()
    if row is None:
        return None
    content = frozen_draft(row) or published_of(row)
    stamp = words_print([row, *questions_of([pk]).get((type(row), pk), ())])
    return FREEZERS[kind](row, content, True, stamp) if content else None


def _read_quiz(pk: int) -> FrozenQuiz | None:
    quiz = Quiz.objects.filter(pk=pk).first()
    return _frozen_quiz(quiz, quiz.published or freeze_quiz(quiz)) if quiz else None


def _frozen_quiz(quiz: Quiz, content: Mapping, is_draft: bool = False, stamp: str = "") -> FrozenQuiz:
    known = Item.objects.select_related("current_version").in_bulk(content["items"])
    asked = [known[pk] for pk in content["items"] if pk in known]
    items = tuple(one for item in asked if (one := _frozen_item(item, is_draft)))
    title, intro = Translated(content["title"]), Translated(content["intro"])
    return FrozenQuiz(quiz.pk, quiz.key, quiz.code, title, intro, content["pass_mark"], items, stamp)


def _frozen_item(item: Item, is_draft: bool) -> FrozenItem | None:
    version = item.current_version
    content = (frozen_draft(item) if is_draft else None) or published_of(item)
    if content is None:
        return None
    pk, number = (version.pk, version.number) if version else (0, 0)
    return FrozenItem(item.pk, item.key, pk, number, content)


def _read_scenario(pk: int) -> FrozenScenario | None:
    row = Scenario.objects.select_related("current_version").filter(pk=pk).first()
    return _frozen_scenario(row, row.current_version.content) if row and row.current_version else None


def _frozen_scenario(row: Scenario, content: Mapping, is_draft: bool = False, stamp: str = ""):
    version = row.current_version
    pk, number = (version.pk, version.number) if version else (0, 0)
    return FrozenScenario(row.pk, row.code, pk, number, Story(content), stamp)


def _read_reflection(pk: int) -> FrozenReflection | None:
    row = Reflection.objects.filter(pk=pk).first()
    return _frozen_reflection(row, row.published or freeze_reflection(row)) if row else None


def _frozen_reflection(row: Reflection, content: Mapping, is_draft: bool = False, stamp: str = ""):
    return FrozenReflection(
        row.pk, row.code, Translated(content["prompt"]), Translated(content["hint"]), stamp
    )


READERS = {"quiz": _read_quiz, "scenario": _read_scenario, "reflection": _read_reflection}
FREEZERS = {"quiz": _frozen_quiz, "scenario": _frozen_scenario, "reflection": _frozen_reflection}
