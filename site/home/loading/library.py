"""The library of the content files: loaded once, then in step with its files where nobody changed it.

What a person changed stays as it is; what was deleted or withdrawn never comes back.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import models
from django.utils import timezone
from wagtail.models import Collection

from base.translated import Translated
from home.loading.files import ContentError, read_yaml
from home.loading.specs import page_key
from media.models import LibraryDocument, LibraryImage, LibraryItem, Shelf
from media.shelves import shelf_of
from reference.models import LoadedRow
from safeguarding.models import Consent

CONSENT = "safeguarding.consent"
KINDS: dict[str, type[LibraryItem]] = {"images": LibraryImage, "documents": LibraryDocument}
SAME_NAMES = ("title", "credit", "licence", "shows_children")


def load_library(content: Path) -> None:
    """Everything in `library/`, if there is such a folder. Raises `ContentError` for a file that is missing."""
    folder = content / "library"
    if not folder.exists():
        return
    data = read_yaml(folder / "library.yaml")
    for row in data.get("consents", ()):
        keep_consent(row)
    for kind, model in KINDS.items():
        for row in data.get(kind, ()):
            keep_item(model, row, folder)


def keep_consent(row: dict) -> None:
    """A consent is made once, and never changed: it is renewed or withdrawn by people."""
    if LoadedRow.objects.filter(kind=CONSENT, key=row["code"]).exists():
        return
    values = {name: value for name, value in row.items() if name != "code"}
    made = Consent.objects.create(**values, reviewed_at=timezone.now())
    LoadedRow.objects.create(kind=CONSENT, key=row["code"], fingerprint=str(made.uuid))


def consent_called(code: str | None) -> Consent | None:
    if code is None:
        return None
    loaded = LoadedRow.objects.filter(kind=CONSENT, key=code).first()
    if loaded is None:
        raise ContentError(f"library: there is no consent {code!r}.")
    return Consent.objects.get(uuid=loaded.fingerprint)


def keep_item(model: type[LibraryItem], row: dict, folder: Path) -> None:
    """The thing as its file says, unless a person changed or removed it."""
    path = folder / row["file"]
    if not path.exists():
        raise ContentError(f"library/{row['code']}: there is no file {row['file']!r}.")
    kind, wanted = model._meta.label_lower, fingerprint(row, path)
    memory = (
        LoadedRow.objects.filter(kind=kind, key=row["code"]).values_list("fingerprint", flat=True).first()
    )
    item = model.objects.filter(code=row["code"]).first()
    if item is None and memory is None:
        item = model(code=row["code"])
    elif item is None or memory is None or is_in_step(item, memory, wanted):
        return
    fill(item, row, path)
    stamp = f"{said(item)}:{wanted}"
    LoadedRow.objects.update_or_create(kind=kind, key=row["code"], defaults={"fingerprint": stamp})


def is_in_step(item: LibraryItem, memory: str, wanted: str) -> bool:
    """True when there is nothing to do: the files said nothing new, or a person changed the row since."""
    row_then, _colon, files_then = memory.partition(":")
    return files_then == wanted or row_then != said(item)


def fill(item: LibraryItem, row: dict, path: Path) -> None:
    for name in SAME_NAMES:
        setattr(item, name, row.get(name, ""))
    item.language = row.get("language", "")
    item.is_illustrative = row.get("illustrative", False)
    item.consent = consent_called(row.get("consent"))
    item.collection = shelf_called(row["module"])
    if isinstance(item, LibraryImage):
        item.alt_text = Translated(row["alt_text"])
    with path.open("rb") as file:
        item.file = File(file, name=path.name)
        item.full_clean()
        item.save()


def shelf_called(module: str) -> Collection:
    """The collection of a module, which may be about to be loaded."""
    shelf = Shelf.objects.filter(owner_key=page_key(module)).first()
    return (shelf or shelf_of(page_key(module), module.upper())).collection


def fingerprint(row: dict, path: Path) -> str:
    """A checksum of what the files say, short enough to stand beside another."""
    said_here = json.dumps(row, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(said_here + path.read_bytes()).hexdigest()[:30]


def said(item: LibraryItem) -> str:
    """A checksum of what a row says."""
    names = [*SAME_NAMES, "language", "consent_id", "collection_id"]
    spoken: dict[str, Any] = {name: getattr(item, name) for name in names} | {"file": item.file.name}
    if isinstance(item, LibraryImage):
        spoken["alt_text"] = item.alt_text.as_dict()
    return hashlib.sha256(json.dumps(spoken, sort_keys=True).encode()).hexdigest()[:30]


def was_loaded(model: type[models.Model], code: str) -> bool:
    """Whether this was in the library once, so that a lesson may name it although it is gone."""
    return LoadedRow.objects.filter(kind=model._meta.label_lower, key=code).exists()
