"""From what a trainer edits to what learners answer: frozen, checked, and numbered.

The frozen form of an item (plain JSON, every text a mapping from language to words):

- always: `type`, `points`, `stem`, `feedback`, `model_answer`, `sources` (keys of sources), `foreign`
- choices: `options`, each `id`, `text`, `correct`, `feedback`
- matching, ordering, categorize: `things` and `places`, each `id` and `text`, and `key`, thing → place
- numeric: `value` and `tolerance` as text
- short text: `rubric`, each `id` and `text`

Ids that stand beside each other on a page must not tell which belong together, and the order in which
they stand must not tell either: both come from a keyed hash.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import models, transaction
from django.utils.crypto import salted_hmac

from base.blocks import translated_value
from base.enums import Language
from courses.activity_errors import NotSoundError
from courses.enums import ONE_CHOICE, PLACED, ItemType
from courses.models import Item, ItemVersion, Scenario, ScenarioVersion
from courses.soundness import item_problems
from courses.stories import scenario_problems

SALT = "courses.freezing"
SHUFFLES = 24
CHOICES = ONE_CHOICE | {ItemType.MULTIPLE_RESPONSE}
BLOCK_OF = {
    **dict.fromkeys(CHOICES, "choice"),
    ItemType.MATCHING: "pair",
    ItemType.ORDERING: "step",
    ItemType.CATEGORIZE: "category",
    ItemType.SHORT_TEXT: "rubric",
}


def publish_item(item: Item) -> ItemVersion:
    """The version learners answer from now on; a new one when anything changed, else the present one.

    Attempts keep the version they answered. Raises `NotSoundError` with every problem in words.
    """
    with transaction.atomic():
        row = Item.objects.select_for_update().get(pk=item.pk)
        content = sound(freeze_item(row), item_problems(freeze_item(row)))
        version = keep_version(row, row.versions, content)
    item.current_version = version
    return version


def publish_scenario(scenario: Scenario) -> ScenarioVersion:
    """The version learners play from now on; a new one when anything changed, else the present one.

    Raises `NotSoundError` with every problem in words: dead ends, circles, steps nobody comes to.
    """
    with transaction.atomic():
        row = Scenario.objects.select_for_update().get(pk=scenario.pk)
        content = sound(freeze_scenario(row), scenario_problems(freeze_scenario(row)))
        version = keep_version(row, row.versions, content)
    scenario.current_version = version
    return version


def sound(content: dict, problems: list[str]) -> dict:
    if problems:
        raise NotSoundError(problems)
    return content


def keep_version(row: Item | Scenario, versions: models.Manager, content: dict) -> Any:
    """The current version when it says the same, else a new one that becomes current."""
    if row.current_version_id and row.current_version.content == content:
        return row.current_version
    last = versions.aggregate(last=models.Max("number"))["last"] or 0
    row.current_version = versions.create(number=last + 1, content=content)
    # Saving announces the change, so that pages kept for strangers are made anew.
    row.save(update_fields=["current_version"])
    return row.current_version


def freeze_item(item: Item) -> dict:
    """The item as plain JSON, whether or not it is sound."""
    used = BLOCK_OF.get(item.type, "")
    blocks = [child for child in item.options if child.block_type == used]
    return {
        "type": str(item.type),
        "points": item.points,
        "stem": item.stem.as_dict(),
        "feedback": item.feedback.as_dict(),
        "model_answer": item.model_answer.as_dict(),
        "sources": [child.value.pk for child in item.sources if child.value],
        "foreign": len(blocks) < len(item.options),
        **answers_of(item, blocks),
    }


def answers_of(item: Item, blocks: list) -> dict:
    """The part of the frozen form that depends on the kind of question."""
    if item.type in CHOICES:
        return {"options": freeze_options(item, blocks)}
    if item.type in PLACED:
        return FREEZE_PLACED[item.type](item, blocks)
    if item.type == ItemType.NUMERIC:
        return {"value": as_text(item.answer_value), "tolerance": as_text(item.tolerance)}
    return {"rubric": [{"id": child.id, "text": texts(child.value["text"])} for child in blocks]}


def texts(value: Mapping) -> dict[str, str]:
    return translated_value(value).as_dict()


def as_text(value: Decimal | None) -> str | None:
    """A number without its trailing zeros."""
    return None if value is None else format(Decimal(value).normalize(), "f")


def freeze_options(item: Item, blocks: list) -> list[dict]:
    options = [
        {
            "id": child.id,
            "text": texts(child.value["text"]),
            "correct": bool(child.value["correct"]),
            "feedback": texts(child.value["feedback"]),
        }
        for child in blocks
    ]
    # "True" before "false" is how everybody expects them.
    return options if item.type == ItemType.TRUE_FALSE else shuffled(item, options)


def freeze_matching(item: Item, blocks: list) -> dict:
    """Left sides in the trainer's order, right sides shuffled; equal right sides are one place."""
    things, places, key = [], {}, {}
    for child in blocks:
        right = texts(child.value["right"])
        words = tuple(sorted(right.items()))
        places.setdefault(words, {"id": veiled(item, "right", child.id), "text": right})
        things.append({"id": child.id, "text": texts(child.value["left"])})
        key[child.id] = places[words]["id"]
    return {
        "things": things,
        "places": unlike(item, list(places.values())),
        "key": key,
    }


