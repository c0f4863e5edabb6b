"""What a device that others use too keeps of somebody: nothing longer than the browser is open."""

import pytest
from django.urls import reverse

from courses.models import Enrolment
from tests.courses.builders import lessons_of, module, site_tree
from tests.courses.test_pages import form_of, started
from tests.people.builders import a_person, ask_for_code, is_signed_in, last_code, sign_in, url, write_code
from tests.people.test_passwords import GOOD, by_password

pytestmark = pytest.mark.django_db

LANGUAGE, START, SAVER = "puentes_language", "puentes_start", "puentes_data_saver"


def kept(client) -> set[str]:
    """The names of the cookies this browser still holds; a real one drops those that are over."""
    for name in [name for name, morsel in client.cookies.items() if morsel["max-age"] == 0]:
        del client.cookies[name]
    return set(client.cookies)


def lasting(client) -> set[str]:
    """Those among them that outlive the browser."""
    return {
        name for name in kept(client) if client.cookies[name]["max-age"] or client.cookies[name]["expires"]
    }


def has_worked(client) -> None:
    """Somebody without an account has marked a lesson in this browser."""
    page = module(site_tree(), lessons=1)["en"]
    started(client, page)
    fields = form_of(client.get(lessons_of(page)[0].url).content.decode(), "done")
    client.post(fields.pop("action"), fields)


def test_no_cookie_of_a_shared_device_outlives_the_browser(client):
    has_worked(client)
    client.cookies[SAVER] = "on"
    client.cookies[SAVER]["max-age"] = 900
    a_person(language="en", saves_data=True)

    answer = sign_in(client, shared_device="on")
    client.get(answer.url)
    client.get(url("profile"))

    assert is_signed_in(client)
    assert lasting(client) == set()
    assert {LANGUAGE, SAVER} <= kept(client)


def test_ones_own_device_remembers_the_language(client):
    a_person(language="en")

    client.get(sign_in(client).url)

    assert LANGUAGE in lasting(client)


def test_the_token_of_forms_ends_with_the_browser_for_everybody(client):
    client.get(url("account_login"))

    assert kept(client) == {"puentes_csrf"}
    assert lasting(client) == set()


def test_signing_out_of_a_shared_device_leaves_no_cookie(client):
    has_worked(client)
    a_person(language="en", saves_data=True)
    client.get(sign_in(client, shared_device="on").url)

    client.post(url("account_logout"))

    assert kept(client) == set()
    client.get(url("signed_out"))
    assert kept(client) == set()


def test_a_device_called_shared_with_the_password_keeps_no_lasting_cookie_either(client):
    client.cookies[LANGUAGE] = "es"
    client.cookies[LANGUAGE]["max-age"] = 900
    ana = a_person(language="en")
    ana.set_password(GOOD)
    ana.save()

    client.get(by_password(client, shared_device="on").url)

    assert is_signed_in(client)
    assert lasting(client) == set()


def test_earlier_work_on_a_shared_device_is_asked_about_and_claimed(client):
    has_worked(client)
    ana = a_person(language="en")

    asked = client.get(sign_in(client, shared_device="on").url)
    client.post(reverse("courses:claim"), {"answer": "yes"})

    assert asked.url == reverse("courses:claim")
    assert Enrolment.objects.get().user == ana
    assert client.get(reverse("courses:claim")).context["rows"] == []


def test_the_next_person_on_a_shared_device_is_not_asked_about_work_left_unclaimed(client):
    has_worked(client)
    a_person(language="en")
    a_person("beto@example.org", language="en")
    client.get(sign_in(client, shared_device="on").url)
    # The server has forgotten the session; nobody has signed out, nor closed the browser.
    client.session.flush()

    ask_for_code(client, "beto@example.org")
    to_next = write_code(client, last_code())

    assert client.get(to_next.url).url == reverse("courses:my_learning")
