"""A locked module can be read by everybody and begun by nobody, whichever way they come, until it opens."""

import uuid

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from courses import actions
from courses.errors import ModuleLockedError
from courses.frozen import activity
from courses.models import (
    Enrolment,
    LessonFact,
    Quiz,
    QuizAttempt,
    Reflection,
    ReflectionEntry,
    Scenario,
    ScenarioChoice,
)
from courses.path_locks import closed_to
from courses.quizzes import submit_quiz
from courses.reflections import write_reflection
from courses.scenarios import choose
from tests.courses.activities.visits import hand_in, write
from tests.courses.authors import trainer
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree, stranger
from tests.courses.builders_activities import hold, quiz, reflection, right_answer, scenario
from tests.courses.builders_paths import finish, path, refresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogues(arranged):
    return site_tree()


@pytest.fixture(scope="module")
def first(catalogues):
    return module(catalogues, lessons=1, slug="first", code="M1")


@pytest.fixture(scope="module")
def second(catalogues):
    """A module whose one lesson holds a quiz, a scenario and a reflection."""
    pages = module(catalogues, lessons=1, slug="second", code="M2")
    hold([lessons_of(page)[0] for page in pages.values()], quiz(), scenario(), reflection())
    return pages


@pytest.fixture
def locked(catalogues, first, second):
    return path(catalogues, [first, second], locked=(2,))


def lesson_of(pages, language="en"):
    return lessons_of(pages[language])[0]


def mark(client, lesson, what: str = "done"):
    url = reverse("courses:lesson_act", args=[lesson.translation_key])
    return client.post(url, {"uuid": str(uuid.uuid4()), "act": what})


def stored() -> int:
    """Everything that learners leave behind."""
    return sum(
        model.objects.count()
        for model in (Enrolment, LessonFact, QuizAttempt, ScenarioChoice, ReflectionEntry)
    )


def verbs(second, who, user) -> dict:
    """Every verb with which somebody could begin the module."""
    key, lesson = second["en"].translation_key, lesson_of(second)
    common = {"module_key": key, "lesson_key": lesson.translation_key, "now": timezone.now()}
    asked = activity("quiz", Quiz.objects.get().pk)
    story = activity("scenario", Scenario.objects.get().pk)
    prompt = activity("reflection", Reflection.objects.get().pk)
    start = story.story.steps[story.story.start]
    return {
        "enrol": lambda: actions.enrol(learner=who, module_key=key, now=timezone.now()),
        "mark": lambda: act(who, lesson),
        "quiz": lambda: submit_quiz(
            learner=who,
            quiz=asked,
            attempt_id=uuid.uuid4(),
            answers={str(one.key): right_answer(one.content) for one in asked.items},
            **common,
        ),
        "scenario": lambda: choose(
            learner=who,
            scenario=story,
            version=story.number,
            run=uuid.uuid4(),
            step_id=start["name"],
            option_id=start["options"][0]["id"],
            choice_id=uuid.uuid4(),
            **common,
        ),
        "reflection": lambda: write_reflection(
            user=user,
            reflection=prompt,
            module_key=key,
            text="Mine",
            key=uuid.uuid4(),
            now=timezone.now(),
        ),
    }


@pytest.mark.parametrize("name", ["enrol", "mark", "quiz", "scenario", "reflection"])
def test_no_verb_begins_a_locked_module(locked, second, name):
    ana = person("ana")

    with pytest.raises(ModuleLockedError) as refusal:
        verbs(second, learner(ana), ana)[name]()

    assert "The pilot" in str(refusal.value)
    assert stored() == 0


@pytest.mark.parametrize("name", ["enrol", "mark", "quiz", "scenario"])
def test_no_verb_begins_it_without_an_account_either(locked, second, name):
    with pytest.raises(ModuleLockedError):
        verbs(second, stranger(), None)[name]()

    assert stored() == 0


@pytest.mark.parametrize("name", ["enrol", "mark", "quiz", "scenario", "reflection"])
def test_every_verb_is_open_once_the_earlier_module_is_complete(locked, first, second, name):
    ana = person("ana")
    finish(learner(ana), first)
    before = stored()

    verbs(second, learner(ana), ana)[name]()

    assert stored() > before


