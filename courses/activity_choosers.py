"""How authors pick an activity while they write: only from the modules they may change."""

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from courses.belonging import module_titles

# Which text of an activity tells what it is about.
ABOUT = {"Item": "stem", "Quiz": "title", "Scenario": "title", "Reflection": "prompt"}


class ActivityFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Search")})
    )

    def filter(self, objects):
        words = self.cleaned_data.get("q")
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        about = ABOUT[objects.model.__name__]
        found = Q(code__icontains=words)
        for language in ("es", "en"):
            found |= Q(**{f"{about}__{language}__icontains": words})
        return objects.filter(found)


class OwnChoices:
    """Lists only the activities of one's own modules, each with what it is about."""

    filter_form_class = ActivityFilterForm

    def get_object_list(self):
        return self.model_class.objects.visible_to(self.request.user)

    @cached_property
    def module_titles(self) -> dict:
        return module_titles(self.request.user)

    @property
    def columns(self) -> list[Column]:
        about = ABOUT[self.model_class.__name__]
        return [
            *super().columns,
            Column("about", label=_("What it says"), accessor=lambda row: str(getattr(row, about))),
            Column(
                "module", label=_("Module"), accessor=lambda row: self.module_titles.get(row.module_key, "—")
            ),
        ]


class ChooseView(OwnChoices, chooser.ChooseView):
    pass


class ChooseResultsView(OwnChoices, chooser.ChooseResultsView):
    pass


class ChosenView(chooser.ChosenView):
    def get_object(self, pk):
        return self.model_class.objects.visible_to(self.request.user).get(pk=pk)


class ChosenMultipleView(chooser.ChosenMultipleView):
    def get_objects(self, pks):
        return self.model_class.objects.visible_to(self.request.user).filter(pk__in=pks)


class ActivityChooserViewSet(ChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    edit_item_text = _("Edit it")


class ItemChooser(ActivityChooserViewSet):
    model = "courses.Item"
    icon = "help"
    choose_one_text = _("Choose a question")
    choose_another_text = _("Choose another question")


class QuizChooser(ActivityChooserViewSet):
    model = "courses.Quiz"
    icon = "list-ol"
    choose_one_text = _("Choose a quiz")
    choose_another_text = _("Choose another quiz")


class ScenarioChooser(ActivityChooserViewSet):
    model = "courses.Scenario"
    icon = "site"
    choose_one_text = _("Choose a scenario")
    choose_another_text = _("Choose another scenario")


class ReflectionChooser(ActivityChooserViewSet):
    model = "courses.Reflection"
    icon = "edit"
    choose_one_text = _("Choose a reflection")
    choose_another_text = _("Choose another reflection")


item_chooser = ItemChooser("item_chooser")
quiz_chooser = QuizChooser("quiz_chooser")
scenario_chooser = ScenarioChooser("scenario_chooser")
reflection_chooser = ReflectionChooser("reflection_chooser")
