"""From the frozen form of an activity back to its row: for copies of what is public, and of nothing else."""

import copy
import json
import uuid
from collections.abc import Iterator, Mapping
from decimal import Decimal

from base.translated import Translated
from courses.activity_codes import Activity
from courses.enums import ItemType
from courses.freezing import CHOICES, freeze_item, freeze_scenario
from courses.models import Item, Quiz, Reflection, Scenario


def as_published(activity: Activity) -> Activity | None:
    """An unsaved copy of the row that says what learners get; None when they get nothing of it."""
    if not isinstance(activity, Item | Scenario):
        return with_public_words(activity)
    version = activity.current_version
    if version is None:
        return None
    freeze, thaw = (
        (freeze_item, thaw_item) if isinstance(activity, Item) else (freeze_scenario, thaw_scenario)
    )
    if freeze(activity) == version.content:
        return activity
    row = copy.copy(activity)
    thaw(row, version.content)
    return row


def with_public_words(activity: Quiz | Reflection) -> Quiz | Reflection:
    row = copy.copy(activity)
    for name in ("title", "intro", "prompt", "hint"):
        if name in (row.published or {}):
            setattr(row, name, Translated(row.published[name]))
    if isinstance(row, Quiz):
        row.pass_mark = row.public_pass_mark
    return row


def thaw_item(item: Item, content: Mapping) -> None:
    item.type, item.points = content["type"], content["points"]
    for name in ("stem", "feedback", "model_answer"):
        setattr(item, name, Translated(content[name]))
    item.answer_value = Decimal(content["value"]) if content.get("value") is not None else None
    item.tolerance = Decimal(content.get("tolerance") or 0)
    item.options = json.dumps(list(thawed_rows(content)), ensure_ascii=False)
    item.sources = json.dumps([block("source", pk) for pk in content["sources"]])


def block(kind: str, value) -> dict:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def texts(by_language: Mapping) -> dict[str, str]:
    return {"es": by_language.get("es", ""), "en": by_language.get("en", "")}


def thawed_rows(content: Mapping) -> Iterator[dict]:
    """The answers as a trainer writes them."""
    kind = content["type"]
    if kind in CHOICES:
        for option in content["options"]:
            value = {"text": texts(option["text"]), "feedback": texts(option["feedback"])}
            yield block("choice", {**value, "correct": option["correct"]})
    elif kind == ItemType.SHORT_TEXT:
        yield from (block("rubric", {"text": texts(point["text"])}) for point in content["rubric"])
    elif "key" in content:
        yield from THAWED[kind](content)


def thawed_pairs(content: Mapping) -> Iterator[dict]:
    places = {place["id"]: place["text"] for place in content["places"]}
    for thing in content["things"]:
        right = places[content["key"][thing["id"]]]
        yield block("pair", {"left": texts(thing["text"]), "right": texts(right)})


def thawed_steps(content: Mapping) -> Iterator[dict]:
    order = {place["id"]: number for number, place in enumerate(content["places"])}
    for thing in sorted(content["things"], key=lambda one: order[content["key"][one["id"]]]):
        yield block("step", {"text": texts(thing["text"])})


def thawed_groups(content: Mapping) -> Iterator[dict]:
    for place in content["places"]:
        inside = [thing for thing in content["things"] if content["key"][thing["id"]] == place["id"]]
        members = [block("item", texts(thing["text"])) for thing in inside]
        yield block("category", {"label": texts(place["text"]), "members": members})


THAWED = {
    ItemType.MATCHING: thawed_pairs,
    ItemType.ORDERING: thawed_steps,
    ItemType.CATEGORIZE: thawed_groups,
}


def thaw_scenario(scenario: Scenario, content: Mapping) -> None:
    scenario.title, scenario.intro = Translated(content["title"]), Translated(content["intro"])
    steps = [block("step", thawed_step(step)) for step in content["steps"]]
    endings = [block("ending", thawed_ending(ending)) for ending in content["endings"]]
    scenario.steps = json.dumps(steps + endings, ensure_ascii=False)


def thawed_step(step: Mapping) -> dict:
    options = [
        block(
            "item",
            {
                "text": texts(option["text"]),
                "goes_to": option["goes_to"],
                "consequence": texts(option["consequence"]),
            },
        )
        for option in step["options"]
    ]
    return {"name": step["name"], "text": texts(step["text"]), "options": options}


def thawed_ending(ending: Mapping) -> dict:
    words = {name: texts(ending[name]) for name in ("title", "text", "principle")}
    return {
        **words,
        "name": ending["name"],
        "is_rights_compliant": ending["is_rights_compliant"],
        "provision": ending["provision"],
        "sources": [block("item", pk) for pk in ending["sources"]],
    }
