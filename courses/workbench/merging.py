"""Three documents become one: what was there when the page was opened, what is there now, what was sent.

Nobody's work is written over without a word. A part that both sides changed is a conflict until somebody
who has seen both versions chooses one. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.workbench.documents import MODULE, Document, Part, children, fingerprint

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Conflict:
    """A part that changed on both sides; None where it was taken out."""

    part: Part
    mine: dict | None
    theirs: dict | None

    @property
    def shown(self) -> str:
        """The mark of the version somebody has to look at before choosing."""
        return fingerprint(self.theirs) or "none"


@dataclass
class Merged:
    document: Document
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True)
class Choices:
    """What somebody chose for earlier conflicts: part → side, and the mark of the version they were shown."""

    sides: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)

    def side(self, conflict: Conflict) -> str:
        """The side chosen for exactly this conflict; empty when nothing was, or when it changed again."""
        name = str(conflict.part)
        return self.sides.get(name, "") if self.shown.get(name) == conflict.shown else ""


def merge(sent: Document, now: Document, seen: Mapping[str, str], choices: Choices) -> Merged:
    """The document to store, or the conflicts that stand in its way."""
    merged = Merged(Document())
    for part, mine in sent.parts.items():
        merged.document[part] = merge_part(part, mine, now.get(part), seen, choices, merged.conflicts)
    settle_removals(merged, sent, now, seen, choices)
    merged.document = reachable(merged.document, now)
    return merged


def merge_part(part: Part, mine: dict, theirs: dict | None, seen: Mapping, choices: Choices, conflicts: list):
    opened = seen.get(str(part), "")
    if theirs is None or mine == theirs or fingerprint(theirs) == opened:
        return mine
    if fingerprint(mine) == opened:
        return theirs
    conflict = Conflict(part, mine, theirs)
    side = choices.side(conflict)
    if not side:
        conflicts.append(conflict)
    return theirs if side == THEIRS else mine


def settle_removals(merged: Merged, sent: Document, now: Document, seen: Mapping, choices: Choices) -> None:
    """One side took a part out while the other one changed it: a conflict too."""
    kept = set(walk(merged.document, now))
    for part in [*sent.parts, *(part for part in now.parts if part not in sent.parts)]:
        opened, mine, theirs = seen.get(str(part)), sent.get(part), now.get(part)
        if part in kept or not opened or {fingerprint(one) for one in (mine, theirs)} <= {"", opened}:
            continue
        conflict = Conflict(part, mine, theirs)
        side = choices.side(conflict)
        if not side:
            merged.conflicts.append(conflict)
        elif (mine if side == MINE else theirs) is not None:
            restore(part, sent if side == MINE else now, merged.document)


def restore(part: Part, home: Document, document: Document) -> None:
    """Put a part back where it stood, and what it stood in."""
    document[part] = home[part]
    parent = parent_of(part, home)
    if parent is None:
        return
    if document.get(parent) is None:
        restore(parent, home, document)
    if part not in children(parent, document[parent]):
        document[parent] = with_child(parent, document[parent], home[parent], part)


def with_child(parent: Part, values: dict, model: dict, child: Part) -> dict:
    """The values of a part with a child back in its list."""
    if parent.kind == "lesson":
        block = next(one for one in model["blocks"] if one.get("quiz") == child.key)
        return values | {"blocks": [*values["blocks"], block]}
    name = "lessons" if parent == MODULE else "items"
    return values | {name: [*values[name], child.key]}


def parent_of(part: Part, document: Document) -> Part | None:
    return next((one for one, values in document.parts.items() if part in children(one, values)), None)


def walk(document: Document, now: Document, part: Part = MODULE):
    """Every part that is reached from the module, taken from what is stored where nothing was sent."""
    values = document.get(part) or now.get(part)
    if values is None:
        return
    yield part
    for child in children(part, values):
        yield from walk(document, now, child)


def reachable(document: Document, now: Document) -> Document:
    return Document({part: document.get(part) or now[part] for part in walk(document, now)})
