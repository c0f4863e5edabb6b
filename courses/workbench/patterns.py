"""Blank parts that the script copies when somebody adds one; without script the server makes them."""

from dataclasses import dataclass

from courses.enums import ItemType
from courses.workbench.arranging import (
    add_block,
    blank_item,
    blank_lesson,
    blank_quiz,
    new_key,
)
from courses.workbench.documents import MODULE, Document, Part
from courses.workbench.reading import Stored
from courses.workbench.screens import BlockOnScreen, ItemOnScreen, LessonOnScreen, lessons_on_screen
from courses.workbench.sheets import Node, Sheet

BLOCKS = ("text", "content_note", "quiz")


@dataclass(frozen=True)
class Pattern:
    """A blank part as it is drawn; `owner` is the key the script exchanges for that of the real owner."""

    owner: str = ""
    lesson: LessonOnScreen | None = None
    block: BlockOnScreen | None = None
    node: Node | None = None
    item: ItemOnScreen | None = None


def patterns(stored: Stored, first_language: str) -> dict[str, Pattern]:
    """Every blank part by the name the script asks for."""
    document = blank_document()
    first, second = lessons_on_screen(Sheet(document, first_language=first_language), Stored(stored.module))
    found = {"lesson": Pattern(lesson=first)}
    for name, block in zip(BLOCKS, second.blocks, strict=False):
        found[f"block-{name}"] = Pattern(owner=second.node.key, block=block, node=second.node)
    kinds = second.blocks[-1]
    for item in kinds.items:
        found[f"item-{item.node.type}"] = Pattern(owner=kinds.block.quiz.key, item=item)
    return found


def blank_document() -> Document:
    """A lesson as it begins, and one with a block of each kind and a question of each type."""
    first, second, quiz = Part("lesson", new_key()), Part("lesson", new_key()), Part("quiz", new_key())
    document = Document({first: blank_lesson(), second: {**blank_lesson(), "blocks": []}})
    document[MODULE] = {"title": "", "summary": "", "lessons": [first.key, second.key]}
    for kind in BLOCKS:
        add_block(document, second.key, kind)
    document[quiz] = blank_quiz()
    document[second]["blocks"].append({"id": new_key(), "kind": "quiz", "quiz": quiz.key})
    for item_type in ItemType:
        item = Part("item", new_key())
        document[item] = blank_item(item_type)
        document[quiz]["items"].append(item.key)
    return document
