"""What would break if an activity went: lessons and quizzes that hold it, and answers of learners.

The reference index is not asked: it may lag behind its worker, and it does not know drafts.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision

from courses.models import (
    Item,
    ItemResponse,
    LessonPage,
    Quiz,
    QuizItem,
    Reflection,
    ReflectionEntry,
    Scenario,
    ScenarioChoice,
)

Activity = Item | Quiz | Scenario | Reflection


class Use(NamedTuple):
    """A place that refers to an activity, and where it is edited."""

    title: str
    edit_url: str


def uses_of(activity: Activity) -> list[Use]:
    """The quizzes of an item, or the lessons, published or draft, of anything else."""
    if isinstance(activity, Item):
        drafted = set(QuizItem.objects.filter(item=activity).values_list("quiz_id", flat=True))
        asking = [
            quiz for quiz in Quiz.objects.order_by("code") if quiz.pk in drafted or asks(quiz, activity)
        ]
        return [Use(_("Quiz %(code)s") % {"code": quiz.code}, edit_quiz(quiz.pk)) for quiz in asking]
    return [lesson_use(lesson) for lesson in lessons_with(activity)]


def asks(quiz: Quiz, item: Item) -> bool:
    """Whether the quiz asks it as learners read the quiz, though perhaps not in its draft."""
    return bool(quiz.published) and item.pk in quiz.published["items"]


def edit_quiz(pk: int) -> str:
    return reverse("quiz:edit", args=[pk])


def lesson_use(lesson: LessonPage) -> Use:
    title = _("Lesson “%(title)s” (%(language)s)") % {
        "title": lesson.draft_title or lesson.title,
        "language": lesson.locale.get_display_name(),
    }
    return Use(title, reverse("wagtailadmin_pages:edit", args=[lesson.pk]))


def lessons_with(activity: Activity) -> list[LessonPage]:
    """Every lesson whose page or latest draft holds the activity."""
    kind = activity._meta.model_name
    holding = {pk for pk, body in lesson_bodies() if holds(body, kind, activity.pk)}
    return list(LessonPage.objects.filter(pk__in=holding).select_related("locale").order_by("path"))


def lesson_bodies() -> Iterator[tuple[int, list]]:
    """Lesson and raw body, once as it stands and once as it was last drafted."""
    for lesson in LessonPage.objects.only("pk", "body").iterator():
        yield lesson.pk, list(lesson.body.raw_data)
    latest = LessonPage.objects.exclude(latest_revision=None).values("latest_revision_id")
    for content in Revision.objects.filter(pk__in=latest).values_list("content", flat=True).iterator():
        yield content["pk"], json.loads(content.get("body") or "[]")


def holds(body: list, kind: str, pk: int) -> bool:
    return any(block["type"] == kind and block["value"] == pk for block in body)


def answers_to(activity: Activity) -> int:
    """How many answers of learners hang on an activity."""
    if isinstance(activity, Item):
        return ItemResponse.objects.filter(item_version__item=activity).count()
    if isinstance(activity, Scenario):
        return ScenarioChoice.objects.filter(scenario_version__scenario=activity).count()
    if isinstance(activity, Reflection):
        return ReflectionEntry.objects.filter(reflection=activity).count()
    return activity.attempts.count()
