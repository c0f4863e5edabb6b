"""The same answer arriving several times at the same moment, in real transactions."""

import threading
import uuid

import pytest
from django.db import connection

from courses.models import Enrolment, QuizAttempt, ScenarioChoice
from tests.courses.activities.test_quizzes import hand_in, lesson_with_a_quiz
from tests.courses.activities.test_scenarios import decide, lesson_with_a_scenario
from tests.courses.builders import learner, person

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_form_arriving_eight_times_at_once_is_one_attempt():
    lesson = lesson_with_a_quiz()
    ana, key, found, errors = learner(person("ana")), uuid.uuid4(), [], []

    def send():
        try:
            found.append(hand_in(ana, lesson, attempt_id=key).pk)
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert found == [key] * 8
    assert QuizAttempt.objects.count() == 1
    assert Enrolment.objects.get().results[str(lesson.quiz.key)]["attempts"] == 1


def test_two_different_decisions_at_once_are_one():
    lesson = lesson_with_a_scenario()
    ana, run, found, errors = learner(person("ana")), uuid.uuid4(), [], []

    def send(option: str):
        try:
            found.append(decide(ana, lesson, "n0", option, run=run).option_id)
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[option]) for option in ("go", "wait") * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert len(set(found)) == 1
    assert ScenarioChoice.objects.count() == 1
