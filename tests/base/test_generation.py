"""What is published shows everywhere within a second, and what is rolled back nowhere."""

import time

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from wagtail.models import Locale, PageViewRestriction, Site

from base import generation
from base.middleware import UnknownVisitors
from base.models import ContentGeneration
from base.per_generation import PerGeneration
from base.visitors import open_to_all
from reference.models import GlossaryTerm
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree

pytestmark = pytest.mark.django_db


class AnotherWorker:
    """A process of its own as far as content goes: it hears of a new number only from the database."""

    def __init__(self, monkeypatch):
        self.monkeypatch, self.clock = monkeypatch, time.monotonic()
        self.known = {"number": 0, "read_at": -1.0}

    def number(self, after: float = 0) -> int:
        """The number it goes by so many seconds later."""
        self.clock += after
        with self.monkeypatch.context() as patch:
            patch.setattr(generation, "_known", self.known)
            patch.setattr(generation.time, "monotonic", lambda: self.clock)
            return generation.current()


def test_a_bump_is_seen_at_once_where_it_happened():
    before = generation.current()

    generation.bump()

    assert generation.current() > before


def test_another_worker_sees_it_within_a_second(monkeypatch):
    worker = AnotherWorker(monkeypatch)
    before = worker.number()

    generation.bump()

    assert worker.number(after=0.9) == before
    assert worker.number(after=0.1) == generation.current() > before


def test_the_number_is_read_at_most_once_a_second(django_assert_num_queries):
    generation.bump()

    with django_assert_num_queries(1):
        for _request in range(100):
            generation.current()


def test_a_change_that_is_rolled_back_leaves_a_number_that_never_comes_again():
    before = generation.current()

    with transaction.atomic():
        generation.bump()
        lost = generation.current()
        transaction.set_rollback(True)
    generation.forget()
    after = generation.current()
    generation.bump()

    assert after == before
    assert generation.current() not in {before, lost}


def test_a_page_made_of_content_that_was_rolled_back_is_not_served():
    texts = ["before"]
    door = UnknownVisitors(lambda request: open_to_all(HttpResponse(texts[-1])))

    def read() -> str:
        return door(RequestFactory().get("/en/")).content.decode()

    with transaction.atomic():
        generation.bump()
        texts.append("lost")
        assert read() == "lost"
        transaction.set_rollback(True)
    texts.append("before")
    generation.forget()

    assert read() == "before"


def test_the_row_is_made_when_it_is_missing():
    ContentGeneration.objects.all().delete()
    generation.forget()

    first = generation.current()
    ContentGeneration.objects.all().delete()
    generation.bump()

    assert generation.current() > first > 0
    assert ContentGeneration.objects.count() == 1


@pytest.fixture
def pilot():
    return module(site_tree(), lessons=2)


def publish(lesson):
    lesson.title = "Published"
    lesson.save_revision().publish()


CHANGES = {
    "publish": lambda pilot: publish(lessons_of(pilot["en"])[0]),
    "unpublish": lambda pilot: lessons_of(pilot["en"])[0].unpublish(),
    "move": lambda pilot: lessons_of(pilot["en"])[0].move(pilot["en"], pos="last-child"),
    "delete": lambda pilot: lessons_of(pilot["en"])[0].delete(),
    "restrict": lambda pilot: PageViewRestriction.objects.create(page=pilot["en"], restriction_type="login"),
    "site": lambda pilot: Site.objects.get().save(),
    "locale": lambda pilot: Locale.objects.first().save(),
    "glossary": lambda pilot: GlossaryTerm.objects.create(
        code="bridge", term={"en": "Bridge", "es": "Puente"}
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_public_content_starts_a_new_generation(pilot, change):
    before = generation.read()

    change(pilot)

    assert generation.read() != before


def test_what_learners_do_starts_no_new_generation(pilot):
    before = generation.read()

    act(learner(person("ana")), lessons_of(pilot["en"])[0])

    assert generation.read() == before


def test_a_memory_empties_itself_with_the_generation():
    memory, made = PerGeneration(), []

    def make():
        made.append(len(made))
        return made[-1]

    first, again = memory.get("key", make), memory.get("key", make)
    generation.bump()

    assert (first, again, memory.get("key", make)) == (0, 0, 1)


def test_a_memory_never_holds_more_than_it_may():
    memory = PerGeneration(most=3)

    for number in range(10):
        memory.get(number, lambda: "something")

    assert len(memory._things) <= 3


def test_nothing_found_is_not_remembered():
    memory, answers = PerGeneration(), [None, "found"]

    assert [memory.get_or_none("key", lambda: answers.pop(0)) for _time in range(2)] == [None, "found"]
