"""Questions, quizzes, scenarios and reflections that read like the real ones, and lessons that hold them."""

import json
import uuid

from django.http import QueryDict

from base import generation
from base.translated import Translated
from courses.enums import ItemType
from courses.freezing import publish_item, publish_scenario
from courses.models import Item, LessonPage, Quiz, QuizItem, Reflection, Scenario
from reference.models import Source


def text(en: str, es: str = "") -> dict[str, str]:
    return {"en": en, "es": es or f"{en} (es)"}


def choice(block_id: str, *, correct: bool = False, feedback: str = "") -> dict:
    value = {
        "text": text(f"Answer {block_id}"),
        "correct": correct,
        "feedback": text(feedback) if feedback else {"en": "", "es": ""},
    }
    return {"type": "choice", "id": block_id, "value": value}


def pair(block_id: str, left: str, right: str) -> dict:
    return {"type": "pair", "id": block_id, "value": {"left": text(left), "right": text(right)}}


def step(block_id: str, words: str) -> dict:
    return {"type": "step", "id": block_id, "value": {"text": text(words)}}


def category(block_id: str, label: str, *members: str) -> dict:
    rows = [
        {"type": "item", "id": f"{block_id}-{number}", "value": text(one)}
        for number, one in enumerate(members)
    ]
    return {"type": "category", "id": block_id, "value": {"label": text(label), "members": rows}}


def rubric(block_id: str, words: str) -> dict:
    return {"type": "rubric", "id": block_id, "value": {"text": text(words)}}


OPTIONS = {
    ItemType.SINGLE_CHOICE: [
        choice("yes", correct=True, feedback="Because SECRET-FEEDBACK-YES"),
        choice("no", feedback="Since SECRET-FEEDBACK-NO"),
        choice("maybe"),
    ],
    ItemType.TRUE_FALSE: [choice("true"), choice("false", correct=True)],
    ItemType.SCENARIO_CHOICE: [choice("call", correct=True), choice("wait"), choice("leave")],
    ItemType.MULTIPLE_RESPONSE: [
        choice("school", correct=True),
        choice("health", correct=True),
        choice("permit"),
        choice("bracelet"),
    ],
    ItemType.MATCHING: [
        pair("capacity", "Capacity building", "Staff learn"),
        pair("technical", "Technical assistance", "Experts answer"),
        pair("coordination", "Coordination", "Partners act together"),
    ],
    ItemType.ORDERING: [
        step("develop", "Develop alternatives"),
        step("release", "Leave detention"),
        step("receive", "Arrive at the house"),
        step("meet", "Meet to learn"),
    ],
    ItemType.CATEGORIZE: [
        category("open", "Open", "Free movement", "School outside"),
        category("closed", "Closed", "Locked gate", "School inside"),
    ],
    ItemType.NUMERIC: [],
    ItemType.SHORT_TEXT: [rubric("names", "SECRET-RUBRIC names who decides")],
}


def item(kind: str = ItemType.SINGLE_CHOICE, *, publish: bool = True, **fields) -> Item:
    """A question of this kind, published unless it shall not be."""
    fields = {
        "code": f"q-{uuid.uuid4().hex[:8]}",
        "bloom": "remember",
        "stem": Translated(text(f"Question of kind {kind}?")),
        "options": json.dumps(fields.pop("options", OPTIONS[kind])),
        "feedback": Translated(text("SECRET-FEEDBACK after any answer")),
        **fields,
    }
    if kind == ItemType.NUMERIC:
        fields.setdefault("answer_value", "20")
    if kind == ItemType.SHORT_TEXT:
        fields.setdefault("model_answer", Translated(text("SECRET-MODEL answer")))
    made = Item.objects.create(type=kind, **fields)
    if publish:
        publish_item(made)
    return made


def quiz(*items: Item, code: str = "check", **fields) -> Quiz:
    """A quiz that asks these questions, or one of each kind."""
    made = Quiz.objects.create(code=code, title=Translated(text("Check what you learned")), **fields)
    for number, one in enumerate(items or [item(kind) for kind in ItemType.values]):
        QuizItem.objects.create(quiz=made, item=one, sort_order=number)
    return made


