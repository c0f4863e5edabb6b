"""The library in the admin: one menu, one form a file, lists of one's own collections."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from media.api import OwnDocuments, OwnImages
from media.reports import ConsentsPanel, WaitingMenuItem, WaitingView
from safeguarding.rules import may_safeguard

# After Wagtail's own, which they replace.
LAST = 1000
SHELVES = ("images", "documents", "media")
VIDEO_AND_AUDIO = _("Video and audio")


@hooks.register("register_admin_urls")
def library_urls():
    """Before Wagtail's: several files at once would be kept unread until somebody described them."""
    return [
        path("images/multiple/add/", RedirectView.as_view(url=reverse_lazy("wagtailimages:add"))),
        path("documents/multiple/add/", RedirectView.as_view(url=reverse_lazy("wagtaildocs:add"))),
        path("library/waiting/", WaitingView.as_view(), name="library_waiting"),
    ]


@hooks.register("construct_admin_api", order=LAST)
def own_library_in_api(router) -> None:
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


@hooks.register("construct_main_menu", order=LAST)
def one_library_menu(request, menu_items) -> None:
    """Images, documents, and video and audio under one name."""
    shelves = [item for item in menu_items if item.name in SHELVES]
    shelves += [item for item in [WaitingMenuItem()] if item.is_shown(request)]
    if not shelves:
        return
    for item in shelves:
        item.label = VIDEO_AND_AUDIO if item.name == "media" else item.label
    menu_items[:] = [item for item in menu_items if item.name not in SHELVES]
    menu_items.append(
        SubmenuMenuItem(
            _("Library"), Menu(items=shelves), name="library", icon_name="folder-open-inverse", order=300
        )
    )


@hooks.register("construct_homepage_panels")
def consents_first(request, panels) -> None:
    if may_safeguard(request.user):
        panels.insert(0, ConsentsPanel())
