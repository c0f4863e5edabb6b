"""A quiz in its lesson: what may not be seen before an answer, handing in, and every bad form."""

import re
import uuid

import pytest
from django.urls import reverse

from courses.enums import ItemType
from courses.freezing import publish_item
from courses.models import Item, ItemResponse, LessonPage, QuizAttempt
from tests.courses.activities.visits import (
    HIDDEN,
    SECRETS,
    address,
    address_of_act,
    asked,
    hand_in,
    of_kind,
    part,
    read,
    send,
)
from tests.courses.builders import person
from tests.courses.builders_activities import filled_in, item

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["es", "en"])
def test_strangers_read_the_questions_and_nothing_that_answers_them(client, lessons, language):
    html = read(client, lessons[language])

    card = part(html, "activity-check")
    assert card.count('class="item"') == len(ItemType.values)
    assert not any(secret in html for secret in SECRETS)
    assert "<form" not in card
    assert "<input" not in card
    assert f"/start/{lessons['es'].get_parent().translation_key}/?place=" in card or "/empezar/" in card
    assert "csrfmiddlewaretoken" not in html


@pytest.mark.parametrize("language", ["es", "en"])
def test_learners_get_the_questions_without_keys_feedback_or_rubric(started, lessons, language):
    html = read(started, lessons[language])

    assert not any(secret in html for secret in SECRETS)
    assert not re.search(r'correct=|"correct"|is_right|data-key', part(html, "activity-check"))
    for one in asked():
        if "key" in one.content:
            assert not any(f'value="{thing}"' in html for thing in ("develop", "release", "receive", "meet"))


def test_what_is_missing_and_what_is_complete_is_said_where_one_stands(ana, lessons):
    lesson = lessons["en"]
    ana.post(address_of_act(lesson), {"act": "done", "uuid": uuid.uuid4()})
    missing = read(ana, lesson)
    module = ana.get(lesson.get_parent().url).content.decode()

    hand_in(ana, lesson)
    passed = read(ana, lesson)

    assert "The quiz in lesson 1 is still to be passed." in missing
    assert "Continue: the quiz in lesson 1" in module
    assert "Continue: lesson" not in module
    assert f'<a class="btn big" href="{lesson.url}#activity-check">' in module
    assert "still to be passed" not in passed
    assert "You have completed this module" in part(passed, "activity-check")
    assert "You have completed this module" not in part(missing, "activity-check")


def test_a_form_that_comes_back_reveals_nothing_either(started, lessons):
    numeric = of_kind(ItemType.NUMERIC)

    response = hand_in(started, lessons["en"], answers={str(numeric.key): "twenty"})

    assert response.status_code == 422
    assert not any(secret in response.content.decode() for secret in SECRETS)
    assert '<a href="/en/learn/" aria-current="true">' in response.content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_learner_without_an_account_hands_in_and_sees_what_was_right(started, lessons, language):
    response = hand_in(started, lessons[language], language)

    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"{lessons[language].url}?note=open#activity-check",
    )
    html = part(read(started, lessons[language]), "activity-check")
    assert html.count('class="feedback right"') == 1 + 8
    assert html.count('class="feedback noted"') == 1
    assert all(secret in html for secret in ("SECRET-FEEDBACK-YES", "SECRET-MODEL", "SECRET-RUBRIC"))
    assert "SECRET-FEEDBACK-NO" not in html
    assert re.search(r"100\u00a0?%", html)


def test_the_form_on_the_page_is_the_form_that_is_understood(started, lessons):
    html = part(read(started, lessons["en"]), "activity-check")
    hidden = dict(HIDDEN.findall(html))

    data = filled_in(asked())
    for name, value in hidden.items():
        data[name] = value
    response = send(started, re.search(r'action="([^"]+)"', html)[1], data)

    assert response.status_code == 303
    assert str(QuizAttempt.objects.get().pk) == hidden["uuid"]
    assert set(data) == set(re.findall(r'name="([\w-]+)"', html))


