"""Many learners at once: makes them, lets them act, and counts what is left afterwards.

A program of its own, because it works on the database of a running site: `python -m tests.crowd …`
prints one line of JSON.
"""

import json
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable

from tools.prepare import set_up_django

set_up_django()

# ruff: noqa: E402

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from courses import actions
from courses.enums import LessonAct
from courses.learners import Learner, hand_out_start_key, start_key
from courses.models import Enrolment, LessonFact
from courses.outline import Outline, all_outlines
from courses.progress import rebuilt
from people.models import User


def the_module() -> Outline:
    """The module of six lessons."""
    return next(outline for outline in all_outlines().values() if len(outline.lessons) == 6)


def person(name: str) -> User:
    return User.objects.create_user(
        f"{name}@example.org", display_name=name.title(), language="en", adult_declared_at=timezone.now()
    )


def session_of(user: User) -> str:
    """The key of a session in which the user is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def make_everyone(crowd: str, count: str) -> dict:
    """So many people who are signed in, a stranger who pressed "Start", and the lessons they are to mark."""
    people = [person(f"{crowd}-{number}") for number in range(int(count))]
    lessons = [str(lesson.key) for lesson in the_module().lessons]
    return {"sessions": [session_of(user) for user in people], "lessons": lessons, **make_stranger()}


def make_stranger() -> dict:
    request, response = RequestFactory().get("/"), HttpResponse()
    hand_out_start_key(response, secure=False)
    cookie = response.cookies[settings.START_COOKIE_NAME]
    request.COOKIES[settings.START_COOKIE_NAME] = cookie.value
    return {"start_cookie": cookie.value, "start_key": str(start_key(request))}


def act_at_once(crowd: str, count: str) -> dict:
    """Everybody marks every lesson at the same moment, each in a thread with a connection of its own."""
    lessons = [lesson.key for lesson in the_module().lessons]
    people = [person(f"{crowd}-{number}") for number in range(int(count))]
    report = at_once([lambda user=user: mark_all(Learner(user_id=user.pk), lessons) for user in people])
    return report | rows_of_crowd(crowd)


def answer_first_at_once(crowd: str) -> dict:
    """The first answers of one person arrive together, one for every lesson."""
    lessons = [lesson.key for lesson in the_module().lessons]
    learner = Learner(user_id=person(f"{crowd}-0").pk)
    report = at_once([lambda key=key: mark_all(learner, [key]) for key in lessons])
    return report | rows_of_crowd(crowd)


def mark_all(learner: Learner, lessons: Iterable[uuid.UUID]) -> None:
    for key in lessons:
        actions.record_act(
            learner=learner, lesson_key=key, act=LessonAct.DONE, fact_id=uuid.uuid4(), now=timezone.now()
        )


def at_once(jobs: list[Callable[[], None]]) -> dict:
    """Start all jobs together; how long the slowest took, and what went wrong."""
    gate, errors, seconds = threading.Barrier(len(jobs)), [], []

    def run(job: Callable[[], None]) -> None:
        gate.wait()
        started = time.monotonic()
        try:
            job()
        except Exception as error:  # noqa: BLE001 (told to whoever asked)
            errors.append(repr(error))
        finally:
            seconds.append(time.monotonic() - started)
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"errors": errors, "slowest": round(max(seconds), 2)}


def rows_of_crowd(crowd: str) -> dict:
    return rows_of(Enrolment.objects.filter(user__email__startswith=f"{crowd}-"))


def facts_of_crowd(crowd: str) -> dict:
    """The keys of what was recorded, each as often as it stands there, but for first visits, which the
    server makes up itself; and how many summaries would be another when rebuilt."""
    enrolments = Enrolment.objects.filter(user__email__startswith=f"{crowd}-")
    facts = LessonFact.objects.filter(enrolment__in=enrolments).exclude(act=LessonAct.VISITED)
    keys = sorted(str(key) for key in facts.values_list("pk", flat=True))
    return {"keys": keys, "different": sum(is_different(one) for one in enrolments)}


def rows_of_stranger(key: str) -> dict:
    return rows_of(Enrolment.objects.filter(anonymous_key=key))


def rows_of(enrolments: QuerySet[Enrolment]) -> dict:
    """How many enrolments, marks and marks stored twice there are; what the summaries count, and how many
    of them would be another when rebuilt from the facts."""
    marks = LessonFact.objects.filter(enrolment__in=enrolments, act=LessonAct.DONE)
    pairs = Counter(marks.values_list("enrolment_id", "lesson_key"))
    return {
        "enrolments": len(enrolments),
        "marks": len(pairs),
        "doubled": pairs.total() - len(pairs),
        "lessons_done": sorted(Counter(one.lessons_done for one in enrolments).items()),
        "different": sum(is_different(one) for one in enrolments),
    }


def is_different(enrolment: Enrolment) -> bool:
    return any(getattr(enrolment, name) != value for name, value in rebuilt(enrolment).items())


def main(what: str, *arguments: str) -> None:
    programs = {
        "everyone": make_everyone,
        "act": act_at_once,
        "answer_first": answer_first_at_once,
        "rows": rows_of_crowd,
        "facts": facts_of_crowd,
        "rows_of_stranger": rows_of_stranger,
    }
    print(json.dumps(programs[what](*arguments)))


if __name__ == "__main__":
    main(*sys.argv[1:])