def scenario_option(block_id: str, goes_to: str, consequence: str = "") -> dict:
    value = {
        "text": text(f"Decision {block_id}"),
        "goes_to": goes_to,
        "consequence": text(consequence) if consequence else {"en": "", "es": ""},
    }
    return {"type": "item", "id": block_id, "value": value}


def scenario_step(name: str, *options: dict) -> dict:
    value = {"name": name, "text": text(f"Situation {name}"), "options": list(options)}
    return {"type": "step", "id": str(uuid.uuid4()), "value": value}


def ending(name: str, *, is_rights_compliant: bool = False, sources: tuple[int, ...] = ()) -> dict:
    value = {
        "name": name,
        "title": text(f"Ending {name}"),
        "text": text(f"How {name} ends"),
        "principle": text(f"Principle of {name}"),
        "is_rights_compliant": is_rights_compliant,
        "provision": None,
        "sources": [{"type": "item", "id": str(uuid.uuid4()), "value": pk} for pk in sources],
    }
    return {"type": "ending", "id": str(uuid.uuid4()), "value": value}


def story(**changed) -> list[dict]:
    """Two steps and three endings: the first decision ends the story at once, or leads to the second."""
    parts = {
        "n0": scenario_step(
            "n0", scenario_option("wait", "e1", "Night falls"), scenario_option("go", "n1", "He is awaited")
        ),
        "n1": scenario_step("n1", scenario_option("call", "e2"), scenario_option("leave", "e3")),
        "e1": ending("e1"),
        "e2": ending("e2", is_rights_compliant=True),
        "e3": ending("e3"),
    }
    return [part for part in (parts | changed).values() if part]


def scenario(parts: list[dict] | None = None, *, code: str = "S1", publish: bool = True) -> Scenario:
    made = Scenario.objects.create(
        code=code,
        title=Translated(text("A place for one adolescent")),
        intro=Translated(text("You propose where he will live.")),
        steps=json.dumps(parts or story()),
    )
    if publish:
        publish_scenario(made)
    return made


def reflection(code: str = "R1", **fields) -> Reflection:
    fields = {"prompt": Translated(text("What would convince your authority?")), **fields}
    return Reflection.objects.create(code=code, **fields)


def source(code: str = "article") -> Source:
    return Source.objects.create(code=code, citation=Translated(text(f"Source {code}")))


def hold(lessons: list[LessonPage], *activities) -> None:
    """Put these activities into the body of a lesson, in every language of it, and publish."""
    for lesson in lessons:
        blocks = [
            {"type": type(one).__name__.lower(), "id": f"block-{one.code.lower()}", "value": one.pk}
            for one in activities
        ]
        lesson.body = json.dumps(blocks)
        lesson.save()
    generation.bump()
    generation.forget()


RIGHT = {
    ItemType.SINGLE_CHOICE: ["yes"],
    ItemType.TRUE_FALSE: ["false"],
    ItemType.SCENARIO_CHOICE: ["call"],
    ItemType.MULTIPLE_RESPONSE: ["health", "school"],
    ItemType.NUMERIC: "20",
    ItemType.SHORT_TEXT: "The head of the centre decides.",
}


def right_answer(content: dict):
    """The best answer to a frozen question of these builders."""
    return content.get("key") or RIGHT[content["type"]]


def filled_in(items, answers: dict | None = None, **fields) -> QueryDict:
    """The form of a quiz as a browser sends it: the right answers, or those given by item key."""
    data = QueryDict(mutable=True)
    data.update({"uuid": str(uuid.uuid4()), "happened_at": "", **fields})
    for one in items:
        data[f"{one.name}-version"] = str(one.number)
        answer = (answers or {}).get(str(one.key), right_answer(one.content))
        if isinstance(answer, dict):
            data.update({f"{one.name}-{thing}": place for thing, place in answer.items()})
        elif isinstance(answer, list):
            data.setlist(one.name, answer)
        else:
            data[one.name] = answer
    return data
