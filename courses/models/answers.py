"""What learners answered. Rows are appended and never edited, except a reflection, which is its writer's own."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.models.activities import ItemVersion, Quiz, Reflection, ScenarioVersion
from courses.models.enrolments import Enrolment
from courses.scoring import whole_percent


class QuizAttempt(models.Model):
    """A quiz handed in once, with the pass mark that was in force. Its id is the key the form carried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="quiz_attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    lesson_key = models.UUIDField()
    # The first attempt counts for statistics, the best one for the learner.
    number = models.PositiveIntegerField()
    pass_mark = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=8, decimal_places=4)
    max_score = models.DecimalField(max_digits=8, decimal_places=4)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "quiz", "number"], name="one_attempt_a_number"),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=F("max_score")), name="attempt_score_within_maximum"
            ),
        ]

    @property
    def percent(self) -> int:
        """What the learner reads of this attempt."""
        return whole_percent(self.score, self.max_score, self.pass_mark)

    @property
    def passed(self) -> bool:
        return not self.max_score or 100 * self.score >= self.pass_mark * self.max_score


class ItemResponse(models.Model):
    """The answer to one item within an attempt. `answer` holds option ids, a number as text, or text."""

    attempt = models.ForeignKey(QuizAttempt, on_delete=models.CASCADE, related_name="responses")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="responses")
    answer = models.JSONField()
    # Null for a short text, which nobody scores.
    score = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    max_score = models.DecimalField(max_digits=8, decimal_places=4)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "item_version"], name="one_response_an_item"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | (Q(score__gte=0) & Q(score__lte=F("max_score"))),
                name="response_score_within_maximum",
            ),
        ]


class ScenarioChoice(models.Model):
    """One decision. All decisions of one walk through the story share a `run`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="scenario_choices")
    scenario_version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="choices")
    lesson_key = models.UUIDField()
    run = models.UUIDField()
    step_id = models.CharField(max_length=64)
    option_id = models.CharField(max_length=64)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "run", "step_id"], name="one_choice_a_step_and_run")
        ]
        indexes = [models.Index(fields=["enrolment", "recorded_at"])]


class ReflectionEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reflections are private: their writer's, and nobody else's."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class ReflectionEntry(models.Model):
    """What a person wrote for themselves; saved while typing, so this row is edited."""

    MAX_LENGTH = 5000

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reflection_entries"
    )
    reflection = models.ForeignKey(Reflection, on_delete=models.PROTECT, related_name="entries")
    text = models.TextField(max_length=MAX_LENGTH)
    # The key and time of the form that was saved last: an older form that arrives late changes nothing.
    saved_key = models.UUIDField()
    written_at = models.DateTimeField()
    saved_at = models.DateTimeField(default=timezone.now)

    objects = ReflectionEntryQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "reflection"], name="one_entry_a_reflection")]
