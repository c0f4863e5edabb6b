"""A scenario by links for strangers, and by decisions for learners."""

import re
import uuid

import pytest

from courses.freezing import publish_scenario
from courses.models import Scenario, ScenarioChoice
from tests.courses.activities.visits import (
    choose,
    part,
    read,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["es", "en"])
def test_strangers_read_a_scenario_from_link_to_link_to_its_ending(client, lessons, language):
    card = part(read(client, lessons[language]), "activity-s1")
    links = re.findall(r'<a class="choice" href="([^"]+)"', card)
    word = "caso" if language == "es" else "scenario"
    assert links == [f"{lessons[language].url}{word}/s1/n0/{option}/" for option in ("wait", "go")]

    middle = client.get(links[1])
    last = client.get(re.findall(r'<a class="choice" href="([^"]+)"', middle.content.decode())[0])

    assert "He is awaited" in middle.content.decode()
    assert "Ending e2" in last.content.decode()
    assert "Principle of e2" in last.content.decode()
    for response in (middle, last):
        assert "csrfmiddlewaretoken" not in response.content.decode()
        assert not response.cookies
        assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert ScenarioChoice.objects.count() == 0


def test_a_page_of_a_scenario_leads_to_itself_in_the_other_language(client, lessons):
    html = client.get(f"{lessons['en'].url}scenario/s1/n0/go/").content.decode()

    assert f"{lessons['es'].url}caso/s1/n0/go/" in html


@pytest.mark.parametrize("tail", ["s1/n9/", "s1/n0/nonsense/", "s2/n0/", "s1/e1/", "check/n0/"])
def test_steps_that_do_not_exist_are_not_found(client, lessons, tail):
    assert client.get(f"{lessons['en'].url}scenario/{tail}").status_code == 404


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_learner_plays_to_the_end_and_begins_another_way(started, lessons, language):
    lesson = lessons[language]

    first = choose(started, lesson, read(started, lesson), "go")
    middle = part(read(started, lesson), "activity-s1")
    choose(started, lesson, read(started, lesson), "call")
    end = part(read(started, lesson), "activity-s1")
    anew = part(read(started, lesson, "?again=activity-s1&note=open"), "activity-s1")
    choose(started, lesson, read(started, lesson, "?again=activity-s1"), "wait")
    other = part(read(started, lesson), "activity-s1")

    assert (first.status_code, first.headers["Location"]) == (303, f"{lesson.url}?note=open#activity-s1")
    assert "He is awaited" in middle
    assert "Situation n1" in middle
    assert "Ending" not in middle
    assert "Ending e2" in end
    assert "Principle of e2" in end
    assert "again=activity-s1" in end
    assert "Situation n0" in anew
    assert "<li>" in anew
    assert "path-taken" not in anew
    assert "Ending e1" in other
    assert "Night falls" in other
    assert ScenarioChoice.objects.values("run").distinct().count() == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"option": "nonsense"},
        {"option": "call"},
        {"step": "n1", "option": "call"},
        {"version": "9"},
        {"version": "x"},
        {"run": "x"},
        {"uuid": ""},
        {"step": "n0\x00"},
    ],
)
def test_a_decision_that_is_not_on_offer_is_refused_with_a_sentence(started, lessons, changed):
    response = choose(started, lessons["en"], read(started, lessons["en"]), **{"option": "go", **changed})

    assert response.status_code == 422
    assert f'href="{lessons["en"].url}?note=open#activity-s1"' in response.content.decode()
    assert ScenarioChoice.objects.count() == 0


def test_pressing_a_button_of_an_old_page_keeps_the_first_decision(started, lessons):
    old = read(started, lessons["en"])
    choose(started, lessons["en"], old, "go")

    again = choose(started, lessons["en"], old, "wait", uuid=str(uuid.uuid4()))

    assert again.status_code == 303
    assert ScenarioChoice.objects.get().option_id == "go"


def test_a_story_that_changed_begins_anew(started, lessons):
    old = read(started, lessons["en"])
    choose(started, lessons["en"], old, "go")
    row = Scenario.objects.get()
    row.title = {"en": "New title", "es": "Título nuevo"}
    row.save()
    publish_scenario(row)

    late = choose(started, lessons["en"], old, "go", uuid=str(uuid.uuid4()), run=str(uuid.uuid4()))
    card = part(read(started, lessons["en"]), "activity-s1")

    assert late.status_code == 422
    assert "New title" in card
    assert "Situation n0" in card
    assert "path-taken" not in card
