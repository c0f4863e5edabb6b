"""Two people at one workbench: nobody's work is written over without a word."""

import pytest

from courses.models import Item, LessonPage, ModulePage, Quiz, QuizItem
from tests.courses.sent_forms import form_in
from tests.courses.workbench.benches import (
    everything,
    lesson_part,
    opened,
    send,
    write,
)

pytestmark = pytest.mark.django_db


def test_two_people_who_change_different_parts_both_keep_their_work(client, pilot, ana):
    hers, his = opened(client, pilot), opened(client, pilot)
    asked = Item.objects.get()
    write(hers, {f"{lesson_part(pilot)}-title": "Hers"})
    write(his, {f"item-{asked.key}-stem_es": "Suya"})

    answers = [send(client, pilot, data).status_code for data in (hers, his)]

    assert answers == [302, 302]
    assert (LessonPage.objects.get().title, Item.objects.get().stem["es"]) == ("Hers", "Suya")


def test_two_people_who_change_the_same_part_see_both_versions_and_choose(client, pilot, ana):
    hers, his = opened(client, pilot), opened(client, pilot)
    part = lesson_part(pilot)
    write(hers, {f"{part}-title": "Her title"})
    write(his, {f"{part}-title": "His title", "module-summary": "His summary"})
    send(client, pilot, hers)
    saved = everything()

    clash = send(client, pilot, his)

    text = clash.content.decode()
    assert clash.status_code == 409
    assert everything() == saved
    assert "Her title" in text
    assert "Ana" in text
    again = form_in(text, "workbench")
    assert again[f"{part}-title"] == "His title"
    assert send(client, pilot, again).status_code == 409
    again[f"resolve-{part}"] = "mine"
    assert send(client, pilot, again).status_code == 302
    assert (LessonPage.objects.get().title, ModulePage.objects.get(pk=pilot.pk).summary) == (
        "His title",
        "His summary",
    )


def test_taking_what_is_saved_drops_only_the_part_in_question(client, pilot, ana):
    hers, his = opened(client, pilot), opened(client, pilot)
    part = lesson_part(pilot)
    write(hers, {f"{part}-title": "Her title"})
    write(his, {f"{part}-title": "His title", "module-summary": "His summary"})
    send(client, pilot, hers)
    again = form_in(send(client, pilot, his).content.decode(), "workbench")
    again[f"resolve-{part}"] = "theirs"

    send(client, pilot, again)

    assert (LessonPage.objects.get().title, ModulePage.objects.get(pk=pilot.pk).summary) == (
        "Her title",
        "His summary",
    )


def test_a_choice_counts_only_for_the_version_that_was_shown(client, pilot, ana):
    hers, his = opened(client, pilot), opened(client, pilot)
    part = lesson_part(pilot)
    write(hers, {f"{part}-title": "Her title"})
    write(his, {f"{part}-title": "His title"})
    send(client, pilot, hers)
    again = form_in(send(client, pilot, his).content.decode(), "workbench")
    newer = opened(client, pilot)
    write(newer, {f"{part}-title": "Her second thought"})
    send(client, pilot, newer)
    again[f"resolve-{part}"] = "mine"

    response = send(client, pilot, again)

    assert response.status_code == 409
    assert LessonPage.objects.get().title == "Her second thought"


def test_a_question_that_one_removes_and_another_changes_is_a_conflict(client, pilot, ana):
    hers, his = opened(client, pilot), opened(client, pilot)
    asked, check = Item.objects.get(), Quiz.objects.get()
    write(hers, {f"item-{asked.key}-stem_es": "Cambiada"})
    his.setlist(f"quiz-{check.key}-item", [])
    send(client, pilot, hers)

    clash = send(client, pilot, his)

    assert clash.status_code == 409
    assert "Cambiada" in clash.content.decode()
    again = form_in(clash.content.decode(), "workbench")
    again[f"resolve-item-{asked.key}"] = "theirs"
    assert send(client, pilot, again).status_code == 302
    assert QuizItem.objects.get().item.stem["es"] == "Cambiada"


def test_the_same_form_twice_saves_once(client, pilot, ana):
    added = form_in(send(client, pilot, opened(client, pilot), do="add-lesson").content.decode(), "workbench")
    new = added.getlist("lesson")[1]
    write(added, {f"lesson-{new}-title": "Once"})

    answers = [send(client, pilot, added).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert LessonPage.objects.filter(title="Once").count() == 1


def test_choices_can_be_made_one_after_the_other(client, pilot, ana):
    hers, his = opened(client, pilot), opened(client, pilot)
    part, asked = lesson_part(pilot), f"item-{Item.objects.get().key}"
    write(hers, {f"{part}-title": "Her title", f"{asked}-stem_es": "La suya"})
    write(his, {f"{part}-title": "His title", f"{asked}-stem_es": "La de él"})
    send(client, pilot, hers)
    again = form_in(send(client, pilot, his).content.decode(), "workbench")
    again[f"resolve-{part}"] = "mine"
    second = send(client, pilot, again)
    last = form_in(second.content.decode(), "workbench")
    last[f"resolve-{asked}"] = "theirs"

    answers = [second.status_code, send(client, pilot, last).status_code]

    assert answers == [409, 302]
    assert (LessonPage.objects.get().title, Item.objects.get().stem["es"]) == ("His title", "La suya")
