"""What changes public content from Wagtail's side."""

from django.db.models.signals import post_delete
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from base.generation import bump, bumps_on_change

for _signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    _signal.connect(bump, dispatch_uid="bump-on-page-change")


def _bump_when_page_is_deleted(sender, **_kwargs) -> None:
    if issubclass(sender, Page):
        bump()


post_delete.connect(_bump_when_page_is_deleted, dispatch_uid="bump-on-page-delete")
bumps_on_change(Site, Locale, PageViewRestriction)
