"""Who may have which file: asked at every request, for every part of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.permissions import policy_registry

from media.addresses import stored_name
from media.models import Captions, LibraryDocument, LibraryImage, LibraryItem, LibraryMedia, LibraryRendition


class Door(Enum):
    """How a file may be handed out."""

    OPEN = "to everybody; copies may be kept for a while"
    GUARDED = "to this person now; no copy may be kept on the way"
    CLOSED = "not at all"


@dataclass(frozen=True)
class Found:
    """A stored file and the thing in the library that it belongs to."""

    item: LibraryItem
    name: str
    # An image as it was uploaded; readers get renditions.
    is_original: bool = False


# Shelf → the rows that hold its files, in which column, and the way to their item.
ROWS: dict[str, tuple[type[models.Model], str, str]] = {
    "i": (LibraryImage, "file", ""),
    "r": (LibraryRendition, "file", "image"),
    "d": (LibraryDocument, "file", ""),
    "m": (LibraryMedia, "file", ""),
    "p": (LibraryMedia, "thumbnail", ""),
    "a": (LibraryMedia, "audio_only", ""),
    "c": (Captions, "file", "media"),
}


KEEPS = ("change", "delete")
Reviews = Callable[[LibraryItem, object], bool]
_reviewers: list[Reviews] = []


def register(reviews: Reviews) -> None:
    """Let `reviews(item, person)` say that somebody has to see something, because it waits for their review."""
    if reviews not in _reviewers:
        _reviewers.append(reviews)


def find(token: str, filename: str) -> Found | None:
    """The file behind an address; None when there is none, or none any more."""
    name = stored_name(token, filename)
    if name is None:
        return None
    model, column, way = ROWS[token[0]]
    related = ("consent", "collection") if not way else (f"{way}__consent", f"{way}__collection")
    row = model._default_manager.filter(**{column: name}).select_related(*related).first()
    item = getattr(row, way) if row and way else row
    return Found(item, name, is_original=token[0] == "i") if item else None


def door(found: Found, request: HttpRequest) -> Door:
    """How this file is handed out to whoever asks. Unless it may be public, the library itself decides."""
    item = found.item
    if item.withdrawn_at is not None:
        return Door.CLOSED
    restrictions = list(item.collection.get_view_restrictions())
    is_public = not found.is_original and item.may_be_shown(on=timezone.localdate())
    if is_public and all(one.accept_request(request) for one in restrictions):
        return Door.GUARDED if restrictions or item.is_sensitive else Door.OPEN
    return Door.GUARDED if is_own(item, request) else Door.CLOSED


def is_own(item: LibraryItem, request: HttpRequest) -> bool:
    """Whether this file is for somebody's work: they keep it, they review it, or no child can be in it.

    To choose from the library is no right to see children whose consent is missing.
    """
    user = request.user
    if not user.is_authenticated:
        return False
    if keeps(user, item) or any(reviews(item, user) for reviews in _reviewers):
        return True
    return not item.is_sensitive and type(item).objects.visible_to(user).filter(pk=item.pk).exists()


def keeps(user, item: LibraryItem) -> bool:
    """Whether it stands in a collection that is this person's to change."""
    policy = policy_registry.get_by_type(type(item))
    return policy.instances_user_has_any_permission_for(user, KEEPS).filter(pk=item.pk).exists()