ROUTES = {
    "start": lambda client, second: client.get(reverse("courses:start", args=[second["en"].translation_key])),
    "enrolment": lambda client, second: client.post(
        reverse("courses:enrolment", args=[second["en"].translation_key])
    ),
    "mark": lambda client, second: mark(client, lesson_of(second)),
    "skip": lambda client, second: mark(client, lesson_of(second), "skipped"),
    "quiz": lambda client, second: hand_in(client, lesson_of(second)),
    "reflection": lambda client, second: write(client, lesson_of(second), "Mine"),
    "reflection by script": lambda client, second: write(client, lesson_of(second), "Mine", json=True),
}


@pytest.mark.parametrize("name", ROUTES)
def test_no_address_begins_a_locked_module_for_somebody_signed_in(client, locked, second, name):
    client.force_login(person("ana"))

    response = ROUTES[name](client, second)

    assert 400 <= response.status_code < 500
    assert stored() == 0


@pytest.mark.parametrize("name", ROUTES)
def test_no_address_begins_a_locked_module_for_a_start_cookie(client, locked, first, second, name):
    client.get(reverse("courses:start", args=[first["en"].translation_key]))
    assert settings.START_COOKIE_NAME in client.cookies

    response = ROUTES[name](client, second)

    assert 400 <= response.status_code < 500
    assert stored() == 0


def test_a_decision_of_a_scenario_is_refused_too(client, locked, second):
    client.force_login(person("ana"))
    url = reverse("courses:scenario_choice", args=[lesson_of(second).translation_key, "S1"])
    story = activity("scenario", Scenario.objects.get().pk)
    start = story.story.steps[story.story.start]
    data = {
        "uuid": str(uuid.uuid4()),
        "run": str(uuid.uuid4()),
        "version": story.number,
        "step": start["name"],
        "option": start["options"][0]["id"],
    }

    response = client.post(url, data)

    assert (response.status_code, stored()) == (422, 0)
    assert "opens when you have completed" in response.content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_strangers_start_says_what_opens_the_module_and_makes_nobody_known(
    client, locked, first, second, language
):
    with override(language):
        url = reverse("courses:start", args=[second["en"].translation_key])

    response = client.get(url)

    assert (response.status_code, dict(response.cookies)) == (403, {})
    assert f'href="{first[language].url}"' in response.content.decode()


def test_reading_stays_open_to_strangers(client, locked, second):
    response = client.get(lesson_of(second).url)
    html = response.content.decode()

    assert response.status_code == 200
    assert "Lesson 1 (en)" in html
    assert "What would convince your authority?" in html
    assert 'class="notice path-closed"' in html
    assert reverse("courses:start", args=[second["en"].translation_key]) not in html
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_known_reader_gets_the_text_and_no_forms(client, locked, first, second):
    client.force_login(person("ana"))

    html = client.get(lesson_of(second).url).content.decode()

    assert "Lesson 1 (en)" in html
    assert f'href="{first["en"].url}"' in html
    assert reverse("courses:lesson_act", args=[lesson_of(second).translation_key]) not in html
    assert "attempts/" not in html
    assert 'name="text"' not in html
    assert stored() == 0


def test_the_lesson_has_its_forms_as_soon_as_the_module_opens(client, locked, first, second):
    ana = person("ana")
    client.force_login(ana)
    client.get(lesson_of(second).url)

    finish(learner(ana), first)
    html = client.get(lesson_of(second).url).content.decode()

    assert reverse("courses:lesson_act", args=[lesson_of(second).translation_key]) in html
    assert 'class="notice path-closed"' not in html


