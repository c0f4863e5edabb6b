"""Makes the database say what a document says: drafts of pages, and the rows of quizzes and questions.

Only what differs is touched. Blocks that the workbench does not edit are written back as they were.
"""

import json
import uuid
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page

from base.translated import Translated
from courses.activity_codes import free_code
from courses.authoring import StillUsedError, publish, remove
from courses.drafts import waits
from courses.freezing import freeze_item, publish_item
from courses.kept_back import is_kept_back, keep_public_words
from courses.models import Item, LessonPage, ModulePage, Quiz, QuizItem
from courses.soundness import item_problems
from courses.workbench.documents import MODULE, Document, Part
from courses.workbench.errors import LiveLessonError
from courses.workbench.light_text import as_html, as_light
from courses.workbench.reading import TEXTS_OF, Stored, first_source
from courses.workbench.sheets import NotOurFormError


def store(stored: Stored, wanted: Document, *, by) -> None:
    """Save what changed. Call it in a transaction that holds the module's row.

    Raises `Http404` for keys of other modules, `LiveLessonError` when a published lesson would go.
    """
    refuse_foreign(stored, wanted)
    refuse_unknown_blocks(stored, wanted)
    for key, values in wanted.of_kind("item"):
        if values != stored.document.get(Part("item", key)):
            store_item(stored, key, values, by=by)
    for key, values in wanted.of_kind("quiz"):
        if values != stored.document.get(Part("quiz", key)):
            store_quiz(stored, key, values, by=by)
    for key, values in wanted.of_kind("lesson"):
        if values != stored.document.get(Part("lesson", key)):
            store_lesson(stored, key, values, by=by)
    store_module(stored, wanted, by=by)
    take_out(stored, wanted, by=by)


# --- What may not be


def refuse_foreign(stored: Stored, wanted: Document) -> None:
    """New parts have new keys: one that is somewhere else already is somebody else's."""
    here = {"lesson": stored.lessons, "quiz": stored.quizzes, "item": stored.items}
    elsewhere = {
        "lesson": LessonPage.objects.filter(translation_key__in=new_keys(wanted, "lesson", here)),
        "quiz": Quiz.objects.filter(key__in=new_keys(wanted, "quiz", here)),
        "item": Item.objects.filter(key__in=new_keys(wanted, "item", here)),
    }
    for found in elsewhere.values():
        if found.exists():
            raise Http404


def new_keys(wanted: Document, kind: str, here: dict) -> list[str]:
    return [key for key, _values in wanted.of_kind(kind) if key not in here[kind]]


def refuse_unknown_blocks(stored: Stored, wanted: Document) -> None:
    """A block that is only kept must be there; a quiz of the form is one of this module."""
    for key, values in wanted.of_kind("lesson"):
        raw = stored.raw.get(key, {})
        if any(block["kind"] == "kept" and block["id"] not in raw for block in values["blocks"]):
            raise NotOurFormError("A block that is not there.")
    for _key, values in wanted.of_kind("quiz"):
        if any(key not in stored.items and wanted.get(Part("item", key)) is None for key in values["items"]):
            raise NotOurFormError("A question that is not there.")


# --- Questions


def store_item(stored: Stored, key: str, values: dict, *, by) -> None:
    is_new = key not in stored.items
    item = stored.items.get(key) or new_item(stored, key)
    fill_item(item, values)
    item.save()
    stored.items[key] = item
    log(instance=item, action="wagtail.create" if is_new else "wagtail.edit", user=by)


def new_item(stored: Stored, key: str) -> Item:
    module = stored.module
    return Item(key=uuid.UUID(key), module_key=module.translation_key, code=free_code(Item, module))


