"""Who may change which module: each module has a group of trainers that holds its permissions.

Nobody gets a permission on the catalogue itself: Wagtail passes permissions down the tree, so `add`
there would reach into every module. A trainer's part of the tree is exactly their modules.
"""

import uuid
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from courses.models import ModulePage
from media.models import Shelf
from media.shelves import EVERYTHING, open_to, shelf_of

TRAINERS_MAY = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


def trainers_of(module_key: uuid.UUID) -> Group | None:
    """The group of a module's trainers; administrators may rename all but the key at the end."""
    return Group.objects.filter(name__endswith=str(module_key)).first()


def open_to_its_trainers(module: ModulePage) -> Group:
    """Let the trainers of a module change and publish this language version of it. Safe to repeat."""
    name = f"{module.code or module.title[:80]} · {module.translation_key}"
    group = trainers_of(module.translation_key) or Group.objects.create(name=name)
    grant_on_page(group, module, TRAINERS_MAY)
    open_library_to_its_trainers(module, group)
    return group


def open_library_to_its_trainers(module: ModulePage, group: Group) -> None:
    """Let the trainers of a module fill a collection of their own, the same for all its languages."""
    title = module.draft_title or module.title
    shelf = shelf_of(module.translation_key, f"{module.code} · {title}" if module.code else title)
    open_to(group, shelf.collection, EVERYTHING)


def ensure_shelves() -> None:
    """A collection for the trainers of every module that has none yet."""
    for module in ModulePage.objects.exclude(translation_key__in=Shelf.objects.values("owner_key")):
        group = trainers_of(module.translation_key)
        if group:
            open_library_to_its_trainers(module, group)


def grant_on_page(group: Group, page: Page, actions: Iterable[str]) -> None:
    """Give a group permissions on a page and all below it, written as Wagtail names them."""
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=[f"{action}_page" for action in actions]
    )
    # A permission that the group has already stays as it is.
    GroupPagePermission.objects.bulk_create(
        [GroupPagePermission(group=group, page_id=page.pk, permission=permission) for permission in wanted],
        ignore_conflicts=True,
    )
