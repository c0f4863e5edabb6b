"""What courses hand out about a person, and what they remove when the person is erased."""

import uuid

import pytest
from django.utils import timezone
from django.utils.translation import override

from base.translated import Translated
from courses.enums import ItemType, LessonAct
from courses.exports import about_learning, answer_in_words
from courses.models import (
    CompletionOverride,
    Enrolment,
    ItemResponse,
    LessonFact,
    PathFollowing,
    QuizAttempt,
    Reflection,
    ReflectionEntry,
)
from people import erasure
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree
from tests.courses.builders_activities import item, quiz, text

pytestmark = pytest.mark.django_db

SECRET = "What I would never say aloud"


@pytest.fixture
def pilot():
    return module(site_tree(), lessons=2)


def attempt_of(enrolment: Enrolment, lesson, answers: dict) -> QuizAttempt:
    """An attempt at a quiz of these items, as the verb stores it."""
    asked = quiz(*answers, code=f"check-{enrolment.pk}")
    made = QuizAttempt.objects.create(
        enrolment=enrolment,
        quiz=asked,
        lesson_key=lesson.translation_key,
        number=1,
        pass_mark=70,
        score=1,
        max_score=2,
        happened_at=timezone.now(),
    )
    for one, answer in answers.items():
        ItemResponse.objects.create(
            attempt=made, item_version=one.current_version, answer=answer, score=None, max_score=0
        )
    return made


def a_busy_person(pilot, name: str = "ana"):
    """Somebody who left every kind of trace."""
    user, lesson = person(name, language="en"), lessons_of(pilot["en"])[0]
    enrolment = act(learner(user), lesson)
    attempt_of(enrolment, lesson, {item(): ["yes"], item(ItemType.SHORT_TEXT): SECRET})
    reflection = Reflection.objects.create(code=f"r-{name}", prompt=Translated(text("What would change?")))
    ReflectionEntry.objects.create(
        user=user, reflection=reflection, text=SECRET, saved_key=uuid.uuid4(), written_at=timezone.now()
    )
    CompletionOverride.objects.create(enrolment=enrolment, by=person(f"trainer-{name}"), reason="Ana was ill")
    PathFollowing.objects.create(user=user, path_key=uuid.uuid4())
    return user


def copy_of(user) -> dict[str, list[dict]]:
    with override("en"):
        return {section.code: list(section.rows) for section in about_learning(user)}


def test_the_copy_names_modules_lessons_and_questions_in_words(pilot):
    copy = copy_of(a_busy_person(pilot))

    assert [row["module"] for row in copy["enrolments"]] == ["The pilot (en)"]
    assert [row["act"] for row in copy["lessons"]][-1] == "Marked as done"
    assert {row["lesson"] for row in copy["lessons"]} == {"Lesson 1 (en)"}
    assert [(row["quiz"], row["score"], row["passed"]) for row in copy["quiz_attempts"]] == [
        ("Check what you learned", "1", False)
    ]
    assert [row["answer"] for row in copy["answers"]] == [["Answer yes"], SECRET]
    assert [(row["prompt"], row["text"]) for row in copy["reflections"]] == [("What would change?", SECRET)]
    assert [row["reason"] for row in copy["completions_by_trainers"]] == ["Ana was ill"]
    assert len(copy["paths"]) == 1


def test_the_copy_is_in_the_language_of_its_reader(pilot):
    user = a_busy_person(pilot)

    with override("es"):
        rows = {section.code: list(section.rows) for section in about_learning(user)}

    assert rows["enrolments"][0]["module"] == "The pilot (es)"
    assert rows["answers"][0]["answer"] == ["Answer yes (es)"]


def test_nothing_of_another_is_in_the_copy(pilot):
    a_busy_person(pilot, "beto")

    copy = copy_of(person("ana"))

    assert not any(copy.values())


def test_the_copy_costs_as_many_queries_for_many_rows_as_for_few(pilot, django_assert_max_num_queries):
    user = a_busy_person(pilot)
    for lesson in lessons_of(pilot["en"]):
        act(learner(user), lesson, LessonAct.UNDONE)
        act(learner(user), lesson)

    with django_assert_max_num_queries(16):
        copy_of(user)


def test_pairs_are_told_in_words_too():
    content = {
        "type": "matching",
        "things": [{"id": "a", "text": text("Left")}],
        "places": [{"id": "b", "text": text("Right")}],
    }

    with override("en"):
        assert answer_in_words(content, {"a": "b"}) == ["Left → Right"]


def test_erasing_removes_every_word_and_keeps_the_counts(pilot):
    user = a_busy_person(pilot)
    facts, answered = LessonFact.objects.count(), ItemResponse.objects.count()
    enrolment = Enrolment.objects.get(user=user)

    erasure.erase(user, now=timezone.now())

    assert not ReflectionEntry.objects.exists()
    assert not PathFollowing.objects.exists()
    assert sorted(str(answer) for answer in ItemResponse.objects.values_list("answer", flat=True)) == [
        "",
        "['yes']",
    ]
    assert CompletionOverride.objects.get().reason == "Erased with the account."
    assert (LessonFact.objects.count(), ItemResponse.objects.count()) == (facts, answered)
    assert Enrolment.objects.get(user=user).lessons_done == enrolment.lessons_done == 1


def test_others_keep_their_words(pilot):
    a_busy_person(pilot, "beto")

    erasure.erase(a_busy_person(pilot, "ana"), now=timezone.now())

    assert ReflectionEntry.objects.get().text == SECRET
    assert ItemResponse.objects.filter(answer=SECRET).count() == 1
