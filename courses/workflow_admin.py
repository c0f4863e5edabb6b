"""The workflow and the content checks where Wagtail's own editor, lists and home are."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from base.errors import RefusedError
from courses import content_checks, workflow
from courses.models import LessonPage, ModulePage, SafeguardingTask
from courses.review_guard import held_among, why_held
from courses.standings import standings_of, waiting_for
from people.enums import Role
from people.rules import has_any_role, may_teach
from safeguarding.gate_in_admin import translated_draft

CHECKED = (ModulePage, LessonPage)
REVIEWERS = frozenset({Role.REVIEWER, Role.SAFEGUARDING_REVIEWER})
SEND = ("action-submit", "action-restart-workflow")
CANCEL = "action-cancel-workflow"
# Wagtail says these in words of its own, one page at a time.
NOT_OURS = frozenset({*SEND, CANCEL})


# --- The editor: sending, taking back


def send_after_saving(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Let Wagtail save a draft that is to be sent; taking back is done at once. Hook `before_edit_page`."""
    if request.method != "POST" or not isinstance(page.specific, CHECKED):
        return None
    if CANCEL in request.POST:
        return take_back(request, page)
    if any(name in request.POST for name in SEND):
        data = request.POST.copy()
        for name in SEND:
            data.pop(name, None)
        request.POST = data
        request.is_to_be_sent = True
    return None


