"""One real request for every page of learning, as a stranger and as somebody known."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from base import generation
from courses import actions
from courses.enums import LessonAct
from courses.models import Enrolment, LessonFact, ModulePage
from tests.courses.builders import act, add_lesson, learner, lessons_of, module, person, site_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pilot(arranged):
    return module(site_tree(), lessons=2, code="M1", audience=["advocacy"], cover_tint="coral")


def started(client, page) -> str:
    """Press Start as a stranger; the address of the first lesson."""
    response = client.get(reverse("courses:start", args=[page.translation_key]))
    return response.headers["Location"]


def form_of(html: str, act: str) -> dict:
    """The hidden fields of the form on the page that carries this act."""
    forms = re.findall(r"<form.*?</form>", html, re.DOTALL)
    chosen = next(form for form in forms if f'value="{act}"' in form)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', chosen))
    fields["action"] = re.search(r'action="([^"]*)"', chosen)[1]
    return fields


@pytest.mark.parametrize(("language", "words"), [("es", "Aprender"), ("en", "Learn")])
def test_the_catalogue_shows_the_module(client, pilot, language, words):
    html = client.get(f"/{language}/{'aprender' if language == 'es' else 'learn'}/").content.decode()

    assert f"<h1>{words}</h1>" in html
    assert f"The pilot ({language})" in html


def test_catalogue_filters_live_in_the_address_and_count(client, pilot):
    response = client.get("/en/learn/?audience=advocacy&language=es&audience=nonsense")
    empty = client.get("/en/learn/?audience=donors")

    assert [card.code for card in response.context["cards"]] == ["M1"]
    assert [one.count for facet in response.context["facets"] for one in facet.options if one.is_on] == [1, 1]
    assert empty.context["cards"] == []


def test_filters_that_are_on_stand_above_the_modules_and_can_be_taken_away(client, pilot):
    html = client.get("/en/learn/?language=es&duration=hour").content.decode()
    chips = re.search(r'<ul class="chips chosen-filters".*?</ul>', html, re.DOTALL)[0]

    assert re.findall(r'href="([^"]+)">(.+?)<svg', chips) == [
        ("/en/learn/?duration=hour", "Español"),
        ("/en/learn/?language=es", "Up to 1 hour"),
    ]
    assert "chosen-filters" not in client.get("/en/learn/").content.decode()


def test_a_filter_without_matches_says_so(client, pilot):
    html = client.get("/en/learn/?duration=more").content.decode()

    assert "No module matches" in html


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_module_page_offers_a_start_without_a_form(client, pilot, language):
    response = client.get(pilot[language].url)
    html = response.content.decode()

    assert reverse("courses:start", args=[pilot["en"].translation_key]).split("/")[-2] in html
    assert 'rel="nofollow"' in html
    assert "csrf" not in html
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_lesson_is_read_without_an_account_and_leaves_no_trace(client, pilot, language):
    response = client.get(lessons_of(pilot[language])[0].url)

    assert f"Lesson 1 ({language})" in response.content.decode()
    assert "csrf" not in response.content.decode()
    assert (dict(response.cookies), Enrolment.objects.count()) == ({}, 0)


def test_card_and_page_say_what_kind_of_module_it_is(client, pilot):
    catalogues = {language: page.get_parent().specific for language, page in pilot.items()}
    ModulePage.objects.update(live=False)
    legal = module(catalogues, lessons=1, slug="legal", kind="legal")

    catalogue, page = (client.get(url).content.decode() for url in ("/en/learn/", legal["en"].url))

    assert '<p class="chip">Legal module</p>' in catalogue
    assert '<li class="chip brand-c">Legal module</li>' in page
    assert "Case study" not in catalogue + page


def test_start_makes_a_stranger_known_and_stores_nothing(client, pilot):
    location = started(client, pilot["es"])

    cookie = client.cookies[settings.START_COOKIE_NAME]
    assert location == lessons_of(pilot["en"])[0].url or location == lessons_of(pilot["es"])[0].url
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert Enrolment.objects.count() == 0


def test_a_browsers_guess_is_not_a_start(client, pilot):
    url = reverse("courses:start", args=[pilot["es"].translation_key])

    response = client.get(url, headers={"sec-purpose": "prefetch;prerender"})

    assert (response.status_code, dict(response.cookies)) == (204, {})


def test_marking_the_first_lesson_as_done_enrols_the_visitor_and_leads_on(client, pilot):
    first, second = lessons_of(pilot["es"])
    started(client, pilot["es"])
    fields = form_of(client.get(first.url).content.decode(), "done")

    response = client.post(fields.pop("action"), fields)

    enrolment = Enrolment.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, second.url)
    assert (enrolment.user, enrolment.lessons_done) == (None, 1)


def test_the_last_lesson_leads_to_the_module_which_says_complete(client, pilot):
    client.force_login(person("ana"))
    for lesson in lessons_of(pilot["es"]):
        fields = form_of(client.get(lesson.url).content.decode(), "done")
        response = client.post(fields.pop("action"), fields)

    html = client.get(response.headers["Location"]).content.decode()

    assert response.headers["Location"] == pilot["es"].url
    assert 'id="complete"' in html


def test_a_lesson_added_after_the_completion_takes_nothing_back(client, pilot):
    ana = person("ana")
    client.force_login(ana)
    for lesson in lessons_of(pilot["en"]):
        act(learner(ana), lesson)
    added = add_lesson(pilot["en"], number=3)
    generation.bump()

    module_page = client.get(pilot["en"].url)
    row = client.get("/en/my-learning/").context["rows"][0]

    (line,) = module_page.context["checklist"]
    assert (line.text, line.state, line.url) == (
        "1 lesson is new to you.",
        "The module stays complete.",
        added.url,
    )
    assert (row.words, row.done) == ("Completed, 1 new lesson", 3)
    assert "See what is new" in module_page.content.decode()
    assert 'value="3" max="3"' in client.get(added.url).content.decode()


def test_the_language_link_keeps_a_sensitive_part_open(client, pilot):
    here, there = lessons_of(pilot["en"])[0].url, lessons_of(pilot["es"])[0].url
    link = f'<a href="{there}%s" lang="es"'

    plain, opened = (client.get(here + query).content.decode() for query in ("", "?note=open"))

    assert link % "" in plain
    assert link % "?note=open" in opened


def test_the_same_form_sent_twice_counts_once(client, pilot):
    client.force_login(person("ana"))
    fields = form_of(client.get(lessons_of(pilot["es"])[0].url).content.decode(), "done")
    action = fields.pop("action")

    answers = [client.post(action, fields).headers["Location"] for _time in range(2)]

    assert answers[0] == answers[1]
    assert LessonFact.objects.filter(act="done").count() == 1


def test_continue_leads_to_the_lesson_left_in_the_middle(client, pilot):
    ana = person("ana")
    client.force_login(ana)
    actions.enrol(learner=learner(ana), module_key=pilot["es"].translation_key, now=timezone.now())
    client.get(lessons_of(pilot["es"])[1].url)

    html = client.get(pilot["es"].url).content.decode()

    assert f'href="{lessons_of(pilot["es"])[1].url}"' in html
    assert Enrolment.objects.get().states == {str(lessons_of(pilot["es"])[1].translation_key): "in_progress"}


def test_my_learning_shows_what_was_begun_and_nothing_of_others(client, pilot):
    ana, berta = person("ana"), person("berta")
    act(learner(berta), lessons_of(pilot["es"])[0])
    client.force_login(ana)

    before = client.get(reverse("courses:my_learning")).context["rows"]
    act(learner(ana), lessons_of(pilot["es"])[0])
    after = client.get(reverse("courses:my_learning")).context["rows"]

    assert before == []
    assert [row.enrolment.user for row in after] == [ana]


def test_leaving_asks_first_and_can_be_taken_back(client, pilot):
    ana = person("ana")
    client.force_login(ana)
    act(learner(ana), lessons_of(pilot["es"])[0])
    url = reverse("courses:leave", args=[pilot["es"].translation_key])

    asked = client.get(url)
    client.post(url, {"sure": "yes"})
    left = Enrolment.objects.get().status
    client.post(reverse("courses:enrolment", args=[pilot["es"].translation_key]))

    assert (asked.status_code, left, Enrolment.objects.get().status) == (200, "left", "active")


def test_leaving_what_another_person_takes_is_not_found(client, pilot):
    act(learner(person("berta")), lessons_of(pilot["es"])[0])
    client.force_login(person("ana"))

    response = client.post(reverse("courses:leave", args=[pilot["es"].translation_key]), {"sure": "yes"})

    assert (response.status_code, Enrolment.objects.get().status) == (404, "active")


def test_an_address_for_acts_opened_as_a_page_leads_to_where_its_form_stands(client, pilot):
    lesson = lessons_of(pilot["en"])[1]
    with override("en"):
        act = reverse("courses:lesson_act", args=[lesson.translation_key])
        enrol = reverse("courses:enrolment", args=[pilot["en"].translation_key])

    assert [client.get(url).url for url in (act, enrol)] == [lesson.url, pilot["en"].url]


def test_earlier_work_is_asked_about_and_claimed(client, pilot):
    started(client, pilot["es"])
    fields = form_of(client.get(lessons_of(pilot["es"])[0].url).content.decode(), "done")
    client.post(fields.pop("action"), fields)
    ana = person("ana")
    client.force_login(ana)

    asked = client.get(reverse("courses:claim")).content.decode()
    response = client.post(reverse("courses:claim"), {"answer": "yes"})

    assert "The pilot" in asked
    assert (Enrolment.objects.get().user, response.cookies[settings.START_COOKIE_NAME].value) == (ana, "")


def test_who_says_no_gets_nothing_and_the_browser_forgets(client, pilot):
    started(client, pilot["es"])
    fields = form_of(client.get(lessons_of(pilot["es"])[0].url).content.decode(), "done")
    client.post(fields.pop("action"), fields)
    client.force_login(person("ana"))

    response = client.post(reverse("courses:claim"), {"answer": "no"})

    assert (Enrolment.objects.get().user, response.cookies[settings.START_COOKIE_NAME].value) == (None, "")


def test_a_forged_start_cookie_reaches_nobodys_work(client, pilot):
    started(client, pilot["es"])
    fields = form_of(client.get(lessons_of(pilot["es"])[0].url).content.decode(), "done")
    client.post(fields.pop("action"), fields)
    client.cookies[settings.START_COOKIE_NAME] = str(Enrolment.objects.get().anonymous_key)

    assert client.get(reverse("courses:my_learning")).context["rows"] == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"uuid": "not-a-key", "act": "done"},
        {"uuid": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "act": "visited"},
    ],
)
def test_an_incomplete_form_is_refused_in_words(client, pilot, data):
    client.force_login(person("ana"))
    lesson = lessons_of(pilot["es"])[0]

    response = client.post(reverse("courses:lesson_act", args=[lesson.translation_key]), data)

    assert (response.status_code, LessonFact.objects.count()) == (422, 0)


def test_undoing_in_a_completed_module_is_refused_in_words(client, pilot):
    ana = person("ana")
    client.force_login(ana)
    for lesson in lessons_of(pilot["es"]):
        act(learner(ana), lesson)
    data = {"uuid": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "act": "undone"}

    response = client.post(reverse("courses:lesson_act", args=[lesson.translation_key]), data)

    assert (response.status_code, Enrolment.objects.get().is_completed) == (409, True)


def test_an_unpublished_lesson_is_not_found_in_any_way(client, pilot):
    lesson = lessons_of(pilot["es"])[0]
    other = lessons_of(pilot["en"])[0]
    client.get(lesson.url)
    lesson.unpublish()
    other.unpublish()
    client.force_login(person("ana"))

    page = client.get(lesson.url)
    form = client.post(
        reverse("courses:lesson_act", args=[lesson.translation_key]),
        {"uuid": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "act": "done"},
    )

    assert (page.status_code, form.status_code, LessonFact.objects.count()) == (404, 404, 0)


def test_a_lesson_of_one_language_says_so_and_leads_to_the_module_in_the_other(client, pilot):
    alone = lessons_of(pilot["en"])[-1]
    spanish = pilot["es"].get_children().get(translation_key=alone.translation_key)
    spanish.delete()

    html = client.get(alone.url).content.decode()

    assert "Esta lección todavía no está disponible en español." in html
    assert f'<a href="{pilot["es"].url}" lang="es" hreflang="es" rel="alternate">Español</a>' in html
    assert f'rel="alternate" hreflang="es" href="http://testserver{pilot["es"].url}"' not in html


def test_a_lesson_without_translation_is_listed_with_a_notice_and_opens_in_the_other_language(client, pilot):
    add_lesson(pilot["en"], number=3)

    html = client.get(pilot["es"].url).content.decode()

    assert 'lang="en" hreflang="en">Lesson 3 (en)</a>' in html
    assert 'class="only-in"' in html


def test_a_lesson_added_after_completion_shows_as_new(client, pilot):
    ana = person("ana")
    client.force_login(ana)
    for lesson in lessons_of(pilot["es"]):
        act(learner(ana), lesson)
    add_lesson(pilot["en"], number=3)

    rows = client.get(pilot["es"].url).context["rows"]

    assert [row.state for row in rows] == ["done", "done", "new"]


def test_switching_language_keeps_the_place(client, pilot):
    spanish, english = lessons_of(pilot["es"])[1], lessons_of(pilot["en"])[1]

    links = client.get(spanish.url).context["language_links"]

    assert {link.code: link.url for link in links} == {"es": spanish.url, "en": english.url}


def test_skipping_a_sensitive_part_is_recorded_and_leads_behind_it(client, pilot):
    ana = person("ana")
    client.force_login(ana)
    note = {
        "type": "content_note",
        "id": "0b7f3b55-7a0e-4b52-9c44-1d0e5ad0f001",
        "value": {"topics": ["detention_experience"], "text": "Speaks of detention.", "covers": 1},
    }
    text = {"type": "text", "value": {"body": "<p>Hard to read.</p>", "sources": []}}
    lesson = add_lesson(pilot["es"], number=3, body=[note, text])
    add_lesson(pilot["en"], number=3, key=lesson.translation_key, body=[note, text])
    fields = form_of(client.get(lesson.url).content.decode(), "skipped")

    response = client.post(fields.pop("action"), fields)

    fact = LessonFact.objects.get(act=LessonAct.SKIPPED)
    assert (fact.block_id, response.headers["Location"]) == (note["id"], f"{lesson.url}#after-{note['id']}")
    assert Enrolment.objects.get().skipped == {str(lesson.translation_key): [note["id"]]}


def test_a_key_that_stands_for_another_persons_act_is_refused_in_words(client, pilot):
    lesson, key = lessons_of(pilot["es"])[0], "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    act(learner(person("berta")), lesson, fact_id=key)
    client.force_login(person("ana"))

    response = client.post(
        reverse("courses:lesson_act", args=[lesson.translation_key]), {"uuid": key, "act": "done"}
    )

    assert (response.status_code, LessonFact.objects.count()) == (409, 1)


def test_a_key_that_stands_for_something_else_is_not_taken_for_done(client, pilot):
    (first, second), key = lessons_of(pilot["es"]), "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    ana = person("ana")
    act(learner(ana), first, fact_id=key)
    client.force_login(ana)

    other_lesson = client.post(
        reverse("courses:lesson_act", args=[second.translation_key]), {"uuid": key, "act": "done"}
    )
    other_act = client.post(
        reverse("courses:lesson_act", args=[first.translation_key]), {"uuid": key, "act": "undone"}
    )

    assert (other_lesson.status_code, other_act.status_code) == (409, 409)
    assert Enrolment.objects.get().lessons_done == 1


def test_what_is_not_in_the_lesson_cannot_be_skipped(client, pilot):
    client.force_login(person("ana"))
    lesson = lessons_of(pilot["es"])[0]
    data = {"uuid": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "act": "skipped", "block_id": '"><script>'}

    response = client.post(reverse("courses:lesson_act", args=[lesson.translation_key]), data)

    assert (response.status_code, LessonFact.objects.count()) == (422, 0)


def test_every_form_of_a_lesson_has_a_key_of_its_own(client, pilot):
    note = {
        "type": "content_note",
        "id": "0b7f3b55-7a0e-4b52-9c44-1d0e5ad0f001",
        "value": {"topics": ["detention_experience"], "text": "Speaks of detention.", "covers": 1},
    }
    lesson = add_lesson(pilot["es"], number=3, body=[note])
    add_lesson(pilot["en"], number=3, key=lesson.translation_key, body=[note])
    client.force_login(person("ana"))

    html = client.get(lesson.url).content.decode()

    assert form_of(html, "skipped")["uuid"] != form_of(html, "done")["uuid"]