def test_a_wrong_answer_shows_what_was_chosen_and_what_is_right(started, lessons):
    single, numeric, order = (of_kind(kind) for kind in ("single_choice", "numeric", "ordering"))
    turned = {thing: str(5 - int(place)) for thing, place in order.content["key"].items()}

    hand_in(
        started,
        lessons["en"],
        answers={str(single.key): ["no"], str(numeric.key): "35,700", str(order.key): turned},
    )

    html = part(read(started, lessons["en"]), "activity-check")
    for words in (
        "Your answer, not right",
        "SECRET-FEEDBACK-NO",
        "SECRET-FEEDBACK-YES",
        "35,700",
        "Not quite",
    ):
        assert words in html
    assert (html.count('class="feedback wrong"'), "63%" in html) == (3, True)
    assert "Not passed yet" in html


def test_trying_again_shows_an_empty_form_and_the_best_result_counts(started, lessons):
    hand_in(started, lessons["en"])

    html = part(read(started, lessons["en"], "?again=activity-check&note=open"), "activity-check")
    hand_in(started, lessons["en"], answers={str(of_kind("numeric").key): "3"})
    result = part(read(started, lessons["en"]), "activity-check")

    assert "<form" in html
    assert "checked" not in html
    assert "Best so far: 100%. Attempts: 2." in result
    assert "You have passed" in result


def test_the_same_form_twice_leads_to_the_same_result(started, lessons):
    key = str(uuid.uuid4())

    first = hand_in(started, lessons["en"], uuid=key)
    second = hand_in(started, lessons["en"], uuid=key, answers={str(of_kind("numeric").key): "nonsense"})

    assert (first.status_code, second.status_code) == (303, 303)
    assert QuizAttempt.objects.count() == 1


def test_a_form_that_another_person_handed_in_is_not_found(client, lessons):
    key = str(uuid.uuid4())
    for name in ("ana", "bruno"):
        client.force_login(person(name))
        response = hand_in(client, lessons["en"], uuid=key)

    assert response.status_code == 404
    assert QuizAttempt.objects.get().enrolment.user.email == "ana@example.org"


@pytest.mark.parametrize(
    ("language", "missing", "wrong"),
    [
        (
            "en",
            "Choose an answer.",
            "This answer does not belong to the question. Choose one of those you see here.",
        ),
        ("es", None, None),
    ],
)
def test_what_is_missing_or_foreign_comes_back_as_it_was_typed(started, lessons, language, missing, wrong):
    single, judged, words = (of_kind(kind) for kind in ("single_choice", "true_false", "short_text"))
    other = item()

    answers = {str(single.key): [], str(judged.key): ["yes"], str(words.key): "My own <words>"}
    response = hand_in(started, lessons[language], language, answers=answers)

    html = response.content.decode()
    assert response.status_code == 422
    assert "My own &lt;words&gt;" in html
    assert html.count('role="alert"') == 1
    assert re.findall(r'<a href="#(activity-check-q\d-1)"', html) == [
        "activity-check-q1-1",
        "activity-check-q3-1",
    ]
    assert all(f'id="{target}"' in html for target in ("activity-check-q1-1", "activity-check-q3-1"))
    if missing:
        assert html.count(missing) == 2
        assert html.count(wrong) == 2
    assert (QuizAttempt.objects.count(), other.quiz_items.count()) == (0, 0)


def test_an_answer_to_a_question_of_another_quiz_is_refused(started, lessons):
    other = item()
    data = filled_in(asked())
    data.update({f"q-{other.key.hex}-version": "1", f"q-{other.key.hex}": "yes"})

    response = send(started, address(lessons["en"], "quiz_attempts", "check"), data)

    assert response.status_code == 422
    assert "belong to questions that this quiz does not ask" in response.content.decode()
    assert ItemResponse.objects.count() == 0


def test_a_question_that_changed_meanwhile_is_asked_again_and_the_rest_is_kept(started, lessons):
    before = filled_in(asked())
    row = Item.objects.get(pk=of_kind("numeric").item_pk)
    row.answer_value = 21
    row.save()
    publish_item(row)

    response = send(started, address(lessons["en"], "quiz_attempts", "check"), before)

    html = response.content.decode()
    assert response.status_code == 422
    assert "The quiz has changed since you opened it" in html
    assert html.count("This question has changed. Please answer it again.") == 2
    assert html.count(" checked") == 5
    assert 'value="20"' in html
    assert QuizAttempt.objects.count() == 0