def take_back(request: HttpRequest, page: Page) -> HttpResponse:
    module = workflow.module_of(page)
    if module and page.permissions_for_user(request.user).can_publish():
        workflow.withdraw(module, by=request.user)
        messages.success(request, _("Taken back. You can change it again."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def send_saved(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Send the module of the page that was saved a moment ago; hook `after_edit_page`."""
    if not getattr(request, "is_to_be_sent", False):
        return None
    try:
        workflow.send_to_review(workflow.module_of(page), by=request.user)
    except RefusedError as error:
        messages.error(request, str(error), buttons=[button_to_checks(page)])
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.success(request, _("Sent to review, with all that is new in the module."))
    return redirect("module_review", workflow.module_of(page).pk)


def button_to_checks(page: Page) -> Any:
    module = workflow.module_of(page)
    return messages.button(reverse("module_review", args=[module.pk]), _("See all content checks"))


# --- While reviewers have it


def leave_to_reviewers(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nobody publishes what reviewers have; it was saved a moment ago. Hook `before_publish_page`."""
    reason = why_held(page)
    if not reason:
        return None
    messages.error(request, reason, buttons=[button_to_checks(page)])
    return redirect("wagtailadmin_pages:edit", page.pk)


def leave_translation_to_reviewers(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The same for a translation as its translators wrote it; hook `before_edit_page`."""
    is_published = request.method == "POST" and request.POST.get("action") == "publish"
    return leave_to_reviewers(request, page) if is_published else None


def leave_many_to_reviewers(
    request: HttpRequest, action_type: str, pages: list, action
) -> HttpResponse | None:
    """The same for many pages at once: all of them or none; hook `before_bulk_action`."""
    if action_type != "publish" or not pages or not isinstance(pages[0], Page):
        return None
    reasons = held_among(all_to_publish(request, pages))
    for reason in reasons:
        messages.error(request, reason)
    return redirect(action.next_url) if reasons else None


def all_to_publish(request: HttpRequest, pages: list) -> list[Page]:
    """The pages that were chosen, and those below them where that was asked for."""
    if not request.POST.get("include_descendants"):
        return pages
    return [*pages, *(page for parent in pages for page in parent.get_descendants().filter(live=False))]


# --- Publishing directly


def check_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop a draft with blocking checks; it was saved a moment ago. Hook `before_publish_page`."""
    found = blocking_in([page])
    return told(request, page, found) if found else None


def check_new_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The same for a page that was made a moment ago; hook `after_create_page`."""
    was_to_be_published = getattr(request, "was_to_be_published", False)
    return check_before_publishing(request, page) if was_to_be_published else None


def check_translation_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The same for a translation as its translators wrote it; hook `before_edit_page`."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    draft = translated_draft(page) if isinstance(page.specific, CHECKED) else None
    found = blocking_alone(draft) if draft else []
    return told(request, page, found) if found else None


def check_before_publishing_many(
    request: HttpRequest, action_type: str, pages: list, action
) -> HttpResponse | None:
    """The same for many pages at once: all of them or none; hook `before_bulk_action`."""
    if action_type != "publish" or not pages or not isinstance(pages[0], Page):
        return None
    found = blocking_in(all_to_publish(request, pages))
    if not found:
        return None
    told(request, pages[0], found)
    return redirect(action.next_url)


def blocking_in(pages: list[Page]) -> list[content_checks.Check]:
    drafts = [workflow.draft_of(page) for page in pages if isinstance(page.specific, CHECKED)]
    return [check for draft in drafts for check in blocking_alone(draft)]


def blocking_alone(draft: Page) -> list[content_checks.Check]:
    """What keeps a draft from being published by its trainer alone: a second person might let it pass."""
    found = content_checks.blocking(content_checks.checks_of_page(draft))
    module = workflow.module_of(draft)
    if module and not workflow.draft_of(module).population:
        place = content_checks.place_of(module)
        found.append(
            place.blocking(_("Say whom it is about, under “In the catalogue”, or send it to review."))
        )
    return found


def told(request: HttpRequest, page: Page, found: list) -> HttpResponse:
    sentence = ngettext(
        "Not published; it is kept as a draft. One thing is to be done first: %(first)s",
        "Not published; it is kept as a draft. %(number)s things are to be done first, such as: %(first)s",
        len(found),
    )
    said = sentence % {"number": len(found), "first": str(found[0])}
    messages.error(request, said, buttons=[button_to_checks(page)])
    return redirect("wagtailadmin_pages:edit", page.pk)


# --- The editor's menu


class SendItem(ActionMenuItem):
    """Sends the whole module."""

    label = gettext_lazy("Send the module to review")
    name = "action-submit"
    icon_name = "resubmit"


class TakeBackItem(ActionMenuItem):
    label = gettext_lazy("Take the module back from review")
    name = CANCEL
    icon_name = "arrow-left"


class ChecklistItem(ActionMenuItem):
    """Leads to the checklist, which is how this step is approved."""

    label = gettext_lazy("Tick the checklist")
    name = "safeguarding-checklist"
    icon_name = "tasks"

    def get_url(self, parent_context) -> str:
        return reverse("safeguarding_review", args=[parent_context["page"].pk])


def in_our_words(menu_items: list, request: HttpRequest, context: dict) -> None:
    """Wagtail's items of the workflow in the words of trainers; hook `construct_page_action_menu`."""
    page = context.get("page")
    if context["view"] != "edit" or not isinstance(page, CHECKED):
        menu_items[:] = [item for item in menu_items if not is_of_workflow(item, page, context)]
        return
    offered = {item.name for item in menu_items}
    menu_items[:] = [item for item in menu_items if item.name not in NOT_OURS]
    perms = page.permissions_for_user(request.user)
    if "action-submit" in offered:
        menu_items.append(SendItem(order=60))
    if page.current_workflow_state and perms.can_publish():
        menu_items.append(TakeBackItem(order=40))
    if why_held(page):
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
    task = page.current_workflow_task
    if isinstance(task, SafeguardingTask) and task.user_can_access_editor(page, request.user):
        menu_items.append(ChecklistItem(order=1))
    menu_items.sort(key=lambda item: item.order)


def is_of_workflow(item, page: Page | None, context: dict) -> bool:
    """A page that is only being made, or shown in an earlier version, is not sent from there."""
    parent = context.get("parent_page")
    concerned = isinstance(page, CHECKED) or (parent and isinstance(parent.specific, ModulePage))
    return bool(concerned) and item.name in NOT_OURS


# --- The admin's home


class WaitingPanel(Component):
    """The modules that wait for whoever opens the admin, oldest first."""

    order = 5
    template_name = "courses/workflow/waiting_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"waiting": waiting_for(parent_context["request"].user)}


class UnderWayPanel(Component):
    """One's own modules that are between draft and publication."""

    order = 6
    template_name = "courses/workflow/under_way_panel.html"

    def __init__(self, under_way: list):
        self.under_way = under_way

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"under_way": self.under_way}


def panels_of_workflow(request: HttpRequest, panels: list) -> None:
    """Hook `construct_homepage_panels`. Wagtail's own, one row for every page, are left out."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in WAGTAILS]
    if has_any_role(request.user, REVIEWERS):
        panels.append(WaitingPanel())
    if may_teach(request.user):
        mine = ModulePage.objects.editable_by(request.user).select_related("locale").order_by("path")
        under_way = [found for found in standings_of(mine) if found.is_under_way]
        if under_way:
            panels.append(UnderWayPanel(under_way))


WAGTAILS = frozenset({"user_objects_in_workflow_moderation", "workflow_objects_to_moderate"})
