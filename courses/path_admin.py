"""Paths in the admin: a list of those a person may change."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet

from courses.models import PathPage
from people.enums import Role
from people.rules import has_any_role

MAKE_PATHS = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})


class PathsViewSet(PageListingViewSet):
    """The paths that are this person's to prepare; Wagtail lists only what somebody may reach."""

    model = PathPage
    name = "paths"
    url_prefix = "paths"
    icon = "list-ol"
    menu_label = _("Paths")
    add_to_admin_menu = False


class PathsMenuItem(MenuItem):
    """Shown to those who make paths, and to those who were given one."""

    def __init__(self):
        super().__init__(_("Paths"), reverse_lazy("paths:index"), name="paths", icon_name="list-ol", order=95)

    def is_shown(self, request) -> bool:
        return has_any_role(request.user, MAKE_PATHS) or PathPage.objects.editable_by(request.user).exists()
