"""No pictures until asked."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory

from base.middleware import UnknownVisitors
from people.models import User
from tests.courses.builders import site_tree
from tests.people.builders import a_person, sign_in, url

pytestmark = pytest.mark.django_db


def choose(client: Client, pictures: str, **fields):
    return client.post(url("data_saver"), {"pictures": pictures, **fields})


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def flag(**request_fields) -> bool:
    """What a view sees as `request.data_saver`."""
    seen = []
    request = RequestFactory().get("/en/x/?q=1", **request_fields)
    request.COOKIES.update(request_fields.get("cookies", {}))

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request.data_saver)
        return HttpResponse()

    UnknownVisitors(view)(request)
    return seen[0]


def test_a_stranger_chooses_and_the_device_remembers(client, settings):
    on = choose(client, "ask")
    page = client.get(url("data_saver")).content.decode()
    off = choose(client, "show")

    cookie = on.cookies[settings.DATA_SAVER_COOKIE_NAME]
    assert (cookie.value, bool(cookie["httponly"]), cookie["samesite"]) == ("on", True, "Lax")
    assert "pages come without pictures" in page
    assert off.cookies[settings.DATA_SAVER_COOKIE_NAME]["max-age"] == 0


def test_a_visit_changes_nothing(client):
    assert "puentes_data_saver" not in client.get(url("data_saver")).cookies


def test_one_comes_back_to_where_one_was_and_nowhere_else(client):
    assert choose(client, "ask", next="/en/learn/").url == "/en/learn/"
    assert choose(client, "ask", next="https://evil.example/").url == "/en/save-data/"


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, False),
        ({"HTTP_SAVE_DATA": "on"}, True),
        ({"HTTP_SAVE_DATA": "off"}, False),
        ({"cookies": {"puentes_data_saver": "on"}}, True),
        ({"cookies": {"puentes_data_saver": "x"}}, False),
        ({"cookies": {"puentes_session": "s", "puentes_data_saver": "on"}}, True),
    ],
)
def test_views_see_the_wish_of_browser_or_person(fields, wanted):
    assert flag(**fields) is wanted


def test_templates_see_it_too(rf):
    request = rf.get("/en/", HTTP_SAVE_DATA="on")
    UnknownVisitors(nothing)(request)
    template = engines["django"].from_string("{{ data_saver }}")

    assert template.render({}, request) == "True"


def test_strangers_who_save_data_get_pages_of_their_own_and_others_do_not():
    site_tree()
    saver, other = Client(), Client()
    choose(saver, "ask")

    pages = [client.get("/en/").content.decode() for client in (other, saver, other, saver)]

    assert ["Pictures are off" in page for page in pages] == [False, True, False, True]


def test_the_choice_in_the_account_follows_to_the_next_device(client, ana, settings):
    client.post(url("own_data"), {"saves_data": "on"})
    other = Client()
    answer = sign_in(other)
    arrived = other.get(answer.url)

    assert User.objects.get(pk=ana.pk).saves_data
    assert arrived.cookies[settings.DATA_SAVER_COOKIE_NAME].value == "on"


def test_choosing_on_the_page_is_kept_in_the_account_and_leaves_the_rest(client):
    user = a_person(listed=True, language="en")
    client.force_login(user)

    choose(client, "ask")

    user.refresh_from_db()
    assert (user.saves_data, user.listed) == (True, True)


def test_ones_name_is_shown_to_others_only_when_one_says_so(client, ana):
    before = User.objects.get(pk=ana.pk).listed
    page = client.get(url("own_data")).content.decode()
    client.post(url("own_data"), {"listed": "on"})
    listed = User.objects.get(pk=ana.pk).listed
    client.post(url("own_data"), {})

    assert (before, listed, User.objects.get(pk=ana.pk).listed) == (False, True, False)
    assert "Show my name to other people in my courses" in page
