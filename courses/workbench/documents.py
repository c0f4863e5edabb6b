"""A module as plain values: what one screen shows, compares and saves.

Every text is there in one form (NFC, no spaces around it), so that equal texts are equal values.

- module: `title`, `summary`, `lessons` (keys, in order)
- lesson: `title`, `intro`, `minutes`, `blocks`; a block has `id` and `kind`: `text` (`body`, `fact_status`,
  `source`: the key of the first one as text),
  `content_note` (`text`, `topics`, `covers`), `quiz` (`quiz`, a key), or `kept`, which is only moved
- quiz: `title`, `intro`, `pass_mark`, `items` (keys, in order)
- item: the fields of a question, `rows` (its answers) and `right` (the ids of the right ones)
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from base.enums import Language

KINDS = ("module", "lesson", "quiz", "item")
BLANK = dict.fromkeys(Language.values, "")


class Part(NamedTuple):
    """One piece that is saved, compared and shown by itself; the module's own key is empty."""

    kind: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}-{self.key}" if self.key else self.kind


MODULE = Part("module")


@dataclass
class Document:
    """The values of every part of a module."""

    parts: dict[Part, dict] = field(default_factory=dict)

    def __getitem__(self, part: Part) -> dict:
        return self.parts[part]

    def __setitem__(self, part: Part, values: dict) -> None:
        self.parts[part] = values

    def get(self, part: Part) -> dict | None:
        return self.parts.get(part)

    def of_kind(self, kind: str) -> Iterator[tuple[str, dict]]:
        """Key and values of every part of a kind."""
        return ((part.key, values) for part, values in self.parts.items() if part.kind == kind)

    def fingerprints(self) -> dict[str, str]:
        return {str(part): fingerprint(values) for part, values in self.parts.items()}


def children(part: Part, values: Mapping) -> list[Part]:
    """The parts that a part holds, in order."""
    if part.kind == "module":
        return [Part("lesson", key) for key in values["lessons"]]
    if part.kind == "lesson":
        return [Part("quiz", block["quiz"]) for block in values["blocks"] if block["kind"] == "quiz"]
    if part.kind == "quiz":
        return [Part("item", key) for key in values["items"]]
    return []


def fingerprint(values: Mapping | None) -> str:
    """A short mark that differs whenever the values do; empty for nothing."""
    if values is None:
        return ""
    said = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def tidy(text: Any) -> str:
    """A text in the one form in which documents hold it."""
    words = unicodedata.normalize("NFC", str(text or ""))
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def both(texts: Mapping | None) -> dict[str, str]:
    """A text in every language, empty where there is none."""
    return {code: tidy((texts or {}).get(code)) for code in Language.values}
