"""Blocks of content files as the raw data of a StreamField, in one language.

The shape of each block is read from its definition in `courses.blocks.lessons`; here is only what the
files spell differently. Every id is stable, at every depth: translations find their text by it.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from wagtail import blocks

from base.dates import parse_partial_date
from courses.blocks.lessons import LessonBody
from courses.models import Quiz, Reflection, Scenario
from home.loading.files import ContentError
from home.loading.library import was_loaded
from home.loading.texts import in_language, rich, stable_id
from media.models import LibraryDocument, LibraryImage, LibraryMedia

# What files say for readers of the files, and pages take from the reference rows.
NOT_SHOWN = {"id", "translation_status"}
ACTIVITIES: dict[str, type[models.Model]] = {"scenario": Scenario, "reflection": Reflection, "quiz": Quiz}


TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)


class BlockWriter:
    """Writes the raw data of blocks in one language. `place` names where in the files we are."""

    def __init__(self, language: str):
        self.language = language

    def body(self, rows: list[dict], place: str) -> list[dict]:
        """The raw data of a lesson's body from its list of one-key mappings."""
        body = LessonBody()
        return [
            self.child(body, name, row, f"{place}/{row['id']}")
            for entry in rows
            for name, row in entry.items()
            if not shows_what_is_gone(name, row)
        ]

    def stream(self, block: blocks.StreamBlock, name: str, rows: list, place: str) -> list[dict]:
        """The raw data of a stream in which every child is of the one type `name`."""
        return [self.child(block, name, row, f"{place}/{index}") for index, row in enumerate(rows)]

    def child(self, stream: blocks.StreamBlock, name: str, row: Any, place: str) -> dict:
        if name not in stream.child_blocks:
            raise ContentError(f"{place}: there is no block {name!r}.")
        if name in ACTIVITIES:
            value = primary_key(ACTIVITIES[name], row[name], place)
        else:
            value = self.value(stream.child_blocks[name], SPELLED.get(name, same)(row), place)
        return {"type": name, "id": str(stable_id(place)), "value": value}

    def value(self, block: blocks.Block, given: Any, place: str) -> Any:
        """The raw value of any block."""
        if isinstance(block, blocks.ChooserBlock):
            return primary_key(block.model_class, given, place)
        if isinstance(block, blocks.StructBlock):
            return self.struct(block, given, place)
        if isinstance(block, blocks.ListBlock):
            return self.items(block, given or [], place)
        return self.text(block, given, place)

    def struct(self, block: blocks.StructBlock, given: dict, place: str) -> dict:
        unknown = set(given) - set(block.child_blocks) - NOT_SHOWN
        if unknown:
            raise ContentError(f"{place}: nothing shows {sorted(unknown)}.")
        return {
            name: self.value(child, given.get(name), f"{place}/{name}")
            for name, child in block.child_blocks.items()
            # Texts are always there, if empty: the extraction of texts for translators trips over None.
            if given.get(name) is not None or isinstance(child, TEXT_BLOCKS)
        }

    def items(self, block: blocks.ListBlock, rows: list, place: str) -> list[dict]:
        places = [f"{place}/{index}" for index in range(len(rows))]
        return [
            {"type": "item", "id": str(stable_id(here)), "value": self.value(block.child_block, row, here)}
            for here, row in zip(places, rows, strict=True)
        ]

    def text(self, block: blocks.Block, given: Any, place: str) -> Any:
        words = in_language(given, self.language, place) if isinstance(given, dict) else given
        words = "" if words is None else words
        return rich(words) if isinstance(block, blocks.RichTextBlock) else words


# Blocks that show things of the library, and under which name they say which.
OF_LIBRARY = {"image": LibraryImage, "media": LibraryMedia, "document": LibraryDocument}


def shows_what_is_gone(name: str, row: dict) -> bool:
    """Whether a block would show something that people took out of the library: then it is left out."""
    if name not in OF_LIBRARY:
        return False
    model, codes = OF_LIBRARY[name], row.get("documents") or [row.get(name)]
    gone = [
        code for code in codes if not model.objects.filter(code=code).exists() and was_loaded(model, code)
    ]
    return bool(gone)


def primary_key(model: type[models.Model], code: str | None, place: str) -> int | None:
    """The key of the row with this code. Raises `ContentError` when there is none."""
    if code is None:
        return None
    found = model._default_manager.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise ContentError(f"{place}: there is no {model._meta.verbose_name} {code!r}.")
    return found


def same(row: dict) -> dict:
    return row


def timeline(row: dict) -> dict:
    """A date of a file carries its precision in its length."""
    return {**row, "entries": [dated(entry) for entry in row["entries"]]}


def dated(entry: dict) -> dict:
    if not entry.get("date"):
        return entry
    date, precision = parse_partial_date(str(entry["date"]))
    return {**entry, "date": date.isoformat(), "precision": precision.value}


SPELLED: dict[str, Callable[[dict], dict]] = {"timeline": timeline}
