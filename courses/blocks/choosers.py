"""Blocks with which a lesson refers to its activities."""

from django.apps import apps
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ActivityChooserBlock(blocks.ChooserBlock):
    """Chooses an activity; model and widget are looked up late, because models use blocks."""

    model_name = ""

    @cached_property
    def target_model(self):
        return apps.get_model("courses", self.model_name)

    def get_translatable_segments(self, value) -> list:
        """Nothing for translators: every language of a lesson holds the same activities."""
        return []

    @cached_property
    def widget(self):
        return import_string(f"courses.viewsets.{self.model_name.lower()}_chooser").widget_class()


class ScenarioChooserBlock(ActivityChooserBlock):
    model_name = "Scenario"

    class Meta:
        label = _("Scenario")
        icon = "site"


class ReflectionChooserBlock(ActivityChooserBlock):
    model_name = "Reflection"

    class Meta:
        label = _("Reflection")
        icon = "edit"


class QuizChooserBlock(ActivityChooserBlock):
    model_name = "Quiz"

    class Meta:
        label = _("Quiz")
        icon = "help"
