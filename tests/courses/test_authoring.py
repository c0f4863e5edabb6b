"""Trainers write questions, quizzes, scenarios and reflections; what they save is what learners get."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import (
    Enrolment,
    Item,
    ItemResponse,
    ItemVersion,
    Quiz,
    QuizAttempt,
    Reflection,
    Scenario,
    ScenarioVersion,
)
from tests.courses.authors import (
    choice,
    ending,
    inputs,
    item,
    item_form,
    nested_form_data,
    quiz,
    quiz_form,
    reflection,
    scenario,
    scenario_form,
    sign_in,
    step,
    trainer,
)
from tests.courses.builders import add_lesson, module, person, site_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def taught(arranged):
    return module(site_tree(), lessons=1, code="M1")["en"]


@pytest.fixture(scope="module")
def ana(taught):
    return trainer("ana", taught)


@pytest.fixture
def pilot(client, taught, ana):
    """A module whose trainer is signed in."""
    sign_in(client, ana)
    return taught


def saved_item(client, pilot, **fields) -> Item:
    client.post(reverse("item:add"), item_form(pilot, **fields))
    return Item.objects.get()


# --- Questions


def test_a_sound_question_is_published_when_it_is_saved(client, pilot):
    response = client.post(reverse("item:add"), item_form(pilot))

    made = Item.objects.get()
    assert response.status_code == 302
    assert made.module_key == pilot.translation_key
    assert (made.current_version.number, made.current_version.content["stem"]["en"]) == (1, "Where? (en)")


def test_a_change_makes_a_new_version_and_no_change_makes_none(client, pilot):
    made = saved_item(client, pilot)
    edit = reverse("item:edit", args=[made.pk])

    client.post(edit, item_form(pilot, **keeping_ids(made)))
    unchanged = made.versions.count()
    client.post(edit, item_form(pilot, **keeping_ids(made), **inputs("stem", "When?")))

    assert unchanged == 1
    assert [version.content["stem"]["en"] for version in made.versions.order_by("number")] == [
        "Where? (en)",
        "When? (en)",
    ]


def keeping_ids(made: Item) -> dict:
    """The inputs with which a browser sends the options' ids back."""
    return {f"options-{number}-id": block.id for number, block in enumerate(made.options)}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([choice("One"), choice("Two")], "No answer is marked as right."),
        ([choice("One", correct=True)], "It needs at least two answers to choose from."),
        (
            [choice("One", correct=True), choice("Two", correct=True)],
            "More than one answer is marked as right.",
        ),
        ([], "No answer is marked as right."),
    ],
)
def test_a_question_that_cannot_be_asked_says_why_and_loses_nothing(client, pilot, options, sentence):
    form = item_form(pilot, options=options, **inputs("stem", "Kept words"))

    html = client.post(reverse("item:add"), form).content.decode()

    assert sentence in html
    assert "Kept words (en)" in html
    assert all(one["text"]["en"] in html for _type, one in options)
    assert (Item.objects.count(), ItemVersion.objects.count()) == (0, 0)


def test_a_question_in_one_language_alone_is_refused(client, pilot):
    response = client.post(reverse("item:add"), item_form(pilot, stem_en=""))

    assert "Write this in every language." in response.content.decode()
    assert Item.objects.count() == 0


def test_feedback_in_one_language_alone_is_refused(client, pilot):
    response = client.post(reverse("item:add"), item_form(pilot, feedback_en=""))

    assert "The feedback is missing in English." in response.content.decode()


def test_hidden_characters_in_an_answer_are_refused(client, pilot):
    options = [choice("Ri\x07ght", correct=True), choice("Wrong")]

    response = client.post(reverse("item:add"), item_form(pilot, options=options))

    assert "characters that cannot be shown" in response.content.decode()
    assert Item.objects.count() == 0