def fill_item(item: Item, values: dict) -> None:
    """Let the row say these values; its sources stay."""
    for name in ("type", "bloom", "points"):
        setattr(item, name, values[name])
    for name in ("stem", "feedback", "model_answer"):
        setattr(item, name, Translated(values[name]))
    item.answer_value = Decimal(values["answer_value"]) if values["answer_value"] else None
    item.tolerance = Decimal(values["tolerance"] or "0")
    item.options = json.dumps([raw_row(row, values["right"]) for row in values["rows"]], ensure_ascii=False)


def raw_row(row: dict, right: list[str]) -> dict:
    """An answer as its stream block holds it."""
    value: dict[str, Any] = {name: row[name] for name in TEXTS_OF[row["kind"]]}
    if row["kind"] == "choice":
        value["correct"] = row["id"] in right
    if row["kind"] == "category":
        value["members"] = [
            {"type": "item", "id": member["id"], "value": member["text"]} for member in row["members"]
        ]
    return {"type": row["kind"], "id": row["id"], "value": value}


# --- Quizzes


def store_quiz(stored: Stored, key: str, values: dict, *, by) -> None:
    is_new = key not in stored.quizzes
    quiz = stored.quizzes.get(key) or Quiz(
        key=uuid.UUID(key),
        module_key=stored.module.translation_key,
        code=free_code(Quiz, stored.module),
    )
    is_kept = is_kept_back(quiz)
    if is_kept:
        keep_public_words(quiz)
    quiz.title, quiz.intro = Translated(values["title"]), Translated(values["intro"])
    quiz.pass_mark = values["pass_mark"]
    quiz.save()
    ask(quiz, [stored.items[one].pk for one in values["items"]])
    if not is_kept:
        publish(quiz)
    stored.quizzes[key] = quiz
    log(instance=quiz, action="wagtail.create" if is_new else "wagtail.edit", user=by)


def ask(quiz: Quiz, items: list[int]) -> None:
    """Let the quiz ask these questions, in this order."""
    QuizItem.objects.filter(quiz=quiz).exclude(item__in=items).delete()
    rows = {row.item_id: row for row in QuizItem.objects.filter(quiz=quiz)}
    for place, item in enumerate(items):
        row = rows.get(item) or QuizItem(quiz=quiz, item_id=item)
        if row.pk is None or row.sort_order != place:
            row.sort_order = place
            row.save()


# --- Lessons


def store_lesson(stored: Stored, key: str, values: dict, *, by) -> None:
    page = stored.lessons.get(key)
    draft = page.get_latest_revision_as_object() if page else new_lesson(stored, key)
    draft.title, draft.intro, draft.duration_minutes = values["title"], values["intro"], values["minutes"]
    draft.body = json.dumps(raw_body(stored, key, values["blocks"]), ensure_ascii=False)
    if not draft.first_published_at:
        draft.slug = free_slug(stored.module, draft)
    if page is None:
        stored.module.add_child(instance=draft)
        stored.lessons[key] = draft
    save_draft(draft, by=by, is_new=page is None)


def new_lesson(stored: Stored, key: str) -> LessonPage:
    return LessonPage(
        translation_key=uuid.UUID(key), locale_id=stored.module.locale_id, live=False, owner=None
    )


def save_draft(page: ModulePage | LessonPage, *, by, is_new: bool = False) -> None:
    """A new revision; the row of a page that is not public follows it, as in the full editor."""
    page.has_unpublished_changes = True
    if not page.live and not is_new:
        page.save()
    page.save_revision(user=by, clean=False, log_action="wagtail.create" if is_new else True)


