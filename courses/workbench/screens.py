"""What the screen shows besides the forms: where things are edited, what is only kept, who changed what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from base.enums import Language
from base.translated import Translated
from courses.blocks.lessons import LessonBody
from courses.enums import ItemType
from courses.models import LessonPage, Quiz, Reflection, Scenario
from courses.workbench.documents import MODULE, Part
from courses.workbench.merging import Conflict
from courses.workbench.reading import Stored
from courses.workbench.sheets import Block, Node, Sheet

ACTIVITIES = {"quiz": Quiz, "scenario": Scenario, "reflection": Reflection}
OPEN_ITEMS = 12
SHOWN = 160


class Kept(NamedTuple):
    """A block that is edited elsewhere: its kind, its first words, and where."""

    label: str
    words: str
    edit_url: str


@dataclass
class LessonOnScreen:
    """A lesson with what stands around its form."""

    node: Node
    page: LessonPage | None
    number: int
    blocks: list["BlockOnScreen"]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk]) if self.page else ""

    @property
    def preview_url(self) -> str:
        return reverse("wagtailadmin_pages:view_draft", args=[self.page.pk]) if self.page else ""

    @property
    def may_go(self) -> bool:
        """A lesson that has been public is not removed here."""
        return self.page is None or not self.page.first_published_at


@dataclass
class BlockOnScreen:
    block: Block
    kept: Kept | None = None
    items: tuple["ItemOnScreen", ...] = ()

    @property
    def label(self) -> str:
        return str(LessonBody().child_blocks[self.block.kind].label) if not self.kept else self.kept.label


@dataclass
class ItemOnScreen:
    node: Node
    number: int
    is_open: bool
    # The words of a question of another module.
    words: str = ""


def lessons_on_screen(sheet: Sheet, stored: Stored) -> list[LessonOnScreen]:
    """The lessons of a sheet, ready for the template."""
    activities = kept_activities(stored)
    many = sum(1 for _one in sheet.skeleton.of_kind("item")) > OPEN_ITEMS
    numbers = iter(range(1, 10_000))
    return [
        LessonOnScreen(
            node,
            stored.lessons.get(node.key),
            place,
            [on_screen(node, block, stored, activities, numbers, many) for block in node.blocks],
        )
        for place, node in enumerate(sheet.lessons, start=1)
    ]


def on_screen(lesson: Node, block: Block, stored: Stored, activities, numbers, many: bool) -> BlockOnScreen:
    if block.quiz:
        items = (item_on_screen(node, next(numbers), stored, many) for node in block.quiz.items)
        return BlockOnScreen(block, items=tuple(items))
    raw = stored.raw.get(lesson.key, {}).get(block.id)
    if block.kind != "kept" or raw is None:
        return BlockOnScreen(block)
    return BlockOnScreen(block, kept=kept_words(raw, stored.lessons[lesson.key], activities))


def item_on_screen(node: Node, number: int, stored: Stored, many: bool) -> ItemOnScreen:
    if node.is_held:
        return ItemOnScreen(node, number, False, str(stored.items[node.key].stem))
    has_errors = any(form.errors for form in forms_of(node)) if node.form.is_bound else False
    words = next((field.value() for field in node.form.pairs()["stem"] if field.value()), "")
    return ItemOnScreen(node, number, has_errors or not many, Truncator(words).chars(80))


def forms_of(node: Node) -> Iterator:
    yield node.form
    for row in node.rows:
        yield row.form
        yield from (member.form for member in row.members)


def kept_activities(stored: Stored) -> Mapping[tuple[str, int], str]:
    """The titles of the activities that lessons hold and the workbench does not edit."""
    blocks = [block for raw in stored.raw.values() for block in raw.values()]
    found: dict[tuple[str, int], str] = {}
    for kind, model in ACTIVITIES.items():
        pks = [block["value"] for block in blocks if block["type"] == kind]
        text = "prompt" if model is Reflection else "title"
        rows = model.objects.filter(pk__in=pks).values_list("pk", text) if pks else ()
        found |= {(kind, pk): str(words) for pk, words in rows}
    return found


def kept_words(raw: dict, page: LessonPage, activities: Mapping[tuple[str, int], str]) -> Kept:
    kind, value = raw["type"], raw["value"]
    known = LessonBody().child_blocks.get(kind)
    label = str(known.label) if known else kind
    if kind in ACTIVITIES:
        return Kept(label, activities.get((kind, value), ""), reverse(f"{kind}:edit", args=[value]))
    words = Truncator(" ".join(strip_tags(first_text(value)).split())).chars(SHOWN)
    return Kept(label, words, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def first_text(value) -> str:
    """The first words in a raw block that a person would know it by."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        named = [value[name] for name in ("title", "text", "body", "lead", "value") if value.get(name)]
        return first_text(named[0]) if named else next(filter(None, map(first_text, value.values())), "")
    if isinstance(value, list):
        return next(filter(None, map(first_text, value)), "")
    return ""