def test_an_unsound_change_leaves_what_learners_get(client, pilot):
    made = saved_item(client, pilot)

    client.post(
        reverse("item:edit", args=[made.pk]), item_form(pilot, options=[choice("One"), choice("Two")])
    )

    made.refresh_from_db()
    assert (made.versions.count(), str(made.options[0].value["text"]["en"])) == (1, "Right (en)")


def test_a_question_must_say_where_it_belongs(client, pilot):
    client.post(reverse("item:add"), item_form(pilot, module_key=""))

    assert Item.objects.count() == 0


def test_a_copy_is_a_new_question(client, pilot):
    made = saved_item(client, pilot)

    html = client.get(reverse("item:copy", args=[made.pk])).content.decode()
    client.post(reverse("item:copy", args=[made.pk]), item_form(pilot, code="Q1-copy"))

    assert "Q1-copy" in html
    assert sorted(Item.objects.values_list("code", flat=True)) == ["Q1", "Q1-copy"]
    assert Item.objects.values("key").distinct().count() == 2


def test_inspecting_shows_every_version_and_changes_none(client, pilot):
    made = saved_item(client, pilot)
    client.post(reverse("item:edit", args=[made.pk]), item_form(pilot, **inputs("stem", "When?")))

    html = client.get(reverse("item:inspect", args=[made.pk])).content.decode()

    assert [words in html for words in ("Version 1", "Version 2", "Where? (en)", "When? (es)")] == [True] * 4
    assert "<form" not in html[html.index("Version 2") :]


# --- Quizzes and reflections


def test_a_quiz_holds_its_questions_in_the_order_of_the_form(client, pilot):
    first, second = item(pilot, "A"), item(pilot, "B")

    response = client.post(reverse("quiz:add"), quiz_form(pilot, second, first))

    assert response.status_code == 302
    assert [row.item.code for row in Quiz.objects.get().quiz_items.order_by("sort_order")] == ["B", "A"]


def test_questions_of_a_quiz_can_be_reordered(client, pilot):
    first, second = item(pilot, "A"), item(pilot, "B")
    made = quiz(pilot, "K1", first, second)
    ids = {row.item_id: row.pk for row in made.quiz_items.all()}
    form = quiz_form(pilot, first, second, initial=2)
    form |= {"quiz_items-0-id": ids[first.pk], "quiz_items-0-ORDER": 2}
    form |= {"quiz_items-1-id": ids[second.pk], "quiz_items-1-ORDER": 1}

    client.post(reverse("quiz:edit", args=[made.pk]), form)

    rows = Quiz.objects.get().quiz_items.order_by("sort_order")
    assert [(row.item.code, row.pk) for row in rows] == [("B", ids[second.pk]), ("A", ids[first.pk])]


@pytest.mark.parametrize(("times", "sentence"), [(0, "submit at least 1"), (2, "stands in this quiz twice")])
def test_a_quiz_needs_each_question_once(client, pilot, times, sentence):
    response = client.post(
        reverse("quiz:add"), quiz_form(pilot, *[item(pilot, "A")] * times if times else [])
    )

    assert sentence in response.content.decode()
    assert Quiz.objects.count() == 0


def test_a_copied_quiz_asks_the_same_questions(client, pilot):
    made = quiz(pilot, "K1", item(pilot, "A"), item(pilot, "B"))

    html = client.get(reverse("quiz:copy", args=[made.pk])).content.decode()
    client.post(reverse("quiz:add"), quiz_form(pilot, *Item.objects.order_by("code"), code="K2", initial=2))

    assert "K1-copy" in html
    assert [one.quiz_items.count() for one in Quiz.objects.order_by("code")] == [2, 2]


def test_a_reflection_is_saved_in_both_languages(client, pilot):
    form = {"module_key": str(pilot.translation_key), "code": "R1", **inputs("prompt", "What if?")}

    client.post(reverse("reflection:add"), nested_form_data({**form, "hint_es": "", "hint_en": ""}))

    assert Reflection.objects.get().prompt.as_dict() == {"es": "What if? (es)", "en": "What if? (en)"}