def free_slug(parent: Page, page: Page) -> str:
    """The title as an address that no sibling has."""
    base = slugify(page.title)[:80] or "lesson"
    others = parent.get_children().exclude(pk=page.pk).filter(slug__startswith=base)
    taken = set(others.values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def raw_body(stored: Stored, key: str, blocks: list[dict]) -> list[dict]:
    """The body as its stream holds it; what did not change is what it was."""
    lesson = stored.document.get(Part("lesson", key)) or {"blocks": []}
    before = {block["id"]: block for block in lesson["blocks"]}
    raw = stored.raw.get(key, {})
    return [
        raw[block["id"]] if before.get(block["id"]) == block else raw_block(stored, raw, block)
        for block in blocks
    ]


def raw_block(stored: Stored, raw: dict[str, dict], block: dict) -> dict:
    """A new or changed block; what the workbench does not know of it stays."""
    if block["kind"] == "quiz":
        return {"type": "quiz", "id": block["id"], "value": stored.quizzes[block["quiz"]].pk}
    old = raw.get(block["id"], {"value": {}})["value"]
    if block["kind"] == "text":
        return {"type": "text", "id": block["id"], "value": {**old, **text_value(old, block)}}
    value = {name: block[name] for name in ("text", "topics", "covers")}
    return {"type": "content_note", "id": block["id"], "value": {**old, **value}}


def text_value(old: dict, block: dict) -> dict:
    """What is written in a text block; the words are those stored when they say the same."""
    sources = list(old.get("sources") or [])
    if first_source(sources) != block["source"]:
        named = [{"type": "item", "id": str(uuid.uuid4()), "value": int(block["source"])}]
        sources = [*(named if block["source"] else []), *sources[1:]]
    body = old.get("body") or ""
    same = as_light(body) == block["body"]
    return {
        "fact_status": block["fact_status"],
        "body": body if same else as_html(block["body"]),
        "sources": sources,
    }


# --- The module, its order, and what goes


def store_module(stored: Stored, wanted: Document, *, by) -> None:
    values, now = wanted[MODULE], stored.document[MODULE]
    if (values["title"], values["summary"]) != (now["title"], now["summary"]):
        draft = stored.module.get_latest_revision_as_object()
        draft.title, draft.summary = values["title"], values["summary"]
        if not draft.first_published_at:
            draft.slug = free_slug(draft.get_parent(), draft)
        save_draft(draft, by=by)
    put_in_order([stored.lessons[key] for key in values["lessons"]], stored.module)


def put_in_order(wanted: list[LessonPage], module: ModulePage) -> None:
    """Move as few lessons as it takes."""
    order = list(LessonPage.objects.child_of(module).order_by("path").values_list("pk", flat=True))
    goal = [page.pk for page in wanted]
    for place, pk in enumerate(goal):
        if order[place] != pk:
            lesson = LessonPage.objects.get(pk=pk)
            lesson.move(LessonPage.objects.get(pk=order[place]), pos="left")
            order.remove(pk)
            order.insert(place, pk)


def take_out(stored: Stored, wanted: Document, *, by) -> None:
    """Delete drafts of lessons, quizzes and questions that are gone, unless something else needs them."""
    gone = [part for part in stored.document.parts if wanted.get(part) is None]
    for part in gone:
        if part.kind == "lesson":
            delete_lesson(stored.lessons[part.key], by=by)
    for kind, rows in (("quiz", stored.quizzes), ("item", stored.items)):
        for part in (part for part in gone if part.kind == kind):
            delete_activity(rows[part.key], by=by)


def delete_lesson(lesson: LessonPage, *, by) -> None:
    if lesson.first_published_at:
        raise LiveLessonError(lesson.title)
    for page in LessonPage.objects.filter(translation_key=lesson.translation_key, first_published_at=None):
        page.delete(user=by)


def delete_activity(activity: Item | Quiz, *, by) -> None:
    """One that is still used, or that learners have answered, stays in its list."""
    try:
        remove(activity=activity, by=by)
    except StillUsedError:
        return


def publish_sound_items(stored: Stored, document: Document) -> None:
    """Let the drafts' questions be previewed; what learners may be answering waits for its lesson."""
    for key, _values in document.of_kind("item"):
        item = stored.items[key]
        may = not stored.is_live(Part("item", key)) and not item_problems(freeze_item(item))
        if may and waits(item) and not is_kept_back(item):
            publish_item(item)
