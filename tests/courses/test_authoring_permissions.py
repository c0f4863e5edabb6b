"""Trainers meet the activities of their own modules in the admin, and no others, by whatever address."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from courses.models import Item, Quiz
from people.enums import Role
from tests.courses.authors import (
    item,
    item_form,
    nested_form_data,
    quiz,
    quiz_form,
    reflection,
    rich_text,
    scenario,
    sign_in,
    streamfield,
    trainer,
)
from tests.courses.builders import add_lesson, module, person, site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]
MAKERS = {"item": item, "quiz": quiz, "scenario": scenario, "reflection": reflection}
KINDS = list(MAKERS)
VIEWS_OF_ONE = ["edit", "delete", "inspect", "history", "history_results", "usage", "copy"]


@pytest.fixture(scope="module")
def rooms(arranged):
    """Two modules: Ana teaches the first, Berta the second."""
    catalogues = site_tree()
    return module(catalogues, lessons=1, code="M1")["en"], module(
        catalogues, lessons=1, slug="other", code="M2"
    )["en"]


@pytest.fixture(scope="module")
def trainer_of_the_first(rooms):
    return trainer("ana", rooms[0])


@pytest.fixture
def ana(client, trainer_of_the_first):
    sign_in(client, trainer_of_the_first)
    return trainer_of_the_first


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", VIEWS_OF_ONE)
def test_another_trainers_activity_does_not_exist(client, rooms, ana, kind, view):
    own, foreign = MAKERS[kind](rooms[0], "OWN-1"), MAKERS[kind](rooms[1], "SECRET-1")

    answers = [client.get(reverse(f"{kind}:{view}", args=[one.pk]), follow=True) for one in (own, foreign)]

    assert [answer.status_code for answer in answers] == [200, 404]
    assert b"SECRET-1" not in answers[1].content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", ["edit", "delete", "copy"])
def test_another_trainers_activity_takes_no_post(client, rooms, ana, kind, view):
    foreign = MAKERS[kind](rooms[1], "SECRET-1")

    response = client.post(reverse(f"{kind}:{view}", args=[foreign.pk]), item_form(rooms[0]), follow=True)

    assert response.status_code == 404
    assert type(foreign).objects.get(pk=foreign.pk).code == "SECRET-1"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx", "?q=SECRET", "?module_key=nonsense"])
def test_lists_and_exports_hold_only_own_activities(client, rooms, ana, kind, query):
    MAKERS[kind](rooms[0], "OWN-1"), MAKERS[kind](rooms[1], "SECRET-1")

    response = client.get(reverse(f"{kind}:index") + query)
    body = b"".join(response.streaming_content) if response.streaming else response.content

    assert response.status_code == 200
    assert b"SECRET-1" not in body
    assert b"OWN-1" in body or "xlsx" in query or "SECRET" in query


def test_the_spreadsheet_holds_own_rows_and_no_formulas(client, rooms, ana):
    item(rooms[0], "OWN-1"), item(rooms[1], "SECRET-1")
    Item.objects.filter(code="OWN-1").update(stem={"es": "=1+1", "en": "=1+1"})

    response = client.get(reverse("item:index") + "?export=csv")

    rows = b"".join(response.streaming_content).decode().splitlines()[1:]
    assert rows == ["OWN-1,single_choice,remember,'=1+1,1"]


def test_the_excel_sheet_holds_own_rows_alone(client, rooms, ana):
    from io import BytesIO

    from openpyxl import load_workbook

    item(rooms[0], "OWN-1"), item(rooms[1], "SECRET-1")

    response = client.get(reverse("item:index") + "?export=xlsx")

    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["OWN-1"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_choosers_offer_only_own_activities(client, rooms, ana, kind, view):
    MAKERS[kind](rooms[0], "OWN-1"), MAKERS[kind](rooms[1], "SECRET-1")

    plain = client.get(reverse(f"{kind}_chooser:{view}")).content
    searched = client.get(reverse(f"{kind}_chooser:{view}") + "?q=-1").content

    assert [b"OWN-1" in one and b"SECRET-1" not in one for one in (plain, searched)] == [True, True]


@pytest.mark.parametrize("kind", KINDS)
def test_another_trainers_activity_cannot_be_chosen_by_its_number(client, rooms, ana, kind):
    own, foreign = MAKERS[kind](rooms[0], "OWN-1"), MAKERS[kind](rooms[1], "SECRET-1")

    one = client.get(reverse(f"{kind}_chooser:chosen", args=[foreign.pk]), follow=True)
    several = client.get(
        reverse(f"{kind}_chooser:chosen_multiple") + f"?id={own.pk}&id={foreign.pk}&multiple=1"
    )

    assert one.status_code == 404
    assert [row["id"] for row in several.json()["result"]] == [str(own.pk)]


def test_a_question_cannot_be_moved_into_another_trainers_module(client, rooms, ana):
    client.post(reverse("item:add"), item_form(rooms[1]))

    assert Item.objects.count() == 0


def test_the_form_offers_own_modules_alone(client, rooms, ana):
    html = client.get(reverse("item:add")).content.decode()

    assert str(rooms[0].translation_key) in html
    assert str(rooms[1].translation_key) not in html


def test_another_trainers_question_cannot_enter_a_quiz(client, rooms, ana):
    foreign = item(rooms[1], "SECRET-1")

    response = client.post(reverse("quiz:add"), quiz_form(rooms[0], foreign))

    assert response.status_code == 200
    assert Quiz.objects.count() == 0
    assert b"SECRET-1" not in response.content


def lesson_form(body: list) -> dict:
    data = {
        "title": "Lesson 1",
        "slug": "lesson-1",
        "intro": "",
        "duration_minutes": "6",
        "search_description": "",
        "body": streamfield(body),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    return nested_form_data(data)


@pytest.mark.parametrize("kind", ["quiz", "scenario", "reflection"])
def test_another_trainers_activity_cannot_enter_a_lesson_or_its_preview(client, rooms, ana, kind):
    foreign, lesson = MAKERS[kind](rooms[1], "SECRET-1"), rooms[0].get_children().get()
    form = lesson_form([(kind, str(foreign.pk))])

    saved = client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), {**form, "action-publish": "1"})
    client.post(reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk]), form)
    preview = client.get(
        reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk]) + "?mode=participant"
    )

    assert (saved.status_code, preview.status_code) == (200, 200)
    assert not [
        secret
        for secret in (b"SECRET-1", b"secret-1", b"Check", b"A story", b"What if?")
        if secret in preview.content
    ]
    assert b"SECRET-1" not in saved.content
    assert list(lesson.specific_class.objects.get(pk=lesson.pk).body) == []


@pytest.mark.parametrize("kind", ["quiz", "scenario", "reflection"])
def test_own_activities_enter_a_lesson(client, rooms, ana, kind):
    own, lesson = MAKERS[kind](rooms[0], "OWN-1"), rooms[0].get_children().get()
    form = lesson_form([("text", {"body": rich_text("<p>Hi</p>")} | origin()), (kind, str(own.pk))])

    response = client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), form)

    saved = lesson.specific_class.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert response.status_code == 302
    assert [block.block_type for block in saved.body] == ["text", kind]
    assert saved.body[1].value == own


def origin() -> dict:
    return {"fact_status": "", "sources": {"count": "0"}}


def test_what_a_manager_put_into_a_lesson_stays_when_its_trainer_saves(client, rooms, ana):
    foreign = quiz(rooms[1], "SHARED-1")
    lesson = add_lesson(rooms[0], number=2, body=[("quiz", foreign)])

    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
        {**lesson_form([("quiz", str(foreign.pk))]), "slug": "lesson-2", "action-publish": "1"},
    )

    assert response.status_code == 302


def test_participants_and_strangers_are_sent_away(client, rooms):
    one = item(rooms[0])
    answers = [client.get(reverse("item:edit", args=[one.pk])).status_code]
    client.force_login(person("pia"))
    answers.append(client.get(reverse("item:edit", args=[one.pk])).status_code)

    assert answers == [302, 403]


def test_translators_change_no_activity(client, rooms):
    user = trainer("tomas")
    user.groups.set([Group.objects.get(name=Role.TRANSLATOR.value)])
    sign_in(client, user)
    one = item(rooms[0])

    answers = [client.get(reverse(f"item:{view}", args=[one.pk])).status_code for view in ("edit", "delete")]

    assert {*answers} <= {302, 403, 404}


@pytest.mark.parametrize("kind", KINDS)
def test_a_longer_list_asks_no_more_queries(client, rooms, ana, django_assert_num_queries, kind):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        client.get(reverse(f"{kind}:index"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"{kind}:index"))
        return len(queries)

    MAKERS[kind](rooms[0], "A-1")
    few = asked()
    for number in range(20):
        MAKERS[kind](rooms[0], f"B-{number}")

    assert asked() == few
