"""Adding, moving and taking out without script: a button sends the whole form, and it comes back rearranged.

Nothing is saved by it. Each verb gets the skeleton of a document and changes it.
"""

import uuid
from collections.abc import Callable

from courses.enums import BloomLevel, ItemType
from courses.freezing import BLOCK_OF
from courses.workbench.documents import BLANK, MODULE, Document, Part
from courses.workbench.reading import TEXTS_OF
from courses.workbench.sheets import MOST, NotOurFormError

ANSWERS = {"choice": 3, "rubric": 1}


def new_key() -> str:
    return str(uuid.uuid4())


def blank_row(kind: str) -> dict:
    row: dict = {"id": new_key(), "kind": kind, **{name: dict(BLANK) for name in TEXTS_OF[kind]}}
    return row | {"members": [blank_member(), blank_member()]} if kind == "category" else row


def blank_member() -> dict:
    return {"id": new_key(), "text": dict(BLANK)}


def blank_rows(item_type: str) -> list[dict]:
    """As many empty answers as a question of this kind begins with."""
    kind = BLOCK_OF.get(ItemType(item_type), "")
    number = 2 if item_type == ItemType.TRUE_FALSE else ANSWERS.get(kind, 2)
    return [blank_row(kind) for _number in range(number)] if kind else []


def blank_item(item_type: str = ItemType.SINGLE_CHOICE) -> dict:
    """A question that says nothing yet."""
    return {
        "type": str(item_type),
        "bloom": str(BloomLevel.UNDERSTAND),
        "points": 1,
        **{name: dict(BLANK) for name in ("stem", "feedback", "model_answer")},
        "answer_value": "",
        "tolerance": "0",
        "rows": blank_rows(item_type),
        "right": [],
    }


def blank_quiz() -> dict:
    return {"title": dict(BLANK), "intro": dict(BLANK), "pass_mark": 70, "items": []}


def blank_lesson() -> dict:
    return {"title": "", "intro": "", "minutes": 10, "blocks": [blank_block("text")]}


def blank_block(kind: str) -> dict:
    blanks = {
        "text": {"body": "", "fact_status": "", "source": ""},
        "content_note": {"text": "", "topics": [], "covers": 1},
        "quiz": {"quiz": new_key()},
    }
    return {"id": new_key(), "kind": kind, **blanks[kind]}


def arrange(document: Document, command: str) -> str:
    """Carry out what a button says, such as `add:quiz-…`; returns the id of the place to look at.

    Raises `NotOurFormError` for a command that names nothing.
    """
    verb, _colon, target = command.partition(":")
    if verb not in VERBS:
        raise NotOurFormError("No such verb.")
    try:
        return VERBS[verb](document, *target.split(":"))
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise NotOurFormError("This button names nothing.") from error


def add_lesson(document: Document) -> str:
    part = Part("lesson", new_key())
    document[part] = blank_lesson()
    append(document[MODULE]["lessons"], part.key, "lesson")
    return str(part)


def add_block(document: Document, lesson: str, kind: str) -> str:
    part, block = Part("lesson", lesson), blank_block(kind)
    append(document[part]["blocks"], block, "block")
    if kind == "quiz":
        document[Part("quiz", block["quiz"])] = blank_quiz()
        add_item(document, block["quiz"])
    return f"{part}-b-{block['id']}"


def add_item(document: Document, quiz: str) -> str:
    part = Part("item", new_key())
    document[part] = blank_item()
    append(document[Part("quiz", quiz)]["items"], part.key, "item")
    return str(part)


def add_row(document: Document, item: str, kind: str) -> str:
    part, row = Part("item", item), blank_row(kind)
    append(document[part]["rows"], row, "row")
    return f"{part}-o-{row['id']}"


def add_member(document: Document, item: str, row: str) -> str:
    part, member = Part("item", item), blank_member()
    found = next(one for one in document[part]["rows"] if one["id"] == row)
    append(found["members"], member, "row")
    return f"{part}-o-{row}-m-{member['id']}"


def append(rows: list, row, kind: str) -> None:
    if len(rows) >= MOST[kind]:
        raise NotOurFormError(f"More than {MOST[kind]} of one kind.")
    rows.append(row)


def retype(document: Document, item: str, item_type: str) -> str:
    """Give the question the answers its kind needs; answers that fit stay."""
    part = Part("item", item)
    kind = BLOCK_OF.get(ItemType(item_type), "")
    fitting = [row for row in document[part]["rows"] if row["kind"] == kind]
    document[part]["rows"] = fitting or blank_rows(item_type)
    return str(part)


def siblings(document: Document, place: str) -> list:
    """The list in which something stands: `lesson`, `block-<lesson>`, `item-<quiz>`, `row-<item>`."""
    if place == "lesson":
        return document[MODULE]["lessons"]
    kind, _dash, key = place.partition("-")
    if kind == "member":
        item, _slash, row = key.partition("/")
        rows = document[Part("item", item)]["rows"]
        return next(one["members"] for one in rows if one["id"] == row)
    owner = {"block": "lesson", "item": "quiz", "row": "item"}[kind]
    return document[Part(owner, key)][f"{kind}s"]


def mover(step: int) -> Callable[[Document, str, str], str]:
    def move(document: Document, place: str, name: str) -> str:
        rows = siblings(document, place)
        here = index_of(rows, name)
        there = min(max(here + step, 0), len(rows) - 1)
        rows.insert(there, rows.pop(here))
        return anchor(place, name)

    return move


def remove(document: Document, place: str, name: str) -> str:
    rows = siblings(document, place)
    rows.pop(index_of(rows, name))
    return anchor(place, "")


def index_of(rows: list, name: str) -> int:
    names = [row if isinstance(row, str) else row["id"] for row in rows]
    return names.index(name)


def anchor(place: str, name: str) -> str:
    """The id in the page of what was moved, or of what held what was taken out."""
    kind, _dash, key = place.partition("-")
    if kind in {"lesson", "item"} and name:
        return f"{kind}-{name}"
    if not name:
        return {"lesson": "module", "block": f"lesson-{key}", "item": f"quiz-{key}"}.get(kind, f"item-{key}")
    item, _slash, row = key.partition("/")
    return {"block": f"lesson-{key}-b-{name}", "row": f"item-{key}-o-{name}"}.get(
        kind, f"item-{item}-o-{row}-m-{name}"
    )


VERBS: dict[str, Callable[..., str]] = {
    "add-lesson": lambda document, _none="": add_lesson(document),
    "add-block": add_block,
    "add-item": add_item,
    "add-row": add_row,
    "add-member": add_member,
    "retype": retype,
    "up": mover(-1),
    "down": mover(1),
    "remove": remove,
}
