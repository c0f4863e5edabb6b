"""One real request for each page, in both languages."""

import json
import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from courses import actions
from courses.enums import LessonAct
from courses.learners import Learner
from reference.models import Provision, Statistic
from reference.usage import uses_of
from tests.home.builders import lesson, module, page, person, trainer_of

pytestmark = pytest.mark.django_db
KEYS = ("home", "learn", "about", "privacy", "accessibility", "safeguarding", "m1", "m1/lesson-1")


def html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("key", KEYS)
def test_every_page_answers_in_its_language_and_names_its_counterpart(content, client, key, language):
    here, there = page(key, language), page(key, "es" if language == "en" else "en")

    text = html(client, here.url)

    assert f'<html lang="{language}"' in text
    assert text.count("<h1") == 1
    assert f'hreflang="{there.locale.language_code}" href="http://testserver{there.url}"' in text
    assert f'<meta name="description" content="{here.description[:30]}' in text.replace("&quot;", '"')


@pytest.mark.parametrize("key", KEYS)
def test_pages_for_strangers_hold_nothing_personal_and_are_kept(content, client, key):
    response = client.get(page(key, "en").url)

    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.headers["ETag"]
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_home_shows_modules_and_a_figure_beside_the_one_that_differs(content, client):
    text = html(client, "/en/")

    assert page("home", "en").headline in text
    assert module().url in text
    assert [figure.code for figure in page("home", "en").chosen_figures()] == [
        "idc-detained-2015",
        "segob-presented-2015",
    ]
    assert "35,700" in text
    assert "35,704" in text


def test_home_offers_a_known_learner_the_next_step(content, client):
    ana = person("ana")
    learner = Learner(user_id=ana.pk)
    actions.enrol(learner=learner, module_key=module().translation_key, now=timezone.now())
    act = {"act": LessonAct.DONE, "fact_id": uuid.uuid4(), "now": timezone.now()}
    actions.record_act(learner=learner, lesson_key=lesson(1).translation_key, **act)
    client.force_login(ana)

    text = html(client, "/es/")

    assert f'class="btn big" href="{lesson(2, "es").url}"' in text
    assert text.count('class="btn big"') == 1


def test_home_tells_search_engines_what_the_site_is(content, client):
    text = html(client, "/en/")

    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])
    assert (found["@type"], found["name"], found["url"]) == ("WebSite", "Puentes", "http://testserver/en/")


def test_those_who_prepare_pages_find_the_way_to_the_editor(content, client):
    client.force_login(trainer_of(module()))
    assert f'href="/admin/pages/{module().pk}/edit/"' in html(client, module().url)

    client.force_login(person("ana"))
    assert "edit-link" not in html(client, module().url)


@pytest.mark.parametrize(
    ("accepted", "home"), [("en-GB,en", "/en/"), ("es-MX", "/es/"), ("fr", "/es/"), ("", "/es/")]
)
def test_the_front_door_follows_the_browser_and_prefers_spanish_when_in_doubt(client, accepted, home):
    response = client.get("/", headers={"accept-language": accepted})

    assert (response.status_code, response.headers["Location"]) == (302, home)


def test_the_sitemap_names_every_public_page_with_its_counterpart(content, client):
    text = html(client, "/sitemap.xml")

    locations = re.findall(r"<loc>http://testserver(.*?)</loc>", text)
    assert {page(key, language).url for key in KEYS for language in ("en", "es")} <= set(locations)
    assert {"/en/glossary/", "/es/glosario/", "/es/cifras/idc-detained-2015/"} <= set(locations)
    assert len(locations) == len(set(locations))
    assert text.count('hreflang="es"') == text.count('hreflang="en"') == len(locations)


def test_the_sitemap_leaves_out_what_is_not_public(content, client):
    lesson(1).unpublish()

    locations = re.findall(r"<loc>http://testserver(.*?)</loc>", html(client, "/sitemap.xml"))

    assert lesson(1).url not in locations
    assert lesson(1, "es").url in locations


def test_robots_may_read_all_but_the_admin_and_accounts(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /en/account/",
        "Disallow: /es/cuenta/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_browsers_that_ask_for_the_old_icon_find_it(client):
    assert client.get("/favicon.ico").headers["Location"].startswith("/static/img/favicon")


def test_a_provision_and_a_figure_name_every_page_that_uses_them(content):
    with override("en"):
        law = {use.url for use in uses_of(Provision.objects.get(code="article-111"))}
        figure = {use.url for use in uses_of(Statistic.objects.get(code="idc-detained-2015"))}

    # The endings of the scenario link the provision; a question's feedback and the first page show the figure.
    assert lesson(4).url in law
    assert {page("home", "en").url, lesson(1).url, lesson(2).url, lesson(6).url} <= figure
