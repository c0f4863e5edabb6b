"""Templates of modules: what a trainer begins with, as readable files in `content/module_templates`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from base.translated import Translated
from courses.enums import ItemType
from courses.workbench.arranging import blank_item, blank_quiz, new_key
from courses.workbench.documents import MODULE, Document, Part, both, tidy

# What every new module is taken for until its trainer says otherwise: nothing on children slips through.
POPULATION = ("children_all",)


@dataclass(frozen=True)
class StartingPoint:
    """A template. `name` and `about` are for the person who chooses it."""

    code: str
    name: Translated
    about: Translated
    data: Mapping[str, Any]

    def page_values(self, language: str) -> dict[str, Any]:
        """Fields of the module that its trainer finds filled in."""
        return {
            "kind": self.data["kind"],
            "fact_status": self.data["fact_status"],
            "cover_tint": self.data["cover_tint"],
            "population": list(self.data["population"]),
            "content_notes": list(self.data["content_notes"]),
            "content_note_text": tidy(self.data["content_note_text"][language]),
        }

    def document(self, language: str, *, title: str, summary: str) -> Document:
        """Lessons, blocks and blank questions, each with a new key."""
        document = Document()
        lessons = [self.add_lesson(document, row, language) for row in self.data["lessons"]]
        document[MODULE] = {"title": title, "summary": summary, "lessons": lessons}
        return document

    def add_lesson(self, document: Document, row: Mapping, language: str) -> str:
        part = Part("lesson", new_key())
        document[part] = {
            "title": tidy(row["title"][language]),
            "intro": tidy(row["intro"][language]),
            "minutes": row["minutes"],
            "blocks": [BLOCKS[kind](document, value, language) for kind, value in kinds(row["blocks"])],
        }
        return part.key


def kinds(rows: list[Mapping]) -> list[tuple[str, Mapping]]:
    return [next(iter(row.items())) for row in rows]


def text_block(document: Document, row: Mapping, language: str) -> dict:
    words = {"body": tidy(row[language]), "fact_status": row["fact_status"], "source": ""}
    return {"id": new_key(), "kind": "text", **words}


def note_block(document: Document, row: Mapping, language: str) -> dict:
    words = {"text": tidy(row["text"][language]), "topics": sorted(row["topics"]), "covers": 1}
    return {"id": new_key(), "kind": "content_note", **words}


def quiz_block(document: Document, row: Mapping, language: str) -> dict:
    quiz = Part("quiz", new_key())
    items = [Part("item", new_key()) for _question in row["questions"]]
    for item, kind in zip(items, row["questions"], strict=True):
        document[item] = blank_item(ItemType(kind))
    document[quiz] = blank_quiz() | {
        "title": both(row["title"]),
        "pass_mark": row["pass_mark"],
        "items": [item.key for item in items],
    }
    return {"id": new_key(), "kind": "quiz", "quiz": quiz.key}


BLOCKS = {"text": text_block, "content_note": note_block, "quiz": quiz_block}


@cache
def starting_points() -> dict[str, StartingPoint]:
    """Every template by its code, in the order of the files."""
    folder = settings.ROOT / "content" / "module_templates"
    return {point.code: point for point in map(read, sorted(folder.glob("*.yaml")))}


def read(path: Path) -> StartingPoint:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return StartingPoint(data["code"], Translated(data["name"]), Translated(data["about"]), data)