def test_the_same_answers_under_the_same_key_are_a_repeat(started, lessons):
    key = str(uuid.uuid4())

    answers = [hand_in(started, lessons["en"], uuid=key) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert QuizAttempt.objects.count() == 1


def test_other_answers_under_a_used_key_are_kept_and_asked_about(started, lessons):
    key, numeric = str(uuid.uuid4()), of_kind(ItemType.NUMERIC)
    hand_in(started, lessons["en"], uuid=key)

    response = hand_in(started, lessons["en"], uuid=key, answers={str(numeric.key): "7777"})

    html = response.content.decode()
    assert (response.status_code, QuizAttempt.objects.count()) == (409, 1)
    assert 'value="7777"' in html
    assert key not in html
    assert not any(secret in html for secret in SECRETS)


@pytest.mark.parametrize("value", ["", "not-a-uuid", "\x00"])
def test_a_form_without_its_key_comes_back(started, lessons, value):
    assert hand_in(started, lessons["en"], uuid=value).status_code == 422


def test_control_characters_in_a_text_are_refused(started, lessons):
    response = hand_in(started, lessons["en"], answers={str(of_kind("short_text").key): "bell \x07"})

    assert response.status_code == 422
    assert QuizAttempt.objects.count() == 0


def test_only_whoever_has_started_can_answer(client, lessons):
    response = hand_in(client, lessons["en"])

    assert response.status_code == 403
    assert QuizAttempt.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("quiz_attempts", "nonsense"),
        ("scenario_choice", "check"),
        ("reflection_entry", "s1x"),
        ("quiz_attempts", "S1"),
    ],
)
def test_what_the_lesson_does_not_hold_is_not_found(started, lessons, name, code):
    assert started.post(address(lessons["en"], name, code)).status_code == 404


def test_an_unpublished_lesson_takes_no_answers(started, lessons):
    data = filled_in(asked())
    for lesson in lessons.values():
        lesson.unpublish()

    assert send(started, address(lessons["en"], "quiz_attempts", "check"), data).status_code == 404


@pytest.mark.parametrize("name", ["quiz_attempts", "scenario_choice", "reflection_entry"])
def test_opening_the_address_of_a_form_leads_back_to_the_lesson(started, lessons, name):
    code = {"quiz_attempts": "check", "scenario_choice": "S1", "reflection_entry": "R1"}[name]

    assert started.get(address(lessons["en"], name, code)).headers["Location"].startswith(lessons["en"].url)


def test_a_form_without_its_token_is_refused(lessons):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("ana"))

    assert hand_in(strict, lessons["en"]).status_code == 403


def test_when_only_the_quiz_is_missing_continue_leads_to_it(ana, lessons):
    ana.get(lessons["en"].url)
    for lesson in LessonPage.objects.child_of(lessons["en"].get_parent()):
        fields = {"uuid": str(uuid.uuid4()), "act": "done"}
        ana.post(reverse("courses:lesson_act", args=[lesson.translation_key]), fields)

    html = ana.get(lessons["en"].get_parent().url).content.decode()

    assert f'class="btn big" href="{lessons["en"].url}#activity-check"' in html
    assert f'<a href="{lessons["en"].url}#activity-check">Reach 70% in' in html


def test_a_worse_attempt_after_passing_takes_nothing_away(ana, lessons):
    lesson = lessons["en"]
    hand_in(ana, lesson)
    wrong = {
        ItemType.SINGLE_CHOICE: ["no"],
        ItemType.TRUE_FALSE: ["true"],
        ItemType.SCENARIO_CHOICE: ["wait"],
    }
    wrong |= {ItemType.MULTIPLE_RESPONSE: ["permit"], ItemType.NUMERIC: "3"}

    hand_in(ana, lesson, answers={str(of_kind(kind).key): answer for kind, answer in wrong.items()})
    shown = part(read(ana, lesson), "activity-check")

    assert "Your best result counts: 100%. Attempts: 2." in shown
    assert "This time it was less:" in shown
    assert "To pass you need" not in shown
