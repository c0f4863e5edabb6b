"""Many learners at once, on the running site: nothing is lost, nothing is stored twice, nobody sees an error."""

import http.client
import json
import subprocess
import sys
import threading
import uuid
from urllib.parse import urlencode

import pytest

from tools.children import BASE
from tools.live_site import LiveSite

LEARNERS = 40
LESSONS = 6
CSRF = "c" * 32


def run(site: LiveSite, what: str, *arguments: object) -> dict:
    """What `tests.crowd` finds or does in the database of the site."""
    command = [sys.executable, "-m", "tests.crowd", what, *map(str, arguments)]
    done = subprocess.run(command, cwd=BASE, env=site.environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def send(site: LiveSite, cookies: str, url: str, **fields: str) -> tuple[int, str]:
    """Send a form as a browser does; the status, and where it leads."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    headers = {
        "Cookie": f"puentes_csrf={CSRF}; {cookies}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        connection.request("POST", url, urlencode({"csrfmiddlewaretoken": CSRF, **fields}), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()


def at_once(jobs: list) -> list:
    """What each job returned, all of them started at the same moment."""
    gate, found = threading.Barrier(len(jobs)), [None] * len(jobs)

    def do(number: int) -> None:
        gate.wait()
        found[number] = jobs[number]()

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def mark(site: LiveSite, cookies: str, lesson: str, key: uuid.UUID | None = None) -> tuple[int, str]:
    fields = {"uuid": str(key or uuid.uuid4()), "act": "done"}
    return send(site, cookies, f"/en/my-learning/lessons/{lesson}/", **fields)


def all_marked(learners: int, lessons: int = LESSONS) -> dict:
    """The rows when so many learners have marked so many lessons once."""
    return {
        "enrolments": learners,
        "marks": learners * lessons,
        "doubled": 0,
        "lessons_done": [[lessons, learners]],
        "different": 0,
    }


def crowd() -> str:
    """A name that nobody else's people carry."""
    return f"crowd-{uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="module")
def everyone(site) -> dict:
    name = crowd()
    return {"name": name, **run(site, "everyone", name, LEARNERS)}


def test_forty_learners_mark_every_lesson_at_once(site, everyone):
    def read_all(session: str) -> list[int]:
        return [mark(site, f"puentes_session={session}", lesson)[0] for lesson in everyone["lessons"]]

    statuses = at_once([lambda session=session: read_all(session) for session in everyone["sessions"]])

    assert statuses == [[302] * LESSONS] * LEARNERS
    assert run(site, "rows", everyone["name"]) == all_marked(LEARNERS)


def test_forty_connections_write_at_once(site):
    found = run(site, "act", crowd(), LEARNERS)

    assert found == {"errors": [], "slowest": found["slowest"], **all_marked(LEARNERS)}


def test_first_answers_that_arrive_together_make_one_enrolment(site):
    found = run(site, "answer_first", crowd())

    assert found == {"errors": [], "slowest": found["slowest"], **all_marked(1)}


def test_a_strangers_first_answers_and_their_repeats_count_once(site, everyone):
    cookies, lessons = f"puentes_start={everyone['start_cookie']}", everyone["lessons"][:2]
    keys = {lesson: uuid.uuid4() for lesson in lessons}

    def answer(lesson: str):
        return mark(site, cookies, lesson, keys[lesson])

    answers = at_once([lambda lesson=lesson: answer(lesson) for lesson in lessons * 4])

    assert [status for status, _where in answers] == [302] * 8
    assert answers == answers[:2] * 4
    assert run(site, "rows_of_stranger", everyone["start_key"]) == all_marked(1, lessons=2)
