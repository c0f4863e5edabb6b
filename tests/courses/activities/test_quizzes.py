"""Handing in a quiz: success, each refusal, twice called."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from courses import actions
from courses.activity_errors import KeyTakenError, UnansweredError
from courses.errors import NotThisModuleError
from courses.frozen import activity
from courses.learners import Learner
from courses.models import Completion, Enrolment, ItemResponse, QuizAttempt
from courses.progress import SUMMARY, rebuilt
from courses.quizzes import handed_in, submit_quiz
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree, stranger
from tests.courses.builders_activities import hold, item, quiz, right_answer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lesson(arranged):
    return lesson_with_a_quiz()


def lesson_with_a_quiz():
    """The first of two lessons; it holds a quiz of every kind of question."""
    pages = module(site_tree(), lessons=2)
    check = quiz()
    hold([lessons_of(page)[0] for page in pages.values()], check)
    found = lessons_of(pages["es"])[0]
    found.quiz = activity("quiz", check.pk)
    return found


def hand_in(who: Learner, lesson, answers: dict | None = None, **fields) -> QuizAttempt:
    """Hand in the right answers, with some exchanged."""
    right = {str(one.key): right_answer(one.content) for one in lesson.quiz.items}
    fields = {"attempt_id": uuid.uuid4(), "now": timezone.now(), **fields}
    return submit_quiz(
        learner=who,
        module_key=lesson.get_parent().translation_key,
        lesson_key=lesson.translation_key,
        quiz=lesson.quiz,
        answers=right | (answers or {}),
        **fields,
    )


def of_kind(lesson, kind: str):
    return next(one for one in lesson.quiz.items if one.content["type"] == kind)


def test_everything_right_passes_and_is_kept_answer_by_answer(lesson):
    ana = learner(person("ana"))
    now = timezone.now()

    attempt = hand_in(ana, lesson, now=now, happened_at=now - datetime.timedelta(minutes=3))

    attempt.refresh_from_db()
    assert (attempt.number, attempt.score, attempt.max_score, attempt.pass_mark) == (1, 8, 8, 70)
    assert (attempt.percent, attempt.passed, attempt.happened_at) == (
        100,
        True,
        now - datetime.timedelta(minutes=3),
    )
    rows = ItemResponse.objects.filter(attempt=attempt).order_by("pk")
    assert [row.item_version_id for row in rows] == [one.version_pk for one in lesson.quiz.items]
    assert [row.answer for row in rows] == [right_answer(one.content) for one in lesson.quiz.items]
    assert [row.score for row in rows] == [
        None if not one.is_scored else Decimal(1) for one in lesson.quiz.items
    ]


def test_the_summary_follows_and_can_be_rebuilt_from_the_attempts(lesson):
    ana = learner(person("ana"))

    hand_in(ana, lesson, {str(one.key): ["no"] for one in [of_kind(lesson, "single_choice")]})
    hand_in(ana, lesson)
    hand_in(ana, lesson, {str(of_kind(lesson, "numeric").key): "3"})

    enrolment = Enrolment.objects.get()
    assert enrolment.results == {str(lesson.quiz.key): {"attempts": 3, "best": 100, "passed": True}}
    assert enrolment.states == {str(lesson.translation_key): "in_progress"}
    assert rebuilt(enrolment) == {name: getattr(enrolment, name) for name in SUMMARY}


def test_passing_is_never_lost_and_the_best_attempt_counts(lesson):
    ana = learner(person("ana"))
    hand_in(ana, lesson)

    worse = hand_in(ana, lesson, {str(of_kind(lesson, kind).key): ["no"] for kind in ("single_choice",)})

    assert (worse.number, worse.percent) == (2, 88)
    result = Enrolment.objects.get().results[str(lesson.quiz.key)]
    assert result == {"attempts": 2, "best": 100, "passed": True}


def test_partly_right_answers_earn_a_part(lesson):
    several = of_kind(lesson, "multiple_response")

    attempt = hand_in(stranger(), lesson, {str(several.key): ["permit", "school"]})

    assert attempt.responses.get(item_version_id=several.version_pk).score == 0
    assert attempt.percent == 88


def test_passing_the_quiz_completes_the_module_when_the_lessons_are_done(lesson):
    ana = learner(person("ana"))
    for page in lessons_of(lesson.get_parent()):
        act(ana, page)

    hand_in(ana, lesson)

    assert Completion.objects.get().enrolment.is_completed


def test_the_same_form_twice_is_one_attempt_with_the_first_result(lesson):
    ana, key = learner(person("ana")), uuid.uuid4()

    first = hand_in(ana, lesson, attempt_id=key)
    second = hand_in(ana, lesson, {str(of_kind(lesson, "numeric").key): "3"}, attempt_id=key)

    assert (first.pk, first.score) == (second.pk, second.score)
    assert QuizAttempt.objects.count() == 1
    assert Enrolment.objects.get().results[str(lesson.quiz.key)]["attempts"] == 1


def test_a_form_that_somebody_else_handed_in_is_not_ones_own(lesson):
    key = uuid.uuid4()
    hand_in(learner(person("ana")), lesson, attempt_id=key)
    bruno = learner(person("bruno"))

    with pytest.raises(KeyTakenError):
        hand_in(bruno, lesson, attempt_id=key)
    with pytest.raises(KeyTakenError):
        handed_in(learner=bruno, quiz=lesson.quiz, attempt_id=key)
    assert not Enrolment.objects.filter(user_id=bruno.user_id).exists()


def test_a_missing_answer_stores_nothing(lesson):
    with pytest.raises(UnansweredError):
        hand_in(learner(person("ana")), lesson, {str(lesson.quiz.items[0].key): None})

    assert (QuizAttempt.objects.count(), Enrolment.objects.count()) == (0, 0)


def test_nobody_answers_in_an_unpublished_lesson(lesson):
    for page in lesson.get_translations(inclusive=True):
        page.unpublish()

    with pytest.raises(NotThisModuleError):
        hand_in(learner(person("ana")), lesson)


def test_the_pass_mark_in_force_stays_with_the_attempt(lesson):
    ana = learner(person("ana"))
    passed = hand_in(ana, lesson, {str(of_kind(lesson, "numeric").key): "3"})

    lesson.quiz.__dict__["pass_mark"] = 90
    failed = hand_in(ana, lesson, {str(of_kind(lesson, "numeric").key): "3"})

    assert [(one.pass_mark, one.passed) for one in (passed, failed)] == [(70, True), (90, False)]


def test_old_attempts_keep_the_version_they_answered(lesson):
    from courses.freezing import publish_item
    from courses.models import Item

    attempt = hand_in(learner(person("ana")), lesson)
    changed = Item.objects.get(pk=of_kind(lesson, "numeric").item_pk)
    changed.answer_value = 21
    changed.save()

    publish_item(changed)

    row = attempt.responses.get(item_version__item=changed)
    assert (row.item_version.number, row.item_version.content["value"], row.score) == (1, "20", 1)


def test_answering_brings_back_whoever_had_left(lesson):
    ana = learner(person("ana"))
    hand_in(ana, lesson)
    actions.leave(learner=ana, module_key=lesson.get_parent().translation_key, now=timezone.now())

    hand_in(ana, lesson)

    assert Enrolment.objects.get().is_active


def test_a_quiz_of_texts_alone_is_passed_by_handing_in(lesson):
    only_words = activity("quiz", quiz(item("short_text"), code="words").pk)
    lesson.quiz = only_words

    attempt = hand_in(learner(person("ana")), lesson)

    assert (attempt.max_score, attempt.passed) == (0, True)
