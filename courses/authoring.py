"""The verbs of trainers on activities: publish what was saved, delete what nobody needs."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from base.errors import RefusedError
from courses.freezing import freeze_item, publish_item, publish_scenario
from courses.models import Item, LessonPage, Scenario
from courses.soundness import item_problems
from courses.uses import Activity, Use, answers_to, uses_of


class StillUsedError(RefusedError):
    """An activity that lessons or quizzes hold, or that learners have answered, stays."""

    def __init__(self, uses: list[Use], answers: int):
        super().__init__(_("It is in use, so it cannot be deleted."))
        self.uses = uses
        self.answers = answers


def publish(activity: Activity) -> None:
    """Let learners get what was saved. Quizzes and reflections have no versions: saving is enough.

    Raises `NotSoundError` with every problem in words.
    """
    if isinstance(activity, Item):
        publish_item(activity)
    elif isinstance(activity, Scenario):
        publish_scenario(activity)


def publish_questions(lesson: LessonPage) -> None:
    """Let learners get the questions of a lesson as they were last saved; unsound ones stay as they were."""
    quizzes = [block["value"] for block in lesson.body.raw_data if block["type"] == "quiz"]
    for item in Item.objects.filter(quiz_items__quiz__in=quizzes).distinct():
        if not item_problems(freeze_item(item)):
            publish_item(item)


def remove(*, activity: Activity, by) -> None:
    """Delete an activity with its versions. Raises `StillUsedError` while something or somebody needs it."""
    with transaction.atomic():
        row = type(activity).objects.select_for_update().get(pk=activity.pk)
        uses, answers = uses_of(row), answers_to(row)
        if uses or answers:
            raise StillUsedError(uses, answers)
        if isinstance(row, Item | Scenario):
            row.current_version = None
            row.save(update_fields=["current_version"])
            row.versions.all().delete()
        log(instance=row, action="wagtail.delete", user=by, deleted=True)
        row.delete()
