"""Frameworks with versions, their stages, and the crosswalk between them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from base.fields import TranslatedField
from reference.models.loaded import CodedRow
from reference.models.sources import Source


class FrameworkQuerySet(models.QuerySet):
    def current(self) -> "FrameworkQuerySet":
        return self.filter(is_current=True)


class Framework(CodedRow):
    version = models.CharField(_("version"), max_length=40)
    label = TranslatedField(_("name"), max_length=200)
    note = TranslatedField(_("note"), multiline=True, blank=True)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="frameworks",
    )
    is_current = models.BooleanField(
        _("offered for new content"),
        default=True,
        help_text=_("Untick when a newer version replaces this one. Content that uses it keeps it."),
    )

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.label} ({self.version})"


class Stage(models.Model):
    framework = models.ForeignKey(
        Framework, verbose_name=_("framework"), on_delete=models.CASCADE, related_name="stages"
    )
    code = models.SlugField(_("code"), max_length=80)
    label = TranslatedField(_("label"), max_length=200)
    definition = TranslatedField(_("definition"), multiline=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    applies_to_children = models.BooleanField(_("may be used for content on children"), default=True)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["framework", "order", "code"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="stage_once_in_framework")]

    def __str__(self) -> str:
        return str(self.label)


class StageMatch(models.Model):
    """One line of the crosswalk: what a stage of one framework corresponds to in another."""

    from_stage = models.ForeignKey(
        Stage, verbose_name=_("stage"), on_delete=models.CASCADE, related_name="matches"
    )
    to_stage = models.ForeignKey(
        Stage, verbose_name=_("corresponds to"), on_delete=models.CASCADE, related_name="matched_by"
    )
    note = TranslatedField(_("note"), multiline=True, blank=True)

    class Meta:
        verbose_name = _("line of the crosswalk")
        verbose_name_plural = _("crosswalk")
        ordering = ["from_stage", "to_stage"]
        constraints = [
            models.UniqueConstraint(fields=["from_stage", "to_stage"], name="stages_matched_once"),
            models.CheckConstraint(
                condition=~Q(from_stage=F("to_stage")), name="stage_not_matched_with_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"
