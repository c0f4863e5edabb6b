"""A module's files as page specifications."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from base.dates import parse_partial_date
from base.enums import Language
from courses.blocks.lessons import GlanceRows, Objectives, SourceRows
from courses.models import LessonPage, ModulePage
from home.loading.blocks import BlockWriter
from home.loading.files import read_yaml
from home.loading.specs import PageSpec, Values, page_key
from home.loading.texts import in_language, rich, stable_id

LEARN = "learn"
SAME_NAMES = ("level", "kind", "audience", "population", "content_notes", "fact_status", "code")


def module_folders(content: Path) -> list[Path]:
    return sorted(path.parent for path in (content / "modules").glob("*/module.yaml"))


def module_specs(folder: Path) -> Iterator[PageSpec]:
    """The module page, then its lessons in their order."""
    module, key = read_yaml(folder / "module.yaml"), folder.name
    yield PageSpec(key, ModulePage, LEARN, by_language(module_values, module, key))
    for name in module["lessons"]:
        lesson, place = read_yaml(folder / f"{name}.yaml"), f"{key}/{name}"
        yield PageSpec(place, LessonPage, key, by_language(lesson_values, lesson, place))


def by_language(values, row: dict, place: str) -> dict[str, Values]:
    return {language: values(row, language, place) for language in Language.values}


def page_values(row: dict, language: str, place: str) -> Values:
    """What every page has."""
    return {
        "slug": in_language(row["slug"], language, f"{place}/slug"),
        "title": in_language(row["title"], language, f"{place}/title"),
        "search_description": in_language(row.get("description"), language, f"{place}/description"),
    }


def module_values(row: dict, language: str, place: str) -> Values:
    writer = BlockWriter(language)
    return {
        **page_values(row, language, place),
        **{name: row[name] for name in SAME_NAMES},
        **dates(row),
        "source_language": Language.EN.value,
        "phases": row["phases"],
        "cap_components": row["cap"],
        "cover_tint": row["cover"]["tint"],
        "summary": in_language(row["summary"], language, f"{place}/summary"),
        "content_note_text": in_language(
            row.get("content_note_text"), language, f"{place}/content_note_text"
        ),
        "period_text": in_language(row.get("period", {}).get("text"), language, f"{place}/period"),
        "provenance": rich(in_language(row["provenance"], language, f"{place}/provenance")),
        "glance": stream(writer.stream(GlanceRows(), "row", row["glance"], f"{place}/glance")),
        "objectives": stream(
            writer.stream(Objectives(), "objective", row["objectives"], f"{place}/objectives")
        ),
        "advised_first": stream(module_rows(row.get("advised_first", ()), f"{place}/advised_first")),
        "sources": stream(writer.stream(SourceRows(), "source", row["sources"], f"{place}/sources")),
    }


def module_rows(codes: Iterable[str], place: str) -> list[dict[str, Any]]:
    """Modules named by their code, as rows of a stream."""
    return [
        {"type": "module", "id": str(stable_id(place, code)), "value": str(module_key(code))}
        for code in codes
    ]


def module_key(code: str) -> UUID:
    """The key that every language of the module with this code has; its folder is named after the code."""
    return page_key(code.lower())


def lesson_values(row: dict, language: str, place: str) -> Values:
    return {
        **page_values(row, language, place),
        "intro": in_language(row["intro"], language, f"{place}/intro"),
        "duration_minutes": row["duration_min"],
        "body": stream(BlockWriter(language).body(row["blocks"], place)),
    }


def dates(row: dict) -> Values:
    """When the case happened, as exactly as the file says; nothing when it says nothing."""
    found: Values = {"start_date": None, "end_date": None}
    for field, name in (("start_date", "start"), ("end_date", "end")):
        if row.get(name):
            found[field], found["date_precision"] = parse_partial_date(str(row[name]))
    return found


def stream(raw: list[dict[str, Any]]) -> str:
    return json.dumps(raw, ensure_ascii=False)
