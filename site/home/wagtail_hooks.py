"""The admin as trainers meet it: few items, their own modules first."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from courses.workbench.header_button import workbench_button
from home.admin_views import BeginModuleView, ModulesView
from home.middleware import SEES_ALL
from home.own_modules import own_modules, own_pages
from home.translation_views import TranslationDifferenceView
from home.whole_translations import HandOverView, publish_only_whole, publish_only_whole_in_bulk
from people.rules import has_any_role, may_teach

# What somebody who prepares modules has no use for; managers and administrators see all of it.
NOT_FOR_TRAINERS = frozenset({"explorer", "reports", "settings", "snippets"})
# It leads to the manuals and news of the software behind the admin.
NOT_FOR_ANYBODY = frozenset({"help"})


class OwnModulesPanel(Component):
    """The modules of whoever opens the admin, with what is left to translate."""

    order = 10
    template_name = "home/admin/own_modules_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"modules": own_modules(parent_context["request"].user)}


class ModulesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_teach(request.user)


@hooks.register("register_admin_urls")
def module_urls():
    return [
        path("modules/", ModulesView.as_view(), name="own_modules"),
        path("modules/new/", BeginModuleView.as_view(), name="begin_module"),
        path(
            "modules/<int:page_id>/translation/",
            TranslationDifferenceView.as_view(),
            name="translation_difference",
        ),
        # Stands before wagtail-localize's view of the same address.
        path("localize/update/<int:translation_source_id>/", HandOverView.as_view()),
    ]


hooks.register("register_page_header_buttons", workbench_button)
hooks.register("before_edit_page", publish_only_whole, order=-1)
hooks.register("before_bulk_action", publish_only_whole_in_bulk)


@hooks.register("construct_page_action_menu")
def no_copies_in_another_language(menu_items, request, context) -> None:
    """An alias would show the original under the address of the other language."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("register_admin_menu_item")
def modules_menu_item():
    return ModulesMenuItem(_("Modules"), reverse("own_modules"), name="modules", icon_name="form", order=90)


@hooks.register("construct_main_menu")
def few_items(request, menu_items) -> None:
    hidden = NOT_FOR_ANYBODY if has_any_role(request.user, SEES_ALL) else NOT_FOR_ANYBODY | NOT_FOR_TRAINERS
    menu_items[:] = [item for item in menu_items if item.name not in hidden]


@hooks.register("construct_homepage_panels")
def own_modules_first(request, panels) -> None:
    if may_teach(request.user):
        panels.insert(0, OwnModulesPanel())


# After Wagtail's own hooks, which add the totals.
@hooks.register("construct_homepage_summary_items", order=1000)
def no_totals_for_trainers(request, items) -> None:
    if not has_any_role(request.user, SEES_ALL):
        items.clear()


@hooks.register("construct_page_chooser_queryset")
def no_drafts_of_others(pages, request):
    """One may link to what is published, and to one's own drafts."""
    return pages.filter(Q(live=True) | Q(pk__in=own_pages(request.user).values("pk")))


@hooks.register("insert_global_admin_css")
def our_tables() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("home/admin.css"))
