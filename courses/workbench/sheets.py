"""A document as forms on one screen: filled from the database, or bound to what somebody sent.

The order of parts is the order of the hidden inputs that name them, so that moving a row in the page moves it
in the document, with or without script.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.enums import ONE_CHOICE
from courses.freezing import BLOCK_OF
from courses.workbench.documents import MODULE, Document, Part, children
from courses.workbench.fields import (
    BLOCK_FORMS,
    ROW_FORMS,
    ItemForm,
    LessonForm,
    MemberForm,
    ModuleForm,
    PartForm,
    QuizForm,
)

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST = {"lesson": 60, "block": 200, "item": 200, "row": 40}
FORMS = {"module": ModuleForm, "lesson": LessonForm, "quiz": QuizForm, "item": ItemForm}


class NotOurFormError(SuspiciousOperation):
    """Something that this page cannot have sent; answered with 400."""


@dataclass
class Row:
    """An answer of a question, or a member of a group."""

    id: str
    kind: str
    form: PartForm
    is_right: bool = False
    members: list["Row"] = field(default_factory=list)


@dataclass
class Block:
    """A block of a lesson: with a form, a quiz, or only kept."""

    id: str
    kind: str
    form: PartForm | None = None
    quiz: "Node | None" = None


@dataclass
class Node:
    """A part with its form and what stands in it."""

    part: Part
    form: PartForm
    blocks: list[Block] = field(default_factory=list)
    items: list["Node"] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    # A question of another module, which is only moved or taken out here.
    is_held: bool = False

    @property
    def key(self) -> str:
        return self.part.key

    @property
    def type(self) -> str:
        return str(self.form["type"].value())

    @property
    def row_kind(self) -> str:
        """The kind of answers this question takes; empty when it takes none."""
        return BLOCK_OF.get(self.type, "")

    @property
    def has_one_right(self) -> bool:
        return self.type in ONE_CHOICE


class Sheet:
    """All forms of one module. `skeleton` says which parts there are; `data` is what was sent.

    With `quiet`, what was sent is shown again without being judged: for adding and moving parts.
    """

    def __init__(
        self,
        skeleton: Document,
        *,
        data: QueryDict | None = None,
        first_language: str = "es",
        quiet: bool = False,
        held: frozenset[str] = frozenset(),
    ):
        self.skeleton, self.data, self.quiet, self.held = skeleton, data, quiet, held
        self.first_language = first_language
        self.forms: list[tuple[str, PartForm]] = []
        # In which lesson and question the form stands that is being made, in words; and how many questions came.
        self.where, self.asked = "", 0
        self.module = self.node(MODULE)
        parts = children(MODULE, skeleton[MODULE])
        self.lessons = [self.lesson(part, number) for number, part in enumerate(parts, start=1)]

    # --- Building

    def form(self, form_class: type[PartForm], prefix: str, values: Mapping[str, Any]) -> PartForm:
        """A form that shows what was sent under this prefix, else these values."""
        options = {"prefix": prefix, "first_language": self.first_language}
        if self.data is not None and not self.quiet:
            made = form_class(self.data, **options)
            self.forms.append((self.where, made))
            return made
        if self.data is not None and self.was_sent(form_class, prefix):
            return form_class(initial=self.as_sent(form_class, options), **options)
        return form_class(initial=form_class.initial_of(values), **options)

    def was_sent(self, form_class: type[PartForm], prefix: str) -> bool:
        texts = (f"{name}_{self.first_language}" for name in form_class.in_both)
        return any(f"{prefix}-{name}" in self.data for name in (*form_class.base_fields, *texts))

    def as_sent(self, form_class: type[PartForm], options: dict) -> dict:
        blank = form_class(**options)
        return {
            name: field.widget.value_from_datadict(self.data, {}, blank.add_prefix(name))
            for name, field in blank.fields.items()
        }

    def node(self, part: Part) -> Node:
        return Node(part, self.form(FORMS[part.kind], str(part), self.skeleton[part]))

    def lesson(self, part: Part, number: int) -> Node:
        self.where = _("Lesson %(number)s") % {"number": number}
        node = self.node(part)
        node.blocks = [self.block(part, block) for block in self.skeleton[part]["blocks"]]
        return node

    def block(self, lesson: Part, block: dict) -> Block:
        made = Block(block["id"], block["kind"])
        if block["kind"] == "quiz":
            made.quiz = self.quiz(Part("quiz", block["quiz"]))
        elif block["kind"] in BLOCK_FORMS:
            made.form = self.form(BLOCK_FORMS[block["kind"]], f"{lesson}-b-{block['id']}", block)
        return made

    def quiz(self, part: Part) -> Node:
        node, lesson = self.node(part), self.where
        for one in children(part, self.skeleton[part]):
            self.asked += 1
            question = _("Question %(number)s") % {"number": self.asked}
            self.where = f"{lesson} · {question}"
            node.items.append(self.item(one))
        self.where = lesson
        return node

    def item(self, part: Part) -> Node:
        if part.key in self.held:
            return Node(part, PartForm(), is_held=True)
        node, values = self.node(part), self.skeleton[part]
        node.rows = [self.row(part, row, row["id"] in values["right"]) for row in values["rows"]]
        return node

    def row(self, item: Part, row: dict, is_right: bool) -> Row:
        prefix = f"{item}-o-{row['id']}"
        made = Row(row["id"], row["kind"], self.form(ROW_FORMS[row["kind"]], prefix, row), is_right)
        made.members = [
            Row(one["id"], "member", self.form(MemberForm, f"{prefix}-m-{one['id']}", one))
            for one in row.get("members", ())
        ]
        return made

    # --- Reading what was sent

    def is_valid(self) -> bool:
        """True when every form is; all of them are asked, so that all errors show."""
        return sum(not form.is_valid() for _where, form in self.forms) == 0

    def document(self) -> Document:
        """The values of every part, once the sheet is valid."""
        document = Document()
        document[MODULE] = self.module.form.values() | {"lessons": [one.key for one in self.lessons]}
        for lesson in self.lessons:
            document[lesson.part] = lesson.form.values() | {"blocks": [*map(block_of, lesson.blocks)]}
            for quiz in (block.quiz for block in lesson.blocks if block.quiz):
                document[quiz.part] = quiz.form.values() | {"items": [item.key for item in quiz.items]}
                for item in quiz.items:
                    if not item.is_held:
                        document[item.part] = item_of(item)
        return document

    def errors(self) -> list[tuple[str, str]]:
        """Id of the field, and where and what is wrong with it, for the summary on top."""
        return [
            (form[name].id_for_label, " · ".join(filter(None, [where, f"{form[name].label}: {message}"])))
            for where, form in self.forms
            for name, messages in form.errors.items()
            for message in messages
        ]


def block_of(block: Block) -> dict:
    values = {"id": block.id, "kind": block.kind}
    if block.quiz:
        return values | {"quiz": block.quiz.key}
    return values | (block.form.values() if block.form else {})


def item_of(node: Node) -> dict:
    rows = [row_of(row) for row in node.rows]
    return node.form.values() | {"rows": rows, "right": [row.id for row in node.rows if row.is_right]}


def row_of(row: Row) -> dict:
    values = {"id": row.id, "kind": row.kind, **row.form.values()}
    if row.kind == "category":
        values["members"] = [{"id": one.id, **one.form.values()} for one in row.members]
    return values


# --- Which parts a form names


def skeleton_of(data: QueryDict) -> Document:
    """The parts that were sent, in their order, without their texts. Raises `NotOurFormError`."""
    document = Document()
    lessons = keys(data, "lesson")
    document[MODULE] = {"lessons": lessons}
    for part in children(MODULE, document[MODULE]):
        document[part] = {"blocks": list(blocks_sent(data, part))}
        for quiz in children(part, document[part]):
            document[quiz] = {"items": keys(data, f"{quiz}-item")}
            for item in children(quiz, document[quiz]):
                document[item] = item_sent(data, item)
    refuse_repeated(document)
    return document


def refuse_repeated(document: Document) -> None:
    """Each part stands in one place."""
    held = [child for part, values in document.parts.items() for child in children(part, values)]
    if len(held) != len(set(held)):
        raise NotOurFormError("A part is named twice.")
    for kind in ("lesson", "item"):
        limited([part for part in held if part.kind == kind], kind)


def keys(data: QueryDict, name: str) -> list[str]:
    """The keys sent under a name, each a UUID in its usual form."""
    return [checked_key(text) for text in limited(data.getlist(name), "item")]


def checked_key(text: str) -> str:
    if not KEY.fullmatch(text):
        raise NotOurFormError("A part goes by no key.")
    return text


def blocks_sent(data: QueryDict, lesson: Part):
    for text in limited(data.getlist(f"{lesson}-block"), "block"):
        kind, _colon, rest = text.partition(":")
        name, _colon, quiz = rest.partition(":")
        if kind not in {"quiz", "kept", *BLOCK_FORMS} or not ID.fullmatch(name):
            raise NotOurFormError("A block of no kind.")
        block = {"id": name, "kind": kind}
        yield block | {"quiz": checked_key(quiz)} if kind == "quiz" else block


def item_sent(data: QueryDict, item: Part) -> dict:
    rows = []
    for text in limited(data.getlist(f"{item}-row"), "row"):
        kind, _colon, name = text.partition(":")
        if kind not in ROW_FORMS or not ID.fullmatch(name):
            raise NotOurFormError("An answer of no kind.")
        row: dict = {"id": name, "kind": kind}
        if kind == "category":
            row["members"] = [{"id": one} for one in names(data, f"{item}-o-{name}-member")]
        rows.append(row)
    if len({row["id"] for row in rows}) != len(rows):
        raise NotOurFormError("An answer is named twice.")
    known = {row["id"] for row in rows}
    return {"rows": rows, "right": [one for one in data.getlist(f"{item}-right") if one in known]}


def names(data: QueryDict, name: str) -> list[str]:
    sent = limited(data.getlist(name), "row")
    if len(sent) != len(set(sent)) or not all(map(ID.fullmatch, sent)):
        raise NotOurFormError("A member is named twice, or oddly.")
    return sent


def limited(sent: list, kind: str) -> list:
    if len(sent) > MOST[kind]:
        raise NotOurFormError(f"More than {MOST[kind]} of one kind.")
    return sent
