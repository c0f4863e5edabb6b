"""The verb of the workbench: save what somebody sent, all of it or nothing."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from courses.models import ModulePage
from courses.workbench.documents import Document
from courses.workbench.merging import Choices, Conflict, merge
from courses.workbench.reading import Stored, read
from courses.workbench.storing import publish_sound_items, store


@dataclass(frozen=True)
class Saved:
    """What is stored now, or the conflicts for which nothing was stored."""

    stored: Stored
    conflicts: tuple[Conflict, ...] = ()


def own_module(user, key: uuid.UUID) -> ModulePage | None:
    """The original of a module this person may change; other languages are translated from it."""
    pages = ModulePage.objects.editable_by(user).filter(translation_key=key)
    found = list(pages.select_related("locale", "latest_revision").order_by("path"))
    return next((page for page in found if page.locale.language_code == page.source_language), None) or (
        found[0] if found else None
    )


def save(*, module: ModulePage, sent: Document, seen: Mapping[str, str], choices: Choices, by) -> Saved:
    """Store what was sent, merged with what others saved since `seen`, in one transaction.

    Raises what `courses.workbench.storing.store` raises.
    """
    with transaction.atomic():
        stored = read(locked(module))
        merged = merge(sent, stored.document, seen, choices)
        if merged.conflicts:
            return Saved(stored, tuple(merged.conflicts))
        store(stored, merged.document, by=by)
        publish_sound_items(stored, merged.document)
    return Saved(read(ModulePage.objects.select_related("locale", "latest_revision").get(pk=module.pk)))


def fill(module: ModulePage, document: Document, *, by) -> None:
    """Give a new module what a document says."""
    with transaction.atomic():
        store(read(locked(module)), document, by=by)


def locked(module: ModulePage) -> ModulePage:
    """The module, held until the transaction ends, so that two saves take turns."""
    ModulePage.objects.select_for_update().filter(pk=module.pk).order_by().values_list("pk").first()
    return ModulePage.objects.select_related("locale", "latest_revision").get(pk=module.pk)
