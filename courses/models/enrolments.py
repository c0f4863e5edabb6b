"""Who takes which module, what they did, and the summary derived from it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import EnrolmentStatus, LessonAct, LessonState


class EnrolmentQuerySet(models.QuerySet):
    def active(self):
        return self.filter(status=EnrolmentStatus.ACTIVE)

    def of(self, learner):
        """The enrolments of one learner (a `courses.learners.Learner`), whatever their status."""
        if learner.user_id:
            return self.filter(user_id=learner.user_id)
        if learner.anonymous_key:
            return self.filter(anonymous_key=learner.anonymous_key)
        return self.none()

    def visible_to(self, user):
        """A person sees their own; nobody sees another's."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class Enrolment(models.Model):
    """A learner on a module. It belongs to the module in every language: `module_key` is the pages'
    `translation_key`. Everything under "summary" can be rebuilt from the facts (`rebuild_summaries`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="enrolments"
    )
    # The random key in the start cookie of somebody without an account.
    anonymous_key = models.UUIDField(null=True, blank=True)
    module_key = models.UUIDField()
    status = models.CharField(max_length=10, choices=EnrolmentStatus.choices, default=EnrolmentStatus.ACTIVE)
    # As it was when they enrolled: completion is reported by type of organization.
    organization_type = models.CharField(max_length=40, blank=True)
    enrolled_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    # Summary
    states = models.JSONField(default=dict)  # lesson key -> LessonState
    results = models.JSONField(default=dict)  # quiz key -> {"attempts", "best", "passed"}; see progress.py
    skipped = models.JSONField(default=dict)  # lesson key -> ids of sensitive blocks that were skipped
    lessons_done = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    last_lesson_key = models.UUIDField(null=True, blank=True)
    last_activity_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, anonymous_key__isnull=True)
                | Q(user__isnull=True, anonymous_key__isnull=False),
                name="enrolment_belongs_to_exactly_one",
            ),
            models.UniqueConstraint(fields=["user", "module_key"], name="one_enrolment_a_user_and_module"),
            models.UniqueConstraint(
                fields=["anonymous_key", "module_key"], name="one_enrolment_a_key_and_module"
            ),
            models.CheckConstraint(
                condition=Q(status="left", left_at__isnull=False) | Q(status="active", left_at__isnull=True),
                name="enrolment_left_with_a_time",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="enrolment_percent_at_most_100"),
        ]
        indexes = [models.Index(fields=["module_key", "status"])]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_active(self) -> bool:
        return self.status == EnrolmentStatus.ACTIVE

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None

    def state_of(self, lesson_key: uuid.UUID | str) -> LessonState:
        return LessonState(self.states.get(str(lesson_key), LessonState.NOT_STARTED))


class LessonFact(models.Model):
    """One thing a learner did with a lesson. Appended, never edited; its id is the key the form carried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lesson_facts")
    lesson_key = models.UUIDField()
    act = models.CharField(max_length=10, choices=LessonAct.choices)
    # The sensitive block that was skipped, for SKIPPED alone.
    block_id = models.CharField(max_length=64, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson_key"],
                condition=Q(act="visited"),
                name="one_first_visit_a_lesson",
            )
        ]
        indexes = [models.Index(fields=["enrolment", "recorded_at"])]


class Completion(models.Model):
    """The moment everything was met, with the requirements of that day. Content that changes later
    never takes it away. `requirements` is a list of `[kind, key, was met]`."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="completion")
    at = models.DateTimeField()
    requirements = models.JSONField()

    wagtail_reference_index_ignore = True


class CompletionOverride(models.Model):
    """A trainer declared the module complete, and said why."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="override")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason")]
