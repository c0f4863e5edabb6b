"""Collections of the library, and who may do what in them."""

import uuid
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission

from media.models import Shelf

# What Wagtail calls each act, for images, documents, and video and audio.
ADD = ("wagtailimages.add_image", "wagtaildocs.add_document", "wagtailmedia.add_media")
CHANGE = ("wagtailimages.change_image", "wagtaildocs.change_document", "wagtailmedia.change_media")
CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
EVERYTHING = (*ADD, *CHANGE, *CHOOSE)


def root() -> Collection:
    """The collection above all others."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


@transaction.atomic
def shelf_of(owner_key: uuid.UUID, name: str) -> Shelf:
    """The shelf of this owner, under this name."""
    shelf = Shelf.objects.filter(owner_key=owner_key).select_related("collection").first()
    if shelf is None:
        return Shelf.objects.create(owner_key=owner_key, collection=root().add_child(name=name[:255]))
    if shelf.collection.name != name[:255]:
        shelf.collection.name = name[:255]
        shelf.collection.save()
    return shelf


def open_to(group: Group, collection: Collection, permissions: Iterable[str]) -> None:
    """Let a group do these things in a collection and in all below it. Safe to repeat."""
    granted = [
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for permission in found(permissions)
    ]
    GroupCollectionPermission.objects.bulk_create(granted, ignore_conflicts=True)


def found(permissions: Iterable[str]) -> list[Permission]:
    """The permissions with these names, as `app_label.codename`."""
    wanted = Q()
    for name in permissions:
        app_label, _dot, codename = name.partition(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return list(Permission.objects.filter(wanted)) if wanted else []
