"""Quiz items, quizzes, scenarios and reflections: one row each, with its text in every language.

Items and scenarios are versioned. The row is what a trainer edits; a version is what a learner
answers, frozen as plain data when it is published, and never edited again.
"""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from base.fields import StreamField, TranslatedField
from base.translated import Translated
from courses.blocks.activities import OptionsBlock, ScenarioBlock, SourcesBlock
from courses.enums import BloomLevel, ItemType
from courses.models.pages import ModulePage


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """In the admin: the activities of the modules a person may edit."""
        if user.is_superuser:
            return self
        return self.filter(module_key__in=ModulePage.objects.editable_by(user).values("translation_key"))


class Activity(models.Model):
    """What a lesson refers to; belongs to a module in every language."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(
        _("code"),
        unique=True,
        help_text=_("A short name for trainers, such as M1-Q1. Learners do not see it."),
    )
    # The module's translation key; null while nobody has said where it belongs.
    module_key = models.UUIDField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Item(Activity):
    """A question of a quiz, as its trainer edits it."""

    type = models.CharField(_("kind of question"), max_length=20, choices=ItemType.choices)
    bloom = models.CharField(_("what it asks of the learner"), max_length=12, choices=BloomLevel.choices)
    stem = TranslatedField(_("question"), multiline=True)
    options = StreamField(
        OptionsBlock(required=False),
        blank=True,
        verbose_name=_("answers"),
        help_text=_("Choices, pairs, steps or groups, as the kind of question needs."),
    )
    answer_value = models.DecimalField(
        _("right number"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    tolerance = models.DecimalField(
        _("accepted difference"),
        max_digits=14,
        decimal_places=4,
        default=0,
        validators=[MinValueValidator(0)],
    )
    model_answer = TranslatedField(_("model answer"), multiline=True, blank=True)
    feedback = TranslatedField(_("feedback after any answer"), multiline=True, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), default=1, validators=[MinValueValidator(1)])
    sources = StreamField(SourcesBlock(required=False), blank=True, verbose_name=_("sources"))
    current_version = models.ForeignKey(
        "ItemVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta(Activity.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")


class ItemVersion(models.Model):
    """An item as learners answer it. `content` is the frozen form made by `courses.freezing`."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="one_item_version_a_number")]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"


class Quiz(Activity, ClusterableModel):
    title = TranslatedField(_("title"))
    intro = TranslatedField(_("introduction"), multiline=True, blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark in percent"), default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    # What learners read, as `courses.drafts.freeze_quiz` makes it; null while that is the row itself.
    published = models.JSONField(null=True, blank=True, editable=False)

    class Meta(Activity.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    @property
    def public_title(self) -> Translated:
        """The title that learners read."""
        return Translated(self.published["title"]) if self.published else self.title

    @property
    def public_pass_mark(self) -> int:
        return self.published["pass_mark"] if self.published else self.pass_mark


class QuizItem(Orderable):
    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="quiz_items")
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, related_name="quiz_items", verbose_name=_("question")
    )

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["quiz", "item"], name="an_item_once_in_a_quiz")]


class Scenario(Activity):
    """A story with decisions, as its trainer edits it: a graph of steps and endings."""

    title = TranslatedField(_("title"))
    intro = TranslatedField(_("introduction"), multiline=True)
    steps = StreamField(ScenarioBlock(), verbose_name=_("steps and endings"))
    current_version = models.ForeignKey(
        "ScenarioVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta(Activity.Meta):
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")


class ScenarioVersion(models.Model):
    """A scenario as learners play it. `content` is the frozen graph made by `courses.freezing`."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="one_scenario_version_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id} v{self.number}"


class Reflection(Activity):
    prompt = TranslatedField(_("question to think about"), multiline=True)
    hint = TranslatedField(_("hint"), multiline=True, blank=True)
    # What learners read, as `courses.drafts.freeze_reflection` makes it; null while that is the row itself.
    published = models.JSONField(null=True, blank=True, editable=False)

    class Meta(Activity.Meta):
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")

    @property
    def public_prompt(self) -> Translated:
        """The question that learners read."""
        return Translated(self.published["prompt"]) if self.published else self.prompt
