"""Activities in lessons, by real requests: what strangers, learners and people with an account see and send."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import translation

from courses.enums import ItemType
from courses.freezing import publish_item, publish_scenario
from courses.frozen import activity
from courses.models import Item, ItemResponse, QuizAttempt, ReflectionEntry, Scenario, ScenarioChoice
from tests.courses.builders import lessons_of, module, person, site_tree
from tests.courses.builders_activities import filled_in, hold, item, quiz, reflection, scenario

pytestmark = pytest.mark.django_db

SECRETS = ("SECRET-FEEDBACK", "SECRET-MODEL", "SECRET-RUBRIC")
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')


@pytest.fixture
def lessons():
    """The lesson in both languages; it holds a quiz of every kind, a scenario and a reflection."""
    pages = module(site_tree(), lessons=1)
    found = {language: lessons_of(page)[0] for language, page in pages.items()}
    hold(list(found.values()), quiz(), scenario(), reflection())
    return found


@pytest.fixture
def started(client, lessons):
    """Somebody without an account who pressed Start."""
    client.get(reverse("courses:start", args=[lessons["es"].get_parent().translation_key]))
    return client


@pytest.fixture
def ana(client, lessons):
    client.user = person("ana")
    client.force_login(client.user)
    return client


def address(lesson, name: str, code: str, language: str = "en") -> str:
    with translation.override(language):
        return reverse(f"courses:{name}", args=[lesson.translation_key, code])


def asked() -> tuple:
    """The questions of the quiz as they are asked now."""
    return activity("quiz", QuizAttempt.quiz.field.related_model.objects.get(code="check").pk).items


def of_kind(kind: str):
    return next(one for one in asked() if one.content["type"] == kind)


def read(client, lesson, query: str = "") -> str:
    response = client.get(lesson.url + query)
    assert response.status_code == 200
    return response.content.decode()


def part(html: str, anchor: str) -> str:
    """One activity of a page."""
    return re.search(rf'<section[^>]*id="{anchor}".*?</section>', html, re.DOTALL)[0]


def send(client, url: str, data, **headers):
    return client.post(url, data.urlencode(), content_type="application/x-www-form-urlencoded", **headers)


def hand_in(client, lesson, language="en", **fields):
    return send(client, address(lesson, "quiz_attempts", "check", language), filled_in(asked(), **fields))


# --- What may not be seen before it is answered


@pytest.mark.parametrize("language", ["es", "en"])
def test_strangers_read_the_questions_and_nothing_that_answers_them(client, lessons, language):
    html = read(client, lessons[language])

    card = part(html, "activity-check")
    assert card.count('class="item"') == len(ItemType.values)
    assert not any(secret in html for secret in SECRETS)
    assert "<form" not in card
    assert "<input" not in card
    assert f"/start/{lessons['es'].get_parent().translation_key}/?place=" in card or "/empezar/" in card
    assert "csrfmiddlewaretoken" not in html


@pytest.mark.parametrize("language", ["es", "en"])
def test_learners_get_the_questions_without_keys_feedback_or_rubric(started, lessons, language):
    html = read(started, lessons[language])

    assert not any(secret in html for secret in SECRETS)
    assert not re.search(r"correct|is_right|data-key", part(html, "activity-check"))
    for one in asked():
        if "key" in one.content:
            assert not any(f'value="{thing}"' in html for thing in ("develop", "release", "receive", "meet"))


def test_a_form_that_comes_back_reveals_nothing_either(started, lessons):
    numeric = of_kind(ItemType.NUMERIC)

    response = hand_in(started, lessons["en"], answers={str(numeric.key): "twenty"})

    assert response.status_code == 422
    assert not any(secret in response.content.decode() for secret in SECRETS)


# --- Quizzes


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_learner_without_an_account_hands_in_and_sees_what_was_right(started, lessons, language):
    response = hand_in(started, lessons[language], language)

    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"{lessons[language].url}?note=open#activity-check",
    )
    html = part(read(started, lessons[language]), "activity-check")
    assert html.count('class="feedback right"') == 1 + 8
    assert html.count('class="feedback noted"') == 1
    assert all(secret in html for secret in ("SECRET-FEEDBACK-YES", "SECRET-MODEL", "SECRET-RUBRIC"))
    assert "SECRET-FEEDBACK-NO" not in html
    assert "100%" in html


def test_the_form_on_the_page_is_the_form_that_is_understood(started, lessons):
    html = part(read(started, lessons["en"]), "activity-check")
    hidden = dict(HIDDEN.findall(html))

    data = filled_in(asked())
    for name, value in hidden.items():
        data[name] = value
    response = send(started, re.search(r'action="([^"]+)"', html)[1], data)

    assert response.status_code == 303
    assert str(QuizAttempt.objects.get().pk) == hidden["uuid"]
    assert set(data) == set(re.findall(r'name="([\w-]+)"', html))


def test_a_wrong_answer_shows_what_was_chosen_and_what_is_right(started, lessons):
    single, numeric, order = (of_kind(kind) for kind in ("single_choice", "numeric", "ordering"))
    turned = {thing: str(5 - int(place)) for thing, place in order.content["key"].items()}

    hand_in(
        started,
        lessons["en"],
        answers={str(single.key): ["no"], str(numeric.key): "35,700", str(order.key): turned},
    )

    html = part(read(started, lessons["en"]), "activity-check")
    for words in (
        "Your answer, not right",
        "SECRET-FEEDBACK-NO",
        "SECRET-FEEDBACK-YES",
        "35,700",
        "Not quite",
    ):
        assert words in html
    assert (html.count('class="feedback wrong"'), "62%" in html) == (3, True)
    assert "Not passed yet" in html


def test_trying_again_shows_an_empty_form_and_the_best_result_counts(started, lessons):
    hand_in(started, lessons["en"])

    html = part(read(started, lessons["en"], "?again=activity-check&note=open"), "activity-check")
    hand_in(started, lessons["en"], answers={str(of_kind("numeric").key): "3"})
    result = part(read(started, lessons["en"]), "activity-check")

    assert "<form" in html
    assert "checked" not in html
    assert "Best so far: 100%. Attempts: 2." in result
    assert "You have passed" in result


def test_the_same_form_twice_leads_to_the_same_result(started, lessons):
    key = str(uuid.uuid4())

    first = hand_in(started, lessons["en"], uuid=key)
    second = hand_in(started, lessons["en"], uuid=key, answers={str(of_kind("numeric").key): "nonsense"})

    assert (first.status_code, second.status_code) == (303, 303)
    assert QuizAttempt.objects.count() == 1


def test_a_form_that_another_person_handed_in_is_not_found(client, lessons):
    key = str(uuid.uuid4())
    for name in ("ana", "bruno"):
        client.force_login(person(name))
        response = hand_in(client, lessons["en"], uuid=key)

    assert response.status_code == 404
    assert QuizAttempt.objects.get().enrolment.user.email == "ana@example.org"


@pytest.mark.parametrize(
    ("language", "missing", "wrong"),
    [
        (
            "en",
            "Choose an answer.",
            "This answer does not belong to the question. Choose one of those you see here.",
        ),
        ("es", None, None),
    ],
)
def test_what_is_missing_or_foreign_comes_back_as_it_was_typed(started, lessons, language, missing, wrong):
    single, judged, words = (of_kind(kind) for kind in ("single_choice", "true_false", "short_text"))
    other = item()

    answers = {str(single.key): [], str(judged.key): ["yes"], str(words.key): "My own <words>"}
    response = hand_in(started, lessons[language], language, answers=answers)

    html = response.content.decode()
    assert response.status_code == 422
    assert "My own &lt;words&gt;" in html
    assert html.count('role="alert"') == 1
    assert re.findall(r'<a href="#(activity-check-q\d-1)"', html) == [
        "activity-check-q1-1",
        "activity-check-q3-1",
    ]
    assert all(f'id="{target}"' in html for target in ("activity-check-q1-1", "activity-check-q3-1"))
    if missing:
        assert html.count(missing) == 2
        assert html.count(wrong) == 2
    assert (QuizAttempt.objects.count(), other.quiz_items.count()) == (0, 0)


def test_an_answer_to_a_question_of_another_quiz_is_refused(started, lessons):
    other = item()
    data = filled_in(asked())
    data.update({f"q-{other.key.hex}-version": "1", f"q-{other.key.hex}": "yes"})

    response = send(started, address(lessons["en"], "quiz_attempts", "check"), data)

    assert response.status_code == 422
    assert "belong to questions that this quiz does not ask" in response.content.decode()
    assert ItemResponse.objects.count() == 0


def test_a_question_that_changed_meanwhile_is_asked_again_and_the_rest_is_kept(started, lessons):
    before = filled_in(asked())
    row = Item.objects.get(pk=of_kind("numeric").item_pk)
    row.answer_value = 21
    row.save()
    publish_item(row)

    response = send(started, address(lessons["en"], "quiz_attempts", "check"), before)

    html = response.content.decode()
    assert response.status_code == 422
    assert "The quiz has changed since you opened it" in html
    assert html.count("This question has changed. Please answer it again.") == 2
    assert html.count(" checked") == 5
    assert 'value="20"' in html
    assert QuizAttempt.objects.count() == 0


@pytest.mark.parametrize("value", ["", "not-a-uuid", "\x00"])
def test_a_form_without_its_key_comes_back(started, lessons, value):
    assert hand_in(started, lessons["en"], uuid=value).status_code == 422


def test_control_characters_in_a_text_are_refused(started, lessons):
    response = hand_in(started, lessons["en"], answers={str(of_kind("short_text").key): "bell \x07"})

    assert response.status_code == 422
    assert QuizAttempt.objects.count() == 0


def test_only_whoever_has_started_can_answer(client, lessons):
    response = hand_in(client, lessons["en"])

    assert response.status_code == 403
    assert QuizAttempt.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("quiz_attempts", "nonsense"),
        ("scenario_choice", "check"),
        ("reflection_entry", "s1x"),
        ("quiz_attempts", "S1"),
    ],
)
def test_what_the_lesson_does_not_hold_is_not_found(started, lessons, name, code):
    assert started.post(address(lessons["en"], name, code)).status_code == 404


def test_an_unpublished_lesson_takes_no_answers(started, lessons):
    data = filled_in(asked())
    for lesson in lessons.values():
        lesson.unpublish()

    assert send(started, address(lessons["en"], "quiz_attempts", "check"), data).status_code == 404


@pytest.mark.parametrize("name", ["quiz_attempts", "scenario_choice", "reflection_entry"])
def test_opening_the_address_of_a_form_leads_back_to_the_lesson(started, lessons, name):
    code = {"quiz_attempts": "check", "scenario_choice": "S1", "reflection_entry": "R1"}[name]

    assert started.get(address(lessons["en"], name, code)).headers["Location"].startswith(lessons["en"].url)


def test_a_form_without_its_token_is_refused(lessons):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("ana"))

    assert hand_in(strict, lessons["en"]).status_code == 403


# --- Scenarios


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


def choose(client, lesson, html: str, option: str, **changed):
    """Press one of the buttons on the page."""
    card = part(html, "activity-s1")
    data = dict(HIDDEN.findall(card)) | {"option": option} | changed
    return client.post(re.search(r'action="([^"]+)"', card)[1], data)


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


# --- Reflections


def write(client, lesson, text: str, *, json: bool = False, language: str = "en", **fields):
    data = {"uuid": str(uuid.uuid4()), "happened_at": "", "text": text, **fields}
    headers = {"Accept": "application/json"} if json else {"Accept": "text/html"}
    return client.post(address(lesson, "reflection_entry", "R1", language), data, headers=headers)


def test_without_an_account_there_is_the_way_to_one_and_nothing_to_write_in(started, lessons):
    card = part(read(started, lessons["en"]), "activity-r1")

    assert "Sign in to write and keep a reflection." in card
    assert "<textarea" not in card
    assert f"next={lessons['en'].url}" in card.replace("%2F", "/")


@pytest.mark.parametrize("json", [True, False])
def test_a_text_is_kept_and_comes_back(ana, lessons, json):
    response = write(ana, lessons["en"], "Ana <thinks>\r\ntwice", json=json)

    assert response.status_code == (200 if json else 303)
    assert ReflectionEntry.objects.get().text == "Ana <thinks>\ntwice"
    assert "\nAna &lt;thinks&gt;\ntwice</textarea>" in part(read(ana, lessons["es"]), "activity-r1")


def test_nobody_else_sees_it(ana, lessons, django_user_model):
    write(ana, lessons["en"], "Ana's secret")
    pages = [read(ana, lessons["en"])]
    for user in (person("bruno"), person("admin", is_superuser=True, is_staff=True)):
        ana.force_login(user)
        pages.append(read(ana, lessons["en"]))
    ana.logout()
    pages.append(read(ana, lessons["en"]))

    assert ["Ana&#x27;s secret" in html for html in pages] == [True, False, False, False]


@pytest.mark.parametrize("json", [True, False])
@pytest.mark.parametrize(
    "text",
    ["x" * 5001, "x" * 1_000_000, "nul \x00 inside", "bell \x07 inside"],
    ids=["5001", "1 MB", "NUL", "control"],
)
def test_a_text_that_cannot_be_kept_is_refused_and_not_lost(ana, lessons, text, json):
    write(ana, lessons["en"], "Before")

    response = write(ana, lessons["en"], text, json=json)

    assert response.status_code == 422
    if json:
        assert list(response.json()) == ["error"]
    else:
        assert text in response.content.decode()
    assert ReflectionEntry.objects.get().text == "Before"


@pytest.mark.parametrize("json", [True, False])
def test_signed_out_while_writing_keeps_the_text_on_the_page(started, lessons, json):
    response = write(started, lessons["en"], "Half an hour of thoughts", json=json)

    assert response.status_code == 403
    assert json or "Half an hour of thoughts" in response.content.decode()
    assert ReflectionEntry.objects.count() == 0


def test_an_older_text_from_another_window_is_not_taken_for_saved(ana, lessons):
    write(ana, lessons["en"], "Newer")

    response = write(ana, lessons["en"], "Older", json=True, happened_at="2020-01-01T00:00:00Z")

    assert response.status_code == 409
    assert "newer text" in response.json()["error"]
    assert ReflectionEntry.objects.get().text == "Newer"


def test_exactly_5000_characters_fit(ana, lessons):
    assert write(ana, lessons["en"], "ñ" * 5000).status_code == 303


# --- Cost


def test_a_lesson_with_everything_costs_a_signed_in_learner_six_queries(
    ana, lessons, django_assert_max_num_queries
):
    hand_in(ana, lessons["en"])
    choose(ana, lessons["en"], read(ana, lessons["en"]), "go")
    write(ana, lessons["en"], "Words")
    read(ana, lessons["en"])

    with django_assert_max_num_queries(6):
        html = read(ana, lessons["en"])

    assert all(words in html for words in ("He is awaited", "Words</textarea>", "Best so far"))


def test_a_text_in_one_language_says_so_in_the_other(client, lessons):
    hold([lessons["es"], lessons["en"]], reflection("R2", prompt={"es": "¿Qué frase?"}))

    card = part(read(client, lessons["en"]), "activity-r2")

    assert '<span lang="es">¿Qué frase?</span>' in card
    assert "(only in Spanish)" in card
