"""What in the library waits for a consent, for those who keep consents."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from media.checks import problems
from media.enums import ShowsChildren
from media.models import ITEMS, LibraryItem
from media.uses import edit_url
from safeguarding.rules import may_safeguard


def waiting_items(user) -> list[LibraryItem]:
    """What shows children, or may, and cannot be shown as it is; the newest first."""
    rows = [
        item
        for model in ITEMS
        for item in model.objects.visible_to(user)
        .exclude(shows_children=ShowsChildren.NO)
        .select_related("consent", "collection", "uploaded_by_user")
        if not item.may_be_shown()
    ]
    return sorted(rows, key=lambda item: item.created_at, reverse=True)


class WaitingMenuItem(MenuItem):
    """Shown to those who can do something about it."""

    def __init__(self):
        super().__init__(
            _("Waiting for consent"),
            reverse_lazy("library_waiting"),
            name="library-waiting",
            icon_name="lock",
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_safeguard(request.user)


class WaitingView(WagtailAdminTemplateMixin, TemplateView):
    """The list of what waits."""

    page_title = _("Waiting for consent")
    header_icon = "lock"
    template_name = "media/admin/waiting.html"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": _("Waiting for consent")},
    ]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_safeguard(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        rows = [(item, edit_url(item), problems(item)) for item in waiting_items(self.request.user)]
        return super().get_context_data(**kwargs) | {"rows": rows}


class ConsentsPanel(Component):
    """The first thing those who keep consents see in the admin: the way to them, and what waits for one."""

    order = 20
    template_name = "media/admin/consents_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"waiting": len(waiting_items(parent_context["request"].user))}
