"""Which drafts of activities wait for the review of a lesson, and who has them closed meanwhile."""

import json
import uuid

from courses.drafts import Activity, frozen_draft
from courses.models import Item, LessonPage, ModulePage, Quiz, QuizItem, Reflection, Scenario
from courses.publication_gate import lesson_concerns_children, module_concerns_children
from courses.workbench.review import why_closed


def is_kept_back(activity: Activity) -> bool:
    """Whether what is saved of it stays a draft until a lesson with it is published after its review.

    So it is wherever children are concerned, but for questions and stories that nobody can read yet.
    """
    holders = live_holders(activity)
    if not concerns_children(activity, holders):
        return False
    if isinstance(activity, Item | Scenario):
        return bool(activity.current_version_id or holders)
    return True


def concerns_children(activity: Activity, holders: list[LessonPage]) -> bool:
    """Whether its module does, in any language, or that of a public lesson with it."""
    modules = ModulePage.objects.filter(translation_key=activity.module_key) if activity.module_key else ()
    return any(map(module_concerns_children, modules)) or any(map(lesson_concerns_children, holders))


def live_holders(activity: Activity) -> list[LessonPage]:
    """The public lessons in which learners find it."""
    quizzes = quizzes_asking(activity) if isinstance(activity, Item) else {activity.pk}
    kind = "quiz" if isinstance(activity, Item) else activity._meta.model_name
    lessons = LessonPage.objects.live() if quizzes - {None} else ()
    return [page for page in lessons if holds_one(page.body.raw_data, kind, quizzes)]


def holds_one(body, kind: str, pks: set[int]) -> bool:
    return any(block["type"] == kind and block["value"] in pks for block in body)


def quizzes_asking(item: Item) -> set[int]:
    """The quizzes that ask a question, as drafted or as learners read them."""
    if item.pk is None:
        return set()
    drafted = set(QuizItem.objects.filter(item=item).values_list("quiz_id", flat=True))
    published = Quiz.objects.exclude(published=None).values_list("pk", "published")
    return drafted | {pk for pk, content in published if item.pk in content["items"]}


def keep_public_words(activity: Activity) -> None:
    """Before its draft is saved: note what learners read, where that was the stored row itself."""
    versionless = isinstance(activity, Quiz | Reflection)
    if versionless and activity.pk and activity.published is None and live_holders(activity):
        activity.published = frozen_draft(type(activity).objects.get(pk=activity.pk))


def why_closed_to(user, activity: Activity, module_key: uuid.UUID | None = None) -> str:
    """Why this person cannot change it now: a module of it is with reviewers; empty when they can."""
    keys = {activity.module_key, module_key} - {None}
    own = ModulePage.objects.filter(translation_key__in=keys)
    modules = {page.pk: page for page in [*own, *modules_holding(activity)]}
    return next(filter(None, (why_closed(page, user) for page in modules.values())), "")


def modules_holding(activity: Activity) -> list[ModulePage]:
    """The modules in which a lesson, public or as last drafted, has it."""
    quizzes = quizzes_asking(activity) if isinstance(activity, Item) else {activity.pk}
    kind = "quiz" if isinstance(activity, Item) else activity._meta.model_name
    pages = LessonPage.objects.select_related("latest_revision") if quizzes - {None} else ()
    holding = [page for page in pages if any(holds_one(body, kind, quizzes) for body in bodies(page))]
    return [parent for page in holding if isinstance(parent := page.get_parent().specific, ModulePage)]


def bodies(page: LessonPage) -> list:
    drafted = json.loads(page.latest_revision.content.get("body") or "[]") if page.latest_revision else []
    return [page.body.raw_data, drafted]
