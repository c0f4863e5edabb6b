"""Work done before signing in: it waits for an answer, and never looks lost."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.courses.builders import lessons_of, module, person, site_tree
from tests.courses.test_pages import form_of, started

pytestmark = pytest.mark.django_db
ASKED = "Is this yours?"


@pytest.fixture
def pilot():
    return module(site_tree(), lessons=2)["en"]


@pytest.fixture
def ana(client, pilot):
    """Ana, who marked a lesson, signed in, and went on without an answer."""
    started(client, pilot)
    fields = form_of(client.get(lessons_of(pilot)[0].url).content.decode(), "done")
    client.post(fields.pop("action"), fields)
    client.force_login(person("ana"))
    return client


def test_my_learning_leads_to_work_that_waits_to_be_claimed(ana):
    page = ana.get(reverse("courses:my_learning"))
    way = f"{reverse('courses:claim')}?next=%2Fen%2Fmy-learning%2F"

    assert f'<a href="{way}">{ASKED}</a>' in page.content.decode()
    assert ana.post(way, {"answer": "yes", "next": "/en/my-learning/"}).url == "/en/my-learning/"
    assert ASKED not in ana.get(reverse("courses:my_learning")).content.decode()


def test_the_page_of_its_module_does_too_and_no_other(ana, pilot):
    catalogue = {"en": pilot.get_parent().specific}
    other = module(catalogue, lessons=1, languages=("en",), slug="other")["en"]

    assert ASKED in ana.get(pilot.url).content.decode()
    assert ASKED not in ana.get(other.url).content.decode()


def test_nobody_is_asked_before_they_sign_in(ana, pilot):
    del ana.cookies[settings.SESSION_COOKIE_NAME]

    assert ASKED not in ana.get(reverse("courses:my_learning")).content.decode()
    assert ASKED not in ana.get(pilot.url).content.decode()


def test_nobody_is_asked_when_nothing_waits(ana, pilot):
    del ana.cookies[settings.START_COOKIE_NAME]

    assert ASKED not in ana.get(pilot.url).content.decode()


def test_the_question_costs_nothing_without_the_start_cookie(client, pilot):
    client.force_login(person("beto"))
    client.get(pilot.url)

    with CaptureQueriesContext(connection) as captured:
        client.get(pilot.url)

    assert not [query for query in captured if "anonymous_key\" = '" in query["sql"]]