def freeze_ordering(item: Item, blocks: list) -> dict:
    """Steps, shuffled but never in the right order, and their positions."""
    right = [{"id": veiled(item, "step", child.id), "text": texts(child.value["text"])} for child in blocks]
    places = [
        {"id": str(number), "text": dict.fromkeys(Language.values, str(number))}
        for number in range(1, len(right) + 1)
    ]
    key = {step["id"]: place["id"] for step, place in zip(right, places, strict=True)}
    return {"things": unlike(item, right), "places": places, "key": key}


def freeze_categorize(item: Item, blocks: list) -> dict:
    """Groups in the trainer's order, and their members shuffled over all groups."""
    things, key = [], {}
    for child in blocks:
        for member in child.value["members"].bound_blocks:
            thing = {"id": veiled(item, "member", member.id), "text": texts(member.value)}
            things.append(thing)
            key[thing["id"]] = child.id
    places = [{"id": child.id, "text": texts(child.value["label"])} for child in blocks]
    return {"things": unlike(item, things), "places": places, "key": key}


FREEZE_PLACED = {
    ItemType.MATCHING: freeze_matching,
    ItemType.ORDERING: freeze_ordering,
    ItemType.CATEGORIZE: freeze_categorize,
}


def veiled(item: Item, role: str, child_id: str | None) -> str:
    """A lasting id that does not tell which child it stands for."""
    return salted_hmac(SALT, f"{item.key}:{role}:{child_id}").hexdigest()[:16]


def shuffled(item: Item, parts: Iterable[dict], salt: str = "order") -> list[dict]:
    """The parts in an order that lasts and tells nothing."""
    return sorted(parts, key=lambda part: veiled(item, salt, part["id"]))


def unlike(item: Item, right: list[dict]) -> list[dict]:
    """The parts in the order that, of some shuffled ones, has the fewest neighbours of the right order.

    So no row of selects that is filled in from top to bottom earns points, and never all of them.
    """
    wanted = set(pairwise(part["id"] for part in right))
    orders = [shuffled(item, right, f"order{number}") for number in range(SHUFFLES)]
    return min(orders, key=lambda order: len(wanted & set(pairwise(part["id"] for part in order))))


def freeze_scenario(scenario: Scenario) -> dict:
    """The scenario as plain JSON, whether or not it is sound. The first step is where it begins."""
    return {
        "title": scenario.title.as_dict(),
        "intro": scenario.intro.as_dict(),
        "steps": [freeze_step(child.value) for child in scenario.steps if child.block_type == "step"],
        "endings": [freeze_ending(child.value) for child in scenario.steps if child.block_type == "ending"],
    }


def freeze_step(value: Mapping) -> dict:
    options = [
        {
            "id": option.id,
            "text": texts(option.value["text"]),
            "goes_to": option.value["goes_to"],
            "consequence": texts(option.value["consequence"]),
        }
        for option in value["options"].bound_blocks
    ]
    return {"name": value["name"], "text": texts(value["text"]), "options": options}


def freeze_ending(value: Mapping) -> dict:
    return {
        "name": value["name"],
        "title": texts(value["title"]),
        "text": texts(value["text"]),
        "principle": texts(value["principle"]),
        "is_rights_compliant": bool(value["is_rights_compliant"]),
        "provision": value["provision"].pk if value["provision"] else None,
        "sources": [source.pk for source in value["sources"] if source],
    }
