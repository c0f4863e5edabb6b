"""Plain text as people type it: paragraphs, and lists of points."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

POINT = ("- ", "• ", "* ")


@dataclass(frozen=True)
class Passage:
    """A paragraph, or a list of points."""

    is_list: bool
    lines: tuple[str, ...]


def passages(text: str) -> list[Passage]:
    """Paragraphs end at empty lines; lines that begin with a dash are points of a list."""
    found: list[Passage] = []
    for chunk in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in chunk.splitlines() if line.strip()]
        found += parts_of(lines)
    return found


def parts_of(lines: list[str]) -> Iterator[Passage]:
    for is_list, group in groupby(lines, key=lambda line: line.startswith(POINT)):
        group = list(group)
        if is_list:
            yield Passage(True, tuple(line[2:].strip() for line in group))
        else:
            yield Passage(False, (" ".join(group),))
