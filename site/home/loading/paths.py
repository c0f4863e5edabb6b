"""The list of paths and the paths themselves, from their files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from base.enums import Language
from courses.blocks.lessons import Objectives
from courses.models import PathIndexPage, PathPage
from home.loading.blocks import BlockWriter
from home.loading.files import ContentError, read_yaml
from home.loading.modules import by_language, module_folders, module_key, page_values, stream
from home.loading.specs import PageSpec, Values
from home.loading.texts import in_language, stable_id

INDEX = "paths"
HOME = "home"


def path_specs(content: Path) -> Iterator[PageSpec]:
    """The list of paths, then every path; none when there is no folder of paths."""
    folder = content / "paths"
    if not (folder / "index.yaml").exists():
        return
    index = read_yaml(folder / "index.yaml")
    yield PageSpec(INDEX, PathIndexPage, HOME, by_language(index_values, index, INDEX))
    known = {module.name for module in module_folders(content)}
    for file in sorted(path for path in folder.glob("*.yaml") if path.name != "index.yaml"):
        row, place = read_yaml(file), f"paths/{file.stem}"
        check_modules(row, known, place)
        yield PageSpec(place, PathPage, INDEX, by_language(path_values, row, place))


def check_modules(row: dict, known: set[str], place: str) -> None:
    """Raise `ContentError` for a module that no folder holds, or that stands twice on the path."""
    codes = [step["module"] for step in row["modules"]]
    unknown = [code for code in codes if code.lower() not in known]
    if unknown:
        raise ContentError(f"{place}: there is no module {', '.join(unknown)}.")
    if len(set(codes)) < len(codes):
        raise ContentError(f"{place}: a module stands on it twice.")


def index_values(row: dict, language: str, place: str) -> Values:
    return {
        **page_values(row, language, place),
        "intro": in_language(row["intro"], language, f"{place}/intro"),
    }


def path_values(row: dict, language: str, place: str) -> Values:
    objectives = BlockWriter(language).stream(
        Objectives(), "objective", row["objectives"], f"{place}/objectives"
    )
    return {
        **page_values(row, language, place),
        "source_language": Language.EN.value,
        "summary": in_language(row["summary"], language, f"{place}/summary"),
        "advice": in_language(row.get("advice"), language, f"{place}/advice"),
        "audience": row["audience"],
        "cover_tint": row["cover"]["tint"],
        "objectives": stream(objectives),
        "steps": stream([step_row(step, language, place) for step in row["modules"]]),
    }


def step_row(step: dict, language: str, place: str) -> dict[str, Any]:
    """A step as a page stores it; its id is stable, since translations find their text by it."""
    here = f"{place}/modules/{step['module']}"
    value = {
        "module": str(module_key(step["module"])),
        "why": in_language(step["why"], language, here),
        "opens_after_earlier": bool(step.get("locked", False)),
    }
    return {"type": "step", "id": str(stable_id(here)), "value": value}
