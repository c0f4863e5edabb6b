"""Activities from content files, kept in step with them, and never over what a person changed.

Ids of answers are those of the file, on every machine and in every language.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from base.translated import Translated
from courses.authoring import publish
from courses.drafts import waits
from courses.enums import ONE_CHOICE, ItemType
from courses.models import Item, Quiz, QuizItem, Reflection, Scenario
from reference.models import LoadedRow, Provision, Source

NAMESPACE = uuid.UUID("6f1f3a52-0f5b-4a53-9d0c-1f4d6c7e2a10")


def load_activities(data: Mapping, module_key: uuid.UUID) -> None:
    """Make or update the activities of a module from its file, and publish what changed.

    One transaction. Raises `LookupError` for a code that does not exist, `NotSoundError` for an item or
    scenario that cannot be published.
    """
    with transaction.atomic():
        for kind, model, values in SHAPES:
            for row in data.get(kind, ()):
                made = keep(model, row["code"], values(row), module_key)
                if made and model is Quiz:
                    ask(made, row["items"])
                if made:
                    publish(made)


# --- Rows that follow their file for as long as nobody changes them


def keep(model: type[models.Model], code: str, values: Mapping[str, Any], module_key: uuid.UUID):
    """The row when it was made or updated just now; None when it is a person's, gone, or as it was."""
    row = model.objects.filter(code=code).first()
    wanted = model(code=code, module_key=module_key, **values)
    memory = LoadedRow.objects.filter(kind=model._meta.label_lower, key=code).first()
    if row is None and memory is None:
        wanted.full_clean()
        wanted.save()
        remember(wanted, values)
        return wanted
    if row is None or said(row, values) == said(wanted, values):
        return None
    if memory is None or memory.fingerprint != said(row, values) or waits(row):
        return None
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    remember(row, values)
    return row


