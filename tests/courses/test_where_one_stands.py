"""What pages say to somebody who left, who is nearly done, or who is done: nothing is forgotten, nothing is vague."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import actions
from tests.courses.builders import act, add_lesson, learner, lessons_of, module, person, site_tree
from tests.reference.builders import a_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogues():
    return site_tree()


@pytest.fixture
def pilot(catalogues):
    return module(catalogues, lessons=3)["en"]


@pytest.fixture
def ana(client):
    client.user = person("ana")
    client.force_login(client.user)
    return client


def test_who_left_a_module_reads_there_that_progress_is_kept(ana, pilot):
    act(learner(ana.user), lessons_of(pilot)[0])
    actions.leave(learner=learner(ana.user), module_key=pilot.translation_key, now=timezone.now())

    page = ana.get(pilot.url).content.decode()
    back = ana.post(reverse("courses:enrolment", args=[pilot.translation_key]))

    assert "You left this module. Your progress is kept. 1 of 3 done." in page
    assert "Come back" in page
    assert back.url == lessons_of(pilot)[1].url


def test_advice_on_what_to_take_first_ends_with_the_completion(ana, catalogues, pilot):
    first = [{"type": "module", "value": str(pilot.translation_key), "id": "one"}]
    second = module(catalogues, lessons=1, slug="second", advised_first=first)["en"]
    before = ana.get(second.url).content.decode()

    act(learner(ana.user), lessons_of(second)[0])

    assert "We advise to take first:" in before
    assert "We advise to take first:" not in ana.get(second.url).content.decode()


def test_the_last_lesson_says_which_others_are_open(ana, pilot):
    first, second, last = lessons_of(pilot)
    act(learner(ana.user), second)

    with_gap = ana.get(last.url).content.decode()
    act(learner(ana.user), first)
    without = ana.get(last.url).content.decode()

    assert f'Still to be done: <a href="{first.url}">lesson 1</a></span>' in with_gap
    assert ("Mark as done and finish" in with_gap, "Mark as done and finish" in without) == (False, True)
    assert "Still to be done" not in without


def test_a_quotation_says_where_it_comes_from(client, pilot):
    words = {
        "text": "A door can open.",
        "original_language": "en",
        "attribution": "The report",
        "fact_status": "source_document",
        "source": a_source().pk,
    }
    lesson = add_lesson(pilot, number=4, body=[{"type": "quotation", "value": words, "id": "said"}])

    page = client.get(lesson.url).content.decode()

    assert "From the source article" in page
    assert "Annual report (en)" in page


def test_a_lesson_in_one_language_says_so_in_the_other_with_a_note_and_no_alert(client, pilot):
    lesson = add_lesson(pilot, number=4)

    page = client.get(lesson.url).content.decode()

    assert re.search(
        r'<p class="only-in" lang="es">.*Esta lección todavía no está disponible en español', page
    )
    assert 'class="notice"' not in page
