"""A module as it was last saved, drafts included, as a document and as the rows behind it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from courses.freezing import as_text
from courses.models import Item, LessonPage, ModulePage, Quiz
from courses.workbench.documents import MODULE, Document, Part, both, tidy
from courses.workbench.light_text import as_light
from courses.workbench.source_choices import source_choices

PAGE_FIELDS = ("title", "summary")


@dataclass
class Stored:
    """What the database holds. Keys are those of the document; `raw` is lesson key → block id → raw block."""

    module: ModulePage
    document: Document = field(default_factory=Document)
    lessons: dict[str, LessonPage] = field(default_factory=dict)
    raw: dict[str, dict[str, dict]] = field(default_factory=dict)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)

    def is_live(self, item_or_quiz: Part) -> bool:
        """Whether learners may be answering it now."""
        quizzes = [
            key
            for key, values in self.document.of_kind("quiz")
            if item_or_quiz.key in ([key] if item_or_quiz.kind == "quiz" else values["items"])
        ]
        return any(
            self.lessons[key].live and block["quiz"] in quizzes
            for key, values in self.document.of_kind("lesson")
            for block in values["blocks"]
            if block["kind"] == "quiz"
        )


def read(module: ModulePage) -> Stored:
    """Everything of a module, in a number of queries that does not depend on how much it is."""
    stored = Stored(module)
    pages = LessonPage.objects.child_of(module).select_related("latest_revision").order_by("path")
    lessons = {str(page.translation_key): page for page in pages}
    drafts = {key: lesson_draft(page) for key, page in lessons.items()}
    stored.lessons = lessons
    read_quizzes(stored, drafts.values())
    by_pk = {quiz.pk: key for key, quiz in stored.quizzes.items()}
    for key, draft in drafts.items():
        stored.raw[key] = with_ids(draft["body"])
        values = lesson_values(draft, stored.raw[key], by_pk)
        stored.document[Part("lesson", key)] = values
        # A quiz that stands in a module twice is edited where it stands first.
        held = {block["quiz"] for block in values["blocks"] if block["kind"] == "quiz"}
        by_pk = {pk: quiz for pk, quiz in by_pk.items() if quiz not in held}
    stored.document[MODULE] = module_values(module, list(lessons))
    return stored


def module_values(module: ModulePage, lessons: list[str]) -> dict:
    revision = module.latest_revision
    draft = revision.content if revision else {name: getattr(module, name) for name in PAGE_FIELDS}
    return {"title": tidy(draft["title"]), "summary": tidy(draft["summary"]), "lessons": lessons}


def lesson_draft(page: LessonPage) -> dict:
    """Title, introduction, minutes and raw body, as last drafted."""
    if page.latest_revision is None:
        content: Mapping = {
            "title": page.title,
            "intro": page.intro,
            "duration_minutes": page.duration_minutes,
        }
        body = list(page.body.raw_data)
    else:
        content = page.latest_revision.content
        body = json.loads(content.get("body") or "[]")
    return {
        "title": tidy(content["title"]),
        "intro": tidy(content["intro"]),
        "minutes": content["duration_minutes"],
        "body": body,
    }


def with_ids(body: list[dict]) -> dict[str, dict]:
    """Block id → raw block; a block that has none yet goes by its place."""
    return {block.get("id") or f"at-{place}": block for place, block in enumerate(body)}


def read_quizzes(stored: Stored, drafts) -> None:
    """The module's own quizzes in the lessons, and the module's own questions in them."""
    pks = [block["value"] for draft in drafts for block in draft["body"] if block["type"] == "quiz"]
    quizzes = Quiz.objects.filter(pk__in=pks, module_key=stored.module.translation_key)
    for quiz in quizzes.prefetch_related("quiz_items__item"):
        items = [row.item for row in quiz.quiz_items.all()]
        stored.quizzes[str(quiz.key)] = quiz
        stored.document[Part("quiz", str(quiz.key))] = quiz_values(quiz, items)
        for item in items:
            stored.items[str(item.key)] = item
            if item.module_key == stored.module.translation_key:
                stored.document[Part("item", str(item.key))] = item_values(item)


def quiz_values(quiz: Quiz, items: list[Item]) -> dict:
    return {
        "title": both(quiz.title),
        "intro": both(quiz.intro),
        "pass_mark": quiz.pass_mark,
        "items": [str(item.key) for item in items],
    }


def lesson_values(draft: dict, raw: dict[str, dict], quizzes: Mapping[int, str]) -> dict:
    own = dict(quizzes)
    blocks = []
    for name, block in raw.items():
        blocks.append(block_values(name, block, own))
        if blocks[-1]["kind"] == "quiz":
            own.pop(block["value"])
    return {**{name: draft[name] for name in ("title", "intro", "minutes")}, "blocks": blocks}


def kept(name: str) -> dict:
    return {"id": name, "kind": "kept"}


def block_values(name: str, block: dict, quizzes: Mapping[int, str]) -> dict:
    """A block as the workbench edits it, or as one that it only keeps."""
    kind, value = block["type"], block["value"]
    if kind == "quiz" and value in quizzes:
        return {"id": name, "kind": "quiz", "quiz": quizzes[value]}
    if kind == "text":
        return text_values(name, value)
    if kind == "content_note":
        topics, covers = value.get("topics") or [], value.get("covers") or 1
        return {
            "id": name,
            "kind": kind,
            "text": tidy(value.get("text")),
            "topics": sorted(topics),
            "covers": covers,
        }
    return kept(name)


def text_values(name: str, value: dict) -> dict:
    light = as_light(value.get("body") or "")
    if light is None:
        return kept(name)
    return {
        "id": name,
        "kind": "text",
        "body": tidy(light),
        "fact_status": value.get("fact_status") or "",
        "source": first_source(value.get("sources") or []),
    }


def first_source(raw: list) -> str:
    """The key of the first source a block names, as text; the others are kept as they are."""
    pk = str(source_key(raw[0])) if raw else ""
    return pk if pk in dict(source_choices()) else ""


def source_key(raw) -> int:
    """The key in an entry of a list block; those of an older form are bare."""
    return raw["value"] if isinstance(raw, dict) else raw


def item_values(item: Item) -> dict:
    raw = list(item.options.raw_data)
    rows = [row_values(block.get("id") or f"at-{place}", block) for place, block in enumerate(raw)]
    right = [
        row["id"]
        for row, block in zip(rows, raw, strict=True)
        if block["type"] == "choice" and block["value"].get("correct")
    ]
    return {
        "type": str(item.type),
        "bloom": str(item.bloom),
        "points": item.points,
        "stem": both(item.stem),
        "feedback": both(item.feedback),
        "model_answer": both(item.model_answer),
        "answer_value": as_text(item.answer_value) or "",
        "tolerance": as_text(item.tolerance) or "0",
        "rows": rows,
        "right": right,
    }


TEXTS_OF = {
    "choice": ("text", "feedback"),
    "pair": ("left", "right"),
    "step": ("text",),
    "category": ("label",),
    "rubric": ("text",),
}


def row_values(name: str, block: dict) -> dict:
    kind, value = block["type"], block["value"]
    row = {"id": name, "kind": kind, **{text: both(value.get(text)) for text in TEXTS_OF[kind]}}
    return row | {"members": list(members(value["members"]))} if kind == "category" else row


def members(raw: list) -> Iterator[dict]:
    for place, member in enumerate(raw):
        # A list block of an older form holds bare values.
        value = member.get("value", member)
        yield {"id": member.get("id") or f"at-{place}", "text": both(value)}
