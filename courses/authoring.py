"""The verbs of trainers on activities: publish what was saved, delete what nobody needs."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from base.errors import RefusedError
from courses.drafts import frozen_draft, held_by, waits
from courses.freezing import publish_item, publish_scenario
from courses.kept_back import is_kept_back
from courses.models import Item, LessonPage, Quiz, Reflection, Scenario
from courses.uses import Activity, Use, answers_to, uses_of
from safeguarding import publication


class StillUsedError(RefusedError):
    """An activity that lessons or quizzes hold, or that learners have answered, stays."""

    def __init__(self, uses: list[Use], answers: int):
        super().__init__(_("It is in use, so it cannot be deleted."))
        self.uses = uses
        self.answers = answers


def publish(activity: Activity) -> None:
    """Let learners get what was saved. Raises `NotSoundError` with every problem in words."""
    if isinstance(activity, Item):
        publish_item(activity)
    elif isinstance(activity, Scenario):
        publish_scenario(activity)
    else:
        publish_words(activity)


def publish_words(activity: Quiz | Reflection) -> None:
    """Let learners read a quiz or a reflection as it was last saved."""
    with transaction.atomic():
        row = type(activity).objects.select_for_update().get(pk=activity.pk)
        content = frozen_draft(row)
        if row.published != content:
            row.published = content
            # Saving announces the change, so that pages kept for strangers are made anew.
            row.save(update_fields=["published"])
    activity.published = content


def publish_activities(lesson: LessonPage) -> None:
    """Let learners get the activities of a lesson as they were last saved; unsound ones stay as they were.

    Where children are concerned they all stay, unless a second person has reviewed the lesson with exactly
    these drafts. So do those that a lesson about children shows, too, when this lesson is not about them.
    """
    with transaction.atomic():
        keep_others_out(held_by(lesson))
        if publication.missing_review(lesson):
            return
        was_reviewed = publication.concerns_children(lesson)
        for activity in filter(waits, held_by(lesson)):
            if was_reviewed or not is_kept_back(activity):
                publish(activity)


def keep_others_out(activities: list[Activity]) -> None:
    """Lock the rows until the transaction ends: what is published is what was found reviewed.

    Otherwise a save between the question about the review and the publication would slip through.
    """
    for model in {type(one) for one in activities}:
        rows = model.objects.filter(pk__in=[one.pk for one in activities if isinstance(one, model)])
        list(rows.order_by("pk").select_for_update().values_list("pk", flat=True))


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
