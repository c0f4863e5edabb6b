"""The content files as plain data, and the ways in which the tests walk through them."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
DRAWINGS = ROOT / "site" / "theme" / "templates" / "drawings"
LANGUAGES = ("en", "es")
MARK = re.compile(r"\[\[(\w+)\|([^\[\]|<>]+)\]\]")


def read(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)


REFERENCE = {path.stem: read(path) for path in sorted((CONTENT / "reference").iterdir())}
PAGES = {path.stem: read(path) for path in sorted((CONTENT / "pages").glob("*.yaml"))}
MODULES = {path.parent.name: read(path) for path in sorted(CONTENT.glob("modules/*/module.yaml"))}
ACTIVITIES = {name: read(CONTENT / "modules" / name / "activities.yaml") for name in MODULES}
LESSONS = {
    f"{name}/{lesson}": read(CONTENT / "modules" / name / f"{lesson}.yaml")
    for name, module in MODULES.items()
    for lesson in module["lessons"]
}
WRITTEN = {**LESSONS, **MODULES, **{f"activities {name}": rows for name, rows in ACTIVITIES.items()}, **PAGES}
ORGANIZATIONS = read(CONTENT / "organizations.yaml")
EVENTS = {path.stem: read(path) for path in sorted(CONTENT.glob("events/*.yaml"))}
MATERIALS = {
    f"material {path.parent.name}/{path.stem}": read(path)
    for path in sorted(CONTENT.glob("materials/*/*.yaml"))
}
RECORDS = {path.stem: read(path) for path in sorted(CONTENT.glob("records/*.yaml"))}
WRITTEN |= {
    **{f"event {name}": row for name, row in EVENTS.items()},
    **{f"record {name}": row for name, row in RECORDS.items()},
    **MATERIALS,
}
EVERYTHING = {
    **REFERENCE,
    **WRITTEN,
    "organizations": ORGANIZATIONS,
    "evaluation": read(CONTENT / "evaluation.yaml"),
}


def mappings(data: Any, path: str = "") -> Iterator[tuple[str, dict]]:
    """Every mapping inside `data`, outermost first, with the path that leads to it."""
    if isinstance(data, dict):
        yield path, data
        children = data.items()
    else:
        children = enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        yield from mappings(value, f"{path}/{key}")


def texts(data: Any) -> Iterator[tuple[str, dict]]:
    """Every text that has languages. Lists of wordings to avoid and of other names are not texts."""
    for path, mapping in mappings(data):
        is_list = any(isinstance(value, list) for value in mapping.values())
        if mapping and set(mapping) <= set(LANGUAGES) and not is_list:
            yield path, mapping


def blocks(kind: str) -> list[dict]:
    """All lesson blocks of this kind."""
    return [block[kind] for lesson in LESSONS.values() for block in lesson["blocks"] if kind in block]


def rich_texts() -> list[tuple[str, dict]]:
    bodies = [(block["id"], block["body"]) for block in blocks("text")]
    return bodies + [(name, page["body"]) for name, page in PAGES.items() if "body" in page]


def codes(rows: list[dict]) -> set[str]:
    return {row["code"] for row in rows}


def terms(vocabulary: str) -> set[str]:
    return codes(REFERENCE["vocabularies"]["vocabularies"][vocabulary]["terms"])


def named_under(data: Any, *keys: str) -> set[str]:
    """The codes that stand under these keys anywhere in `data`, alone or in lists."""
    found: set[str] = set()
    for _path, mapping in mappings(data):
        for key in keys:
            value = mapping.get(key)
            if isinstance(value, str):
                found.add(value)
            elif isinstance(value, list):
                found.update(item for item in value if isinstance(item, str))
    return found


class Skeleton(HTMLParser):
    """The sequence of tags in a piece of HTML, with the addresses of its links."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(" ".join([tag, *(f"{name}={value}" for name, value in attributes)]))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open[-1:] == [tag], f"</{tag}> closes nothing"
        self.open.pop()
        self.tags.append(f"/{tag}")


def plain(html: str) -> str:
    """The words a reader sees."""
    return " ".join(re.sub(r"<[^>]+>", " ", MARK.sub(r"\2", html)).split())