# --- Two versions of one part, side by side


class Side(NamedTuple):
    """One version as lines of what and words."""

    lines: list[tuple[str, str]]


@dataclass(frozen=True)
class ConflictOnScreen:
    conflict: Conflict
    title: str
    who: str
    at: object
    mine: list[tuple[str, str]]
    theirs: list[tuple[str, str]]


def conflicts_on_screen(conflicts, stored: Stored) -> list[ConflictOnScreen]:
    return [conflict_on_screen(conflict, stored) for conflict in conflicts]


def conflict_on_screen(conflict: Conflict, stored: Stored) -> ConflictOnScreen:
    who, at = last_change(conflict.part, stored)
    mine, theirs = lines_of(conflict.part, conflict.mine), lines_of(conflict.part, conflict.theirs)
    same = set(mine) & set(theirs)
    mine, theirs = ([line for line in side if line not in same] for side in (mine, theirs))
    return ConflictOnScreen(conflict, title_of(conflict), who, at, mine, theirs)


def title_of(conflict: Conflict) -> str:
    values = conflict.mine or conflict.theirs or {}
    if conflict.part.kind == "module":
        return _("The module: title, summary, order of the lessons")
    if conflict.part.kind == "lesson":
        return _("Lesson “%(title)s”") % {"title": values["title"]}
    text = str(Translated(values["stem" if conflict.part.kind == "item" else "title"]))
    frame = _("Question “%(text)s”") if conflict.part.kind == "item" else _("Quiz “%(text)s”")
    return frame % {"text": Truncator(text).chars(80)}


def last_change(part: Part, stored: Stored) -> tuple[str, object]:
    """Who changed a part last, and when."""
    page = stored.module if part == MODULE else stored.lessons.get(part.key)
    if page is not None:
        revision = page.latest_revision
        return (str(revision.user or ""), revision.created_at) if revision else ("", None)
    row = stored.quizzes.get(part.key) or stored.items.get(part.key)
    entry = ModelLogEntry.objects.for_instance(row).order_by("-timestamp").first() if row else None
    return (str(entry.user or ""), entry.timestamp) if entry else ("", None)


def lines_of(part: Part, values: dict | None) -> list[tuple[str, str]]:
    """The values of a part as lines to read."""
    if values is None:
        return [("", _("Removed"))]
    return list(LINES[part.kind](values))


def texts(label: str, by_language: Mapping) -> Iterator[tuple[str, str]]:
    for code, text in by_language.items():
        if text:
            yield f"{label} · {Language(code).label}", text


def module_lines(values: dict):
    yield _("Title of the module"), values["title"]
    yield _("Summary"), values["summary"]
    yield _("Lessons"), _("%(number)s, in another order or others") % {"number": len(values["lessons"])}


def lesson_lines(values: dict):
    yield _("Title of the lesson"), values["title"]
    yield _("Introduction"), values["intro"]
    yield _("Minutes"), str(values["minutes"])
    yield _("Blocks"), str(len(values["blocks"]))
    for block in values["blocks"]:
        words = block.get("body") or block.get("text")
        if words:
            yield _("Text"), words


def quiz_lines(values: dict):
    yield from texts(_("Title of the quiz"), values["title"])
    yield from texts(_("Introduction of the quiz"), values["intro"])
    yield _("Pass mark in percent"), str(values["pass_mark"])
    yield _("Questions"), str(len(values["items"]))


def item_lines(values: dict):
    yield _("Kind of question"), str(ItemType(values["type"]).label)
    yield _("Points"), str(values["points"])
    for name, label in (("stem", _("Question")), ("feedback", _("Feedback after any answer"))):
        yield from texts(label, values[name])
    yield from texts(_("Model answer"), values["model_answer"])
    if values["answer_value"]:
        yield _("Right number"), f"{values['answer_value']} ± {values['tolerance']}"
    for row in values["rows"]:
        yield from row_lines(row, row["id"] in values["right"])


def row_lines(row: dict, is_right: bool):
    label = _("Right answer") if is_right else _("Answer")
    for name in ("text", "left", "right", "label", "feedback"):
        if isinstance(row.get(name), dict):
            yield from texts(_("Feedback") if name == "feedback" else label, row[name])
    for member in row.get("members", ()):
        yield from texts(_("What belongs here"), member["text"])


LINES = {"module": module_lines, "lesson": lesson_lines, "quiz": quiz_lines, "item": item_lines}
