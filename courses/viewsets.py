"""Activities in the Wagtail admin: one menu group, in which trainers see and edit those of their modules."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from courses import admin_views, panels
from courses.activity_choosers import (  # noqa: F401  (lessons find their choosers here)
    item_chooser,
    quiz_chooser,
    reflection_chooser,
    scenario_chooser,
)
from courses.models import Item, Quiz, Reflection, Scenario


class ActivityViewSet(ModelViewSet):
    """Every view is limited to the activities of modules that the person may change."""

    index_view_class = admin_views.IndexView
    add_view_class = admin_views.CreateView
    edit_view_class = admin_views.EditView
    delete_view_class = admin_views.DeleteView
    history_view_class = admin_views.HistoryView
    usage_view_class = admin_views.UsageView
    copy_view_class = admin_views.CopyView
    inspect_view_class = admin_views.InspectView
    inspect_view_enabled = True
    list_per_page = 50


class ItemViewSet(ActivityViewSet):
    model = Item
    icon = "help"
    menu_label = _("Questions")
    inspect_view_class = admin_views.VersionedInspectView
    inspect_view_fields = ["code", "module_key", "type", "bloom", "points"]
    list_display = ["code", "stem", "type"]
    list_filter = ["module_key", "type"]
    list_export = ["code", "type", "bloom", "stem", "points"]
    search_fields = ["code", "stem__es", "stem__en"]
    edit_handler = panels.ITEM


class QuizViewSet(ActivityViewSet):
    model = Quiz
    icon = "list-ol"
    menu_label = _("Quizzes")
    inspect_view_fields = ["code", "module_key", "title", "intro", "pass_mark"]
    list_display = ["code", "title", "pass_mark"]
    list_filter = ["module_key"]
    list_export = ["code", "title", "pass_mark"]
    search_fields = ["code", "title__es", "title__en"]
    edit_handler = panels.QUIZ


class ScenarioViewSet(ActivityViewSet):
    model = Scenario
    icon = "site"
    menu_label = _("Scenarios")
    inspect_view_class = admin_views.VersionedInspectView
    inspect_view_fields = ["code", "module_key"]
    list_display = ["code", "title"]
    list_filter = ["module_key"]
    list_export = ["code", "title"]
    search_fields = ["code", "title__es", "title__en"]
    edit_handler = panels.SCENARIO


class ReflectionViewSet(ActivityViewSet):
    model = Reflection
    icon = "edit"
    menu_label = _("Reflections")
    inspect_view_fields = ["code", "module_key", "prompt", "hint"]
    list_display = ["code", "prompt"]
    list_filter = ["module_key"]
    list_export = ["code", "prompt"]
    search_fields = ["code", "prompt__es", "prompt__en"]
    edit_handler = panels.REFLECTION


class ActivitiesGroup(ViewSetGroup):
    menu_label = _("Activities")
    menu_icon = "pick"
    menu_order = 100
    items = [
        ItemViewSet("item", url_prefix="activities/questions"),
        QuizViewSet("quiz", url_prefix="activities/quizzes"),
        ScenarioViewSet("scenario", url_prefix="activities/scenarios"),
        ReflectionViewSet("reflection", url_prefix="activities/reflections"),
    ]
