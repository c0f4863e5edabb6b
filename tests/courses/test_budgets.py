"""How many queries a page may cost, whatever the number of rows.

The content generation is read at most once a second; here it is warm, as it is for almost every request.
"""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from base import generation
from courses import actions
from tests.courses.activities.visits import choose, hand_in, read, write
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree
from tests.courses.builders_activities import hold, quiz, reflection, scenario

pytestmark = pytest.mark.django_db
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


@pytest.fixture(autouse=True)
def _warm_generation(monkeypatch):
    """However slow the machine, the number is not read again in the middle of a count."""
    monkeypatch.setattr(generation, "FRESH_SECONDS", 3600.0)


@pytest.fixture(scope="module")
def catalogues(arranged):
    return site_tree()


@pytest.fixture(scope="module")
def pilot(catalogues):
    """A module of six lessons; the second holds a quiz of every kind, a scenario and a reflection."""
    pages = module(catalogues, lessons=6)
    hold([lessons_of(page)[1] for page in pages.values()], quiz(), scenario(), reflection())
    return pages


@pytest.fixture
def ana(client, pilot):
    """Somebody in the middle of the module who has answered everything once."""
    client.user = person("ana")
    client.force_login(client.user)
    first, second = lessons_of(pilot["en"])[:2]
    act(learner(client.user), first)
    html = read(client, second)
    hand_in(client, second)
    write(client, second, "What I think.")
    choose(client, second, html, "go")
    return client


def queries(ask) -> list[str]:
    """The queries of the second of two equal requests; the first one fills what is kept in memory."""
    ask()
    generation.current()
    with CaptureQueriesContext(connection) as captured:
        response = ask()
    assert response.status_code in {200, 302}
    return [query["sql"] for query in captured if not query["sql"].startswith(NOT_COUNTED)]


def crowd(pages, count: int) -> None:
    """So many others on the module, each of whom has begun and finished a lesson."""
    first, second = lessons_of(pages["en"])[:2]
    for _number in range(count):
        other = learner(person(f"other-{uuid.uuid4().hex}"))
        act(other, first)
        act(other, second, "visited")


PAGES = {
    "home": lambda pilot: "/en/",
    "catalogue": lambda pilot: "/en/learn/",
    "module": lambda pilot: pilot["en"].url,
    "lesson": lambda pilot: lessons_of(pilot["en"])[0].url,
    "lesson with activities": lambda pilot: lessons_of(pilot["en"])[1].url,
    "glossary": lambda pilot: "/en/glossary/",
}


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())
def test_a_public_page_that_is_kept_costs_at_most_the_look_at_the_generation(client, pilot, url):
    address = url(pilot)
    client.get(address)
    generation.forget()

    with CaptureQueriesContext(connection) as captured:
        client.get(address)

    assert len(captured) == 1
    assert queries(lambda: client.get(address)) == []


@pytest.mark.parametrize("number", range(6))
def test_a_lesson_costs_somebody_signed_in_at_most_six_queries(ana, pilot, number):
    url = lessons_of(pilot["en"])[number].url

    assert len(queries(lambda: ana.get(url))) <= 6


def test_a_lesson_costs_somebody_without_an_account_at_most_six_queries(client, pilot):
    first, second = lessons_of(pilot["en"])[:2]
    client.get(reverse("courses:start", args=[pilot["en"].translation_key]))
    hand_in(client, second)

    assert len(queries(lambda: client.get(second.url))) <= 6
    assert len(queries(lambda: client.get(first.url))) <= 6


def mark(client, lesson, act: str = "done"):
    url = reverse("courses:lesson_act", args=[lesson.translation_key])
    return client.post(url, {"uuid": str(uuid.uuid4()), "act": act})


@pytest.mark.parametrize("acts", [["done"], ["undone"], ["done", "undone"]])
def test_marking_a_lesson_costs_at_most_seven_queries(ana, pilot, acts):
    lesson, waiting = lessons_of(pilot["en"])[2], [*acts, *acts]

    assert len(queries(lambda: mark(ana, lesson, waiting.pop(0)))) <= 7


def test_the_first_mark_of_all_makes_the_enrolment_within_the_same_budget(client, pilot):
    client.force_login(person("berta"))
    lesson = lessons_of(pilot["en"])[0]
    client.get(lesson.url)

    with CaptureQueriesContext(connection) as captured:
        mark(client, lesson)

    counted = [query for query in captured if not query["sql"].startswith(NOT_COUNTED)]
    assert len(counted) <= 7


@pytest.mark.parametrize(
    "url", [*PAGES.values(), lambda pilot: reverse("courses:my_learning")], ids=[*PAGES, "my learning"]
)
def test_ten_times_the_rows_cost_no_query_more(ana, pilot, catalogues, url):
    address = url(pilot)
    crowd(pilot, 2)
    few = queries(lambda: ana.get(address))

    crowd(pilot, 18)
    others = [module(catalogues, lessons=1, slug=f"more-{number}") for number in range(9)]
    for pages in others:
        actions.enrol(learner=learner(ana.user), module_key=pages["en"].translation_key, now=timezone.now())
    many = queries(lambda: ana.get(address))

    assert len(many) == len(few)


def test_marking_costs_no_query_more_among_ten_times_the_learners(ana, pilot):
    lesson = lessons_of(pilot["en"])[2]
    crowd(pilot, 2)
    few = queries(lambda: mark(ana, lesson))

    crowd(pilot, 18)

    assert len(queries(lambda: mark(ana, lesson))) == len(few)
