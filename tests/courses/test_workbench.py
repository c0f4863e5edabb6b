"""The workbench: a module's lessons and questions are made and edited on one screen, and saved together."""

import json

import pytest
from django.urls import reverse

from courses.models import Item, LessonPage, ModulePage, Quiz, QuizItem
from tests.courses.authors import item, quiz, reflection, sign_in, trainer
from tests.courses.builders import add_lesson, module, site_tree
from tests.courses.sent_forms import form_in

pytestmark = pytest.mark.django_db

KEPT = {
    "type": "quotation",
    "id": "said",
    "value": {"text": "  Nobody   asked. ", "original_language": "en", "attribution": "A", "source": None},
}
TEXT = {
    "type": "text",
    "id": "words",
    "value": {
        "body": '<p data-block-key="k1">Where <strong>and</strong> when.</p>',
        "fact_status": "teaching_design",
        "sources": [],
    },
}


@pytest.fixture
def pilot():
    """A draft with one lesson: a text, a quotation, a reflection, and a quiz of one question."""
    page = module(site_tree(), lessons=0, code="M1")["en"]
    page.unpublish()
    asked = item(page, "M1-Q1")
    body = [
        TEXT,
        KEPT,
        {"type": "reflection", "id": "think", "value": reflection(page).pk},
        {"type": "quiz", "id": "check", "value": quiz(page, "M1-K1", asked).pk},
    ]
    lesson = add_lesson(page, number=1, body=[])
    lesson.body, lesson.live, lesson.first_published_at = json.dumps(body), False, None
    lesson.save()
    return ModulePage.objects.get(pk=page.pk)


@pytest.fixture
def ana(client, pilot):
    user = trainer("ana", pilot)
    sign_in(client, user)
    return user


def address(page: ModulePage) -> str:
    return reverse("workbench", args=[page.translation_key])


def opened(client, page):
    response = client.get(address(page))
    assert response.status_code == 200
    return form_in(response.content.decode(), "workbench")


def write(data, words: dict[str, str]) -> None:
    """Type over what stands in these fields."""
    for name, text in words.items():
        assert name in data
        data[name] = text


def send(client, page, data, do="save"):
    sent = data.copy()
    sent["do"] = do
    return client.post(address(page), sent.urlencode(), content_type="application/x-www-form-urlencoded")


def lesson_part(page: ModulePage) -> str:
    return f"lesson-{LessonPage.objects.child_of(page).first().translation_key}"


def draft_of(lesson: LessonPage) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()


def everything() -> tuple:
    """All that a form could change."""
    return (
        list(
            LessonPage.objects.order_by("pk").values_list("title", "draft_title", "body", "latest_revision")
        ),
        list(ModulePage.objects.order_by("pk").values_list("title", "draft_title", "summary")),
        list(Item.objects.order_by("pk").values_list("code", "stem", "options", "module_key")),
        list(Quiz.objects.order_by("pk").values_list("code", "title")),
        list(QuizItem.objects.order_by("quiz", "sort_order").values_list("quiz", "item")),
    )


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
