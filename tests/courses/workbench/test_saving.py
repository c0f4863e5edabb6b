"""The workbench: lessons and questions are made and edited on one screen, and saved together."""

import json

import pytest
from django.utils import timezone

from courses.freezing import freeze_item, publish_item
from courses.models import Item, LessonPage, ModulePage, Quiz, QuizItem
from courses.soundness import item_problems
from tests.courses import builders_activities as activities
from tests.courses.sent_forms import form_in
from tests.courses.workbench.benches import (
    TEXT,
    address,
    draft_of,
    everything,
    lesson_part,
    opened,
    send,
    write,
)

pytestmark = pytest.mark.django_db


def test_what_is_saved_unchanged_changes_nothing(client, pilot, ana):
    before = everything()

    response = send(client, pilot, opened(client, pilot))

    assert response.status_code == 302
    assert everything() == before


def test_one_save_changes_module_lesson_text_and_question(client, pilot, ana):
    data, lesson = opened(client, pilot), lesson_part(pilot)
    asked = f"item-{Item.objects.get().key}"
    write(
        data,
        {
            "module-title": "The pilot, told anew",
            f"{lesson}-title": "How it began",
            f"{lesson}-b-words-body": "## Before\n\nOne line.\n\n- first\n- **second**",
            f"{asked}-stem_es": "¿Quién decidió?",
        },
    )

    send(client, pilot, data)

    page = LessonPage.objects.child_of(pilot).get()
    assert ModulePage.objects.get(pk=pilot.pk).title == "The pilot, told anew"
    assert (page.title, page.slug) == ("How it began", "how-it-began")
    assert draft_of(page).body.raw_data[0]["value"] == {
        "body": "<h2>Before</h2><p>One line.</p><ul><li>first</li><li><b>second</b></li></ul>",
        "fact_status": "teaching_design",
        "sources": [],
    }
    assert Item.objects.get().stem["es"] == "¿Quién decidió?"


# --- What the workbench does not edit


def test_blocks_that_are_not_edited_here_stay_byte_for_byte(client, pilot, ana):
    lesson = LessonPage.objects.child_of(pilot).get()
    before = list(lesson.body.raw_data)
    data, part = opened(client, pilot), lesson_part(pilot)
    write(data, {f"{part}-b-words-body": "Another text."})
    data.setlist(f"{part}-block", list(reversed(data.getlist(f"{part}-block"))))

    send(client, pilot, data)

    after = list(draft_of(lesson).body.raw_data)
    assert after[:3] == list(reversed(before))[:3]
    assert [json.dumps(block) for block in after[:3]] == [json.dumps(block) for block in before[:0:-1]]


@pytest.mark.parametrize(
    "html",
    [
        '<p>A <a linktype="page" id="1">page</a></p>',
        "<p>Five <b><i>stars</i></b></p>",
        "<blockquote>Said</blockquote>",
        "<p>4 * 3 * 2 and **not bold</p><embed embedtype='media'/>",
    ],
)
def test_text_that_cannot_be_typed_is_kept_and_shown_with_a_way_to_its_editor(client, pilot, ana, html):
    lesson = LessonPage.objects.child_of(pilot).get()
    block = {"type": "text", "id": "odd", "value": {"body": html, "fact_status": "", "sources": []}}
    lesson.body = json.dumps([block])
    lesson.save()

    data = opened(client, pilot)
    write(data, {f"{lesson_part(pilot)}-title": "Renamed"})
    send(client, pilot, data)

    assert data.getlist(f"{lesson_part(pilot)}-block") == ["kept:odd"]
    assert list(draft_of(lesson).body.raw_data) == [block]


# --- Questions


@pytest.mark.parametrize("kind", list(activities.OPTIONS))
def test_each_of_the_nine_kinds_is_opened_saved_and_edited(client, pilot, ana, kind):
    asked = activities.item(kind, module_key=pilot.translation_key)
    QuizItem.objects.create(quiz=Quiz.objects.get(), item=asked, sort_order=2)
    before = freeze_item(asked)
    send(client, pilot, opened(client, pilot))
    unchanged = freeze_item(Item.objects.get(pk=asked.pk))
    data = opened(client, pilot)
    fields = [name for name in data if name.startswith(f"item-{asked.key}-") and name.endswith("_en")]
    write(data, {name: f"{data[name]} anew" for name in fields if data[name]})

    response = send(client, pilot, data)

    after = Item.objects.get(pk=asked.pk)
    assert response.status_code == 302
    assert unchanged == before
    assert after.stem["en"] == f"{before['stem']['en']} anew"
    assert after.current_version.content == freeze_item(after)
    assert (after.versions.count(), item_problems(freeze_item(after))) == (2, [])


def test_another_right_answer_makes_a_new_version_and_the_old_one_stays(client, pilot, ana):
    asked = Item.objects.get()
    publish_item(asked)
    old = asked.current_version
    data = opened(client, pilot)
    data.setlist(f"item-{asked.key}-right", ["no-id"])

    send(client, pilot, data)

    asked.refresh_from_db()
    right = {one["id"]: one["correct"] for one in asked.current_version.content["options"]}
    assert asked.current_version.number == old.number + 1
    assert right == {"yes-id": False, "no-id": True}
    assert {one["id"]: one["correct"] for one in old.content["options"]} == {"yes-id": True, "no-id": False}