def said(row: models.Model, names) -> str:
    """A hash of what these fields of a row say."""
    spoken = {name: plain(getattr(row, name)) for name in names}
    return hashlib.sha256(json.dumps(spoken, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def plain(value: Any) -> Any:
    """A field's value in the one form in which equal values look equal."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, int | str) or value is None:
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return [[child.block_type, child.id, child.block.get_prep_value(child.value)] for child in value]


def remember(row: models.Model, names) -> None:
    LoadedRow.objects.update_or_create(
        kind=row._meta.label_lower, key=row.code, defaults={"fingerprint": said(row, names)}
    )


def ask(quiz: Quiz, codes: list[str]) -> None:
    """Let the quiz ask these items, in this order."""
    known = dict(Item.objects.filter(code__in=codes).values_list("code", "pk"))
    quiz.quiz_items.all().delete()
    rows = [
        QuizItem(quiz=quiz, item_id=found(known, code, quiz.code), sort_order=number)
        for number, code in enumerate(codes)
    ]
    QuizItem.objects.bulk_create(rows)


# --- The shapes of the file


def reflection_values(row: Mapping) -> dict[str, Any]:
    return {"prompt": Translated(row["prompt"]), "hint": Translated(row.get("hint"))}


def quiz_values(row: Mapping) -> dict[str, Any]:
    return {
        "title": Translated(row["title"]),
        "intro": Translated(row.get("intro")),
        "pass_mark": row.get("pass_mark", 70),
    }


def item_values(row: Mapping) -> dict[str, Any]:
    answer = row.get("answer") or {}
    return {
        "type": row["type"],
        "bloom": row["bloom"],
        "stem": Translated(row["stem"]),
        "options": stream(Item, "options", OPTIONS_OF.get(row["type"], no_options)(row)),
        "answer_value": Decimal(str(answer["value"])) if "value" in answer else None,
        "tolerance": Decimal(str(answer.get("tolerance", 0))),
        "model_answer": Translated(row.get("model_answer")),
        "feedback": Translated(row.get("feedback")),
        "points": row.get("points", 1),
        "sources": stream(Item, "sources", source_blocks(row)),
    }


def stream(model: type[models.Model], name: str, raw: list[dict]):
    """Raw data as the value of a StreamField."""
    return model._meta.get_field(name).to_python(json.dumps(raw, ensure_ascii=False))


def block(kind: str, block_id: str, value: Mapping) -> dict:
    return {"type": kind, "id": str(block_id), "value": value}


def words(texts: Mapping | None) -> dict[str, str]:
    """A text as its block holds it: always every language, empty where the file has none."""
    return {language: (texts or {}).get(language) or "" for language in ("es", "en")}


def choices(row: Mapping) -> list[dict]:
    return [
        block(
            "choice",
            one["id"],
            {
                "text": words(one["text"]),
                "correct": bool(one.get("correct")),
                "feedback": words(one.get("feedback")),
            },
        )
        for one in row["options"]
    ]


def pairs(row: Mapping) -> list[dict]:
    return [
        block("pair", one["id"], {"left": words(one["left"]), "right": words(one["right"])})
        for one in row["pairs"]
    ]


def sequence(row: Mapping) -> list[dict]:
    return [block("step", one["id"], {"text": words(one["text"])}) for one in row["sequence"]]


def categories(row: Mapping) -> list[dict]:
    return [
        block("category", one["id"], {"label": words(one["label"]), "members": members(one["members"])})
        for one in row["categories"]
    ]


def members(rows: list[Mapping]) -> list[dict]:
    return [block("item", one["id"], words(one["text"])) for one in rows]


def rubric(row: Mapping) -> list[dict]:
    return [block("rubric", one["id"], {"text": words(one["text"])}) for one in row.get("rubric", ())]


def no_options(row: Mapping) -> list[dict]:
    return []


OPTIONS_OF = {
    **dict.fromkeys([*ONE_CHOICE, ItemType.MULTIPLE_RESPONSE], choices),
    ItemType.MATCHING: pairs,
    ItemType.ORDERING: sequence,
    ItemType.CATEGORIZE: categories,
    ItemType.SHORT_TEXT: rubric,
}


def source_blocks(row: Mapping) -> list[dict]:
    return [block("source", own_id(row["code"], code), pk) for code, pk in source_keys(row)]


def source_keys(row: Mapping) -> list[tuple[str, int]]:
    codes = row.get("sources") or []
    known = dict(Source.objects.filter(code__in=codes).values_list("code", "pk"))
    return [(code, found(known, code, row.get("code") or row["id"])) for code in codes]


def found(known: Mapping[str, int], code: str, place: str) -> int:
    if code not in known:
        raise LookupError(f"activities, {place}: there is no {code!r}.")
    return known[code]


def own_id(*parts: str) -> str:
    return str(uuid.uuid5(NAMESPACE, "/".join(parts)))


def scenario_values(row: Mapping) -> dict[str, Any]:
    """The step where the story begins comes first, wherever it stands in the file."""
    nodes = sorted(row["nodes"], key=lambda node: node["id"] != row["start"])
    steps = [block("step", own_id(row["code"], node["id"]), step_value(node)) for node in nodes]
    endings = [block("ending", own_id(row["code"], end["id"]), ending_value(end)) for end in row["endings"]]
    return {
        "title": Translated(row["title"]),
        "intro": Translated(row["intro"]),
        "steps": stream(Scenario, "steps", steps + endings),
    }


def step_value(node: Mapping) -> dict:
    options = [
        block(
            "item",
            one["id"],
            {
                "text": words(one["text"]),
                "goes_to": one["goes_to"],
                "consequence": words(one.get("consequence")),
            },
        )
        for one in node["options"]
    ]
    return {"name": node["id"], "text": words(node["text"]), "options": options}


def ending_value(end: Mapping) -> dict:
    code = end.get("provision")
    provisions = dict(Provision.objects.filter(code=code).values_list("code", "pk"))
    return {
        "name": end["id"],
        "title": words(end["title"]),
        "text": words(end["text"]),
        "principle": words(end["principle"]),
        "is_rights_compliant": bool(end["is_rights_compliant"]),
        "provision": found(provisions, code, end["id"]) if code else None,
        "sources": [block("item", own_id(end["id"], name), pk) for name, pk in source_keys(end)],
    }


# What is referred to comes before what refers to it.
SHAPES = (
    ("reflections", Reflection, reflection_values),
    ("items", Item, item_values),
    ("scenarios", Scenario, scenario_values),
    ("quizzes", Quiz, quiz_values),
)