def test_the_frame_of_one_reader_is_not_that_of_another(client, locked, first, second):
    ana, berta = person("ana"), person("berta")
    finish(learner(ana), first)
    pages = {}
    for user in (berta, ana, berta):
        client.force_login(user)
        pages[user] = client.get(lesson_of(second).url).content.decode()

    assert "path-closed" not in pages[ana]
    assert "path-closed" in pages[berta]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_module_page_says_what_opens_it_in_place_of_start(client, locked, first, second, language):
    html = client.get(second[language].url).content.decode()

    assert 'class="notice path-closed"' in html
    assert f'href="{first[language].url}"' in html
    assert f'href="{locked[language].url}"' in html
    with override(language):
        assert reverse("courses:start", args=[second["en"].translation_key]) not in html


def test_whoever_has_begun_is_never_locked_out(catalogues, first, second):
    ana = person("ana")
    actions.enrol(learner=learner(ana), module_key=second["en"].translation_key, now=timezone.now())
    path(catalogues, [first, second], locked=(2,))

    for verb in verbs(second, learner(ana), ana).values():
        verb()

    assert closed_to(learner(ana), second["en"].translation_key) is None


def test_whoever_left_a_module_comes_back_to_it(catalogues, first, second):
    ana = learner(person("ana"))
    key = second["en"].translation_key
    actions.enrol(learner=ana, module_key=key, now=timezone.now())
    actions.leave(learner=ana, module_key=key, now=timezone.now())
    path(catalogues, [first, second], locked=(2,))

    assert actions.enrol(learner=ana, module_key=key, now=timezone.now()).is_active


def test_a_reflection_that_was_begun_goes_on(client, catalogues, first, second):
    ana = person("ana")
    verbs(second, learner(ana), ana)["reflection"]()
    path(catalogues, [first, second], locked=(2,))
    client.force_login(ana)

    html = client.get(lesson_of(second).url).content.decode()
    verbs(second, learner(ana), ana)["reflection"]()

    assert ">\nMine</textarea>" in html
    assert "path-closed" in html


def test_who_prepares_a_module_tries_it_before_others(client, locked, second):
    ana = trainer("ana", second["en"], second["es"])
    berta = trainer("berta")
    answers = {}
    for user in (ana, berta):
        client.force_login(user)
        answers[user] = client.post(
            reverse("courses:enrolment", args=[second["en"].translation_key])
        ).status_code

    assert answers == {ana: 302, berta: 403}


def test_a_module_on_two_paths_waits_for_both_locks(catalogues, locked, first, second):
    third = module(catalogues, lessons=1, slug="third")
    path(catalogues, [third, second], locked=(2,), slug="other")
    ana, key = learner(person("ana")), second["en"].translation_key
    finish(ana, first)
    waiting = closed_to(ana, key)

    finish(ana, third)

    assert waiting.needed == (str(third["en"].translation_key),)
    assert closed_to(ana, key) is None


def test_two_paths_that_lock_each_other_out_lock_nobody(catalogues, locked, first, second):
    path(catalogues, [second, first], locked=(2,), slug="backwards")
    ana = learner(person("ana"))

    assert [closed_to(ana, pages["en"].translation_key) for pages in (first, second)] == [None, None]


@pytest.mark.parametrize("what", ["path", "earlier module", "earlier lessons"])
def test_a_lock_goes_with_what_it_waits_for(locked, first, second, what):
    gone = {
        "path": locked.values(),
        "earlier module": first.values(),
        "earlier lessons": [lesson_of(first, language) for language in first],
    }[what]
    for page in gone:
        page.unpublish()
    refresh()

    assert closed_to(learner(person("ana")), second["en"].translation_key) is None


def test_an_order_without_locks_closes_nothing(catalogues, first, second):
    path(catalogues, [first, second])

    assert closed_to(stranger(), second["en"].translation_key) is None


def test_the_first_module_of_a_path_is_open_to_all(locked, first):
    assert closed_to(stranger(), first["en"].translation_key) is None


def test_where_a_lock_decides_there_is_no_advice_beside_it(client, locked, first, second):
    page = second["en"]
    page.refresh_from_db()
    page.advised_first = [{"type": "module", "id": "a", "value": str(first["en"].translation_key)}]
    page.save()
    refresh()

    html = client.get(page.url).content.decode()

    assert ("path-closed" in html, "We advise to take first" in html) == (True, False)