def test_a_question_without_a_key_is_kept_in_the_draft_and_listed_as_missing(client, pilot, ana):
    asked = Item.objects.get()
    data = opened(client, pilot)
    data.setlist(f"item-{asked.key}-right", [])

    send(client, pilot, data)

    text = client.get(address(pilot)).content.decode()

    asked.refresh_from_db()
    assert item_problems(freeze_item(asked)) == ["No answer is marked as right."]
    assert f'href="#item-{asked.key}">No answer is marked as right.' in text


def test_what_learners_are_answering_changes_when_its_lesson_is_published(client, pilot, ana):
    lesson = LessonPage.objects.child_of(pilot).get()
    asked = Item.objects.get()
    publish_item(asked)
    pilot.save_revision().publish()
    lesson.save_revision().publish()
    data = opened(client, pilot)
    write(data, {f"item-{asked.key}-stem_es": "¿Nueva?"})

    send(client, pilot, data)
    waiting = Item.objects.get().current_version.content["stem"]["es"]
    draft_of(lesson).save_revision().publish()

    assert waiting == "Where? (es)"
    assert Item.objects.get().stem["es"] == "¿Nueva?"
    assert Item.objects.get().current_version.content["stem"]["es"] == "¿Nueva?"


# --- Adding, moving and taking out


def test_without_script_a_button_adds_a_question_and_keeps_what_was_typed(client, pilot, ana):
    before = everything()
    data = opened(client, pilot)
    write(data, {f"{lesson_part(pilot)}-title": "Typed, not saved"})
    quiz_key = Quiz.objects.get().key

    response = send(client, pilot, data, do=f"add-item:{quiz_key}")

    again = form_in(response.content.decode(), "workbench")
    assert response.status_code == 200
    assert everything() == before
    assert again[f"{lesson_part(pilot)}-title"] == "Typed, not saved"
    assert len(again.getlist(f"quiz-{quiz_key}-item")) == 2
    send(client, pilot, again)
    assert QuizItem.objects.count() == 2
    assert LessonPage.objects.get().title == "Typed, not saved"


@pytest.mark.parametrize(
    ("command", "order"),
    [
        ("up:{}:think", ["words", "think", "said", "check"]),
        ("down:{}:words", ["said", "words", "think", "check"]),
    ],
)
def test_without_script_buttons_move_a_block(client, pilot, ana, command, order):
    part = lesson_part(pilot)
    place = f"block-{part.removeprefix('lesson-')}"

    response = send(client, pilot, opened(client, pilot), do=command.format(place))
    send(client, pilot, form_in(response.content.decode(), "workbench"))

    assert [block["id"] for block in draft_of(LessonPage.objects.get()).body.raw_data] == order


def test_lessons_are_added_moved_and_taken_out(client, pilot, ana):
    first = lesson_part(pilot).removeprefix("lesson-")
    added = form_in(send(client, pilot, opened(client, pilot), do="add-lesson").content.decode(), "workbench")
    new = added.getlist("lesson")[1]
    write(added, {f"lesson-{new}-title": "Then"})
    moved = form_in(send(client, pilot, added, do=f"up:lesson:{new}").content.decode(), "workbench")
    send(client, pilot, moved)
    both_there = [str(page.translation_key) for page in LessonPage.objects.child_of(pilot).order_by("path")]
    without = form_in(
        send(client, pilot, opened(client, pilot), do=f"remove:lesson:{first}").content.decode(), "workbench"
    )

    send(client, pilot, without)

    assert both_there == [new, first]
    assert [page.title for page in LessonPage.objects.child_of(pilot)] == ["Then"]
    assert (Quiz.objects.count(), Item.objects.count()) == (0, 0)


def test_without_script_another_kind_of_question_gets_its_answers(client, pilot, ana):
    data, asked = opened(client, pilot), Item.objects.get()
    write(data, {f"item-{asked.key}-type": "ordering"})

    response = send(client, pilot, data, do=f"retype:{asked.key}")

    rows = form_in(response.content.decode(), "workbench").getlist(f"item-{asked.key}-row")
    assert [row.partition(":")[0] for row in rows] == ["step", "step"]


def test_a_lesson_that_has_been_public_is_not_taken_out_here(client, pilot, ana):
    lesson = LessonPage.objects.child_of(pilot).get()
    LessonPage.objects.update(first_published_at=timezone.now())
    before = everything()
    data = opened(client, pilot)
    data.setlist("lesson", [])

    response = send(client, pilot, data)

    assert response.status_code == 409
    assert lesson.title in response.context["refusal"]
    assert everything() == before


def test_a_source_is_chosen_for_a_text_and_the_others_stay(client, pilot, ana):
    first, second, third = (activities.source(code) for code in ("one", "two", "three"))
    lesson = LessonPage.objects.child_of(pilot).get()
    sources = [{"type": "item", "id": f"s{one.pk}", "value": one.pk} for one in (first, second)]
    block = {**TEXT, "value": {**TEXT["value"], "fact_status": "external", "sources": sources}}
    lesson.body = json.dumps([block])
    lesson.save()
    data, field = opened(client, pilot), f"{lesson_part(pilot)}-b-words-source"
    assert data[field] == str(first.pk)
    write(data, {field: str(third.pk)})

    send(client, pilot, data)

    value = draft_of(lesson).body.raw_data[0]["value"]
    assert [one["value"] for one in value["sources"]] == [third.pk, second.pk]
    assert value["body"] == TEXT["value"]["body"]
