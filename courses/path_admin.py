"""Paths in the admin: a list of those a person may change."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from courses.models import PathIndexPage, PathPage
from people.enums import Role
from people.rules import has_any_role

MAKE_PATHS = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})


def may_begin(user) -> bool:
    """Whether there is a list of paths in which this person may begin one."""
    return any(index.permissions_for_user(user).can_add_subpage() for index in PathIndexPage.objects.all())


class PathsIndexView(IndexView):
    def get_add_url(self) -> str | None:
        """No button that leads to an empty choice."""
        return super().get_add_url() if may_begin(self.request.user) else None


class ChooseListView(ChooseParentView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_begin(request.user):
            # Else Django would go on to look for a page of that address in the reader's language.
            request.urlconf = "wagtail.admin.urls"
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class PathsViewSet(PageListingViewSet):
    """The paths that are this person's to prepare; Wagtail lists only what somebody may reach."""

    model = PathPage
    name = "paths"
    url_prefix = "paths"
    icon = "list-ol"
    menu_label = _("Paths")
    add_to_admin_menu = False
    index_view_class = PathsIndexView
    choose_parent_view_class = ChooseListView


class PathsMenuItem(MenuItem):
    """Shown to those who make paths, and to those who were given one."""

    def __init__(self):
        super().__init__(_("Paths"), reverse_lazy("paths:index"), name="paths", icon_name="list-ol", order=95)

    def is_shown(self, request) -> bool:
        return has_any_role(request.user, MAKE_PATHS) or PathPage.objects.editable_by(request.user).exists()