# --- Scenarios


def test_a_sound_scenario_is_published_when_it_is_saved(client, pilot):
    story = [step("n1", "n2", "good"), step("n2", "good", "bad"), ending("good"), ending("bad")]

    response = client.post(reverse("scenario:add"), scenario_form(pilot, *story))

    made = Scenario.objects.get()
    assert response.status_code == 302
    assert [one["name"] for one in made.current_version.content["steps"]] == ["n1", "n2"]


@pytest.mark.parametrize(
    ("story", "sentence"),
    [
        ([step("n1", "good", "nowhere"), ending("good")], "leads to “nowhere”, which does not exist."),
        ([step("n1", "n1", "good"), ending("good")], "goes round in a circle: n1 → n1."),
        ([step("n1", "good", "good"), step("n2", "good", "good"), ending("good")], "No path leads to “n2”."),
        ([step("n1", "n1", "n1")], "needs at least one step and one ending."),
    ],
)
def test_a_scenario_that_does_not_end_well_says_why_and_loses_nothing(client, pilot, story, sentence):
    html = client.post(reverse("scenario:add"), scenario_form(pilot, *story)).content.decode()

    assert sentence in html
    assert "At n1 (en)" in html
    assert (Scenario.objects.count(), ScenarioVersion.objects.count()) == (0, 0)


# --- Deleting


def test_an_unused_question_is_deleted_with_its_versions(client, pilot):
    made = saved_item(client, pilot)

    response = client.post(reverse("item:delete", args=[made.pk]))

    assert response.status_code == 302
    assert (Item.objects.count(), ItemVersion.objects.count()) == (0, 0)


def test_a_question_of_a_quiz_is_not_deleted_and_the_quiz_is_named(client, pilot):
    made = saved_item(client, pilot)
    quiz(pilot, "K1", made)

    answers = [getattr(client, method)(reverse("item:delete", args=[made.pk])) for method in ("get", "post")]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert ["Quiz K1" in answer.content.decode() for answer in answers] == [True, True]
    assert "Yes, delete" not in answers[0].content.decode()
    assert Item.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "make"), [("quiz", quiz), ("scenario", scenario), ("reflection", reflection)]
)
def test_what_a_lesson_holds_is_not_deleted_and_the_lesson_is_named(client, pilot, kind, make):
    made = make(pilot)
    add_lesson(pilot, number=2, body=[(kind, made)])

    response = client.post(reverse(f"{kind}:delete", args=[made.pk]))

    assert response.status_code == 409
    assert "Lesson “Lesson 2 (en)” (English)" in response.content.decode()
    assert type(made).objects.count() == 1


def test_what_only_a_draft_of_a_lesson_holds_is_not_deleted(client, pilot):
    made = reflection(pilot)
    lesson = add_lesson(pilot, number=2)
    lesson.body = [("reflection", made)]
    lesson.save_revision()

    response = client.post(reverse("reflection:delete", args=[made.pk]))

    assert response.status_code == 409
    assert Reflection.objects.count() == 1


def test_what_learners_answered_is_not_deleted(client, pilot):
    made = saved_item(client, pilot)
    answered(pilot, quiz(pilot, "K1"), made)

    html = client.post(reverse("item:delete", args=[made.pk])).content.decode()

    assert "Learners have given 1 answer." in html
    assert Item.objects.count() == 1


def answered(pilot, check: Quiz, made: Item) -> None:
    """Somebody has handed in a quiz with this question."""
    enrolment = Enrolment.objects.create(user=person("bea"), module_key=pilot.translation_key)
    attempt = QuizAttempt.objects.create(
        enrolment=enrolment,
        quiz=check,
        lesson_key=uuid.uuid4(),
        number=1,
        pass_mark=70,
        score=1,
        max_score=1,
        happened_at=timezone.now(),
    )
    ItemResponse.objects.create(
        attempt=attempt, item_version=made.current_version, answer=[], score=1, max_score=1
    )
