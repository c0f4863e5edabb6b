"""Going to what learners read of quizzes and reflections as words of its own, and back, changes none of it."""

from importlib import import_module

import pytest
from django.apps import apps

from base.translated import Translated
from courses.drafts import freeze_quiz, freeze_reflection, waits
from courses.frozen import activity
from courses.models import Quiz, QuizItem, Reflection
from tests.courses import builders_activities as activities

pytestmark = pytest.mark.django_db
migration = import_module("courses.migrations.0007_published_words")
NEW = Translated({"es": "Nadie más lo ha visto", "en": "Seen by nobody else"})


def forward() -> None:
    migration.publish_what_is_there(apps, None)


def back() -> None:
    migration.put_it_back(apps, None)


def asked(quiz: Quiz) -> list[int]:
    return list(quiz.quiz_items.order_by("sort_order").values_list("item_id", flat=True))


def test_what_stood_in_the_rows_is_what_was_published():
    quiz = activities.quiz(activities.item(code="Q1"), activities.item(code="Q2"), pass_mark=60)
    reflection = activities.reflection()

    forward()

    quiz.refresh_from_db()
    reflection.refresh_from_db()
    assert quiz.published == freeze_quiz(quiz)
    assert quiz.published["pass_mark"] == 60
    assert reflection.published == freeze_reflection(reflection)
    assert not waits(quiz)
    assert not waits(reflection)
    assert [one.item_pk for one in activity("quiz", quiz.pk).items] == asked(quiz)


def test_going_back_lets_no_draft_out():
    first, second = activities.item(code="Q1"), activities.item(code="Q2")
    quiz, reflection = activities.quiz(first, second), activities.reflection()
    public = [freeze_quiz(quiz), freeze_reflection(reflection)]
    forward()
    Quiz.objects.update(title=NEW, intro=NEW, pass_mark=1)
    Reflection.objects.update(prompt=NEW, hint=NEW)
    QuizItem.objects.filter(item=first).delete()
    QuizItem.objects.create(quiz=quiz, item=activities.item(code="Q3"), sort_order=0)

    back()

    assert [freeze_quiz(Quiz.objects.get()), freeze_reflection(Reflection.objects.get())] == public
    assert asked(quiz) == [first.pk, second.pk]
