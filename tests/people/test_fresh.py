"""Confirming that it is you before what needs care."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory

from people.demo import ensure_demo_people
from people.fresh import FreshSignInMixin, fresh_sign_in_required, is_fresh
from people.models import User
from people.roles import ensure_roles
from tests.people.builders import a_person, another_code, last_code, sign_in, url
from tests.people.factors import make_stale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@fresh_sign_in_required
def careful(request) -> HttpResponse:
    return HttpResponse("done")


def request_of(client: Client, user, method: str = "get", **headers):
    request = getattr(RequestFactory(), method)("/en/careful/?a=1", headers=headers)
    request.user, request.session = user, client.session
    return request


def confirm(client: Client, way: str, **fields):
    return client.post(url("fresh_sign_in"), {"way": way, "next": "/en/careful/", **fields})


def fresh(client: Client, user: User) -> bool:
    return is_fresh(request_of(client, user))


def test_signing_in_is_fresh_for_a_quarter_of_an_hour(client):
    user = a_person()
    sign_in(client)

    before = fresh(client, user)
    make_stale(client)

    assert (before, fresh(client, user)) == (True, False)


def test_a_fresh_person_passes_and_a_stale_one_is_asked_and_led_back(client, stale_ana):
    stale = careful(request_of(client, stale_ana))
    client.force_login(stale_ana)

    assert careful(request_of(client, stale_ana)).content == b"done"
    assert (stale.status_code, stale.url) == (
        302,
        "/en/account/confirm/?next=%2Fen%2Fcareful%2F%3Fa%3D1",
    )


def test_strangers_are_asked_to_sign_in(client):
    answer = careful(request_of(client, AnonymousUser()))

    assert answer.url == "/en/account/sign-in/?next=/en/careful/%3Fa%3D1"


def test_a_stale_post_is_not_done_and_leads_back_to_its_form(client, stale_ana):
    answers = [
        careful(request_of(client, stale_ana, "post", Referer=address)).url
        for address in ("http://testserver/en/form/?b=2", "https://evil.example/", "")
    ]

    assert answers == [
        "/en/account/confirm/?next=%2Fen%2Fform%2F%3Fb%3D2",
        "/en/account/confirm/",
        "/en/account/confirm/",
    ]


def test_class_based_views_are_guarded_too(client, stale_ana):
    class View(FreshSignInMixin):
        pass

    assert View().dispatch(request_of(client, stale_ana)).status_code == 302


def test_a_code_by_mail_confirms_and_leads_back(client, stale_ana):
    asked = confirm(client, "send")
    page = client.get(asked.url).content.decode()
    answer = confirm(client, "mail", code=last_code())

    assert asked.url == "/en/account/confirm/?next=%2Fen%2Fcareful%2F"
    assert "We have sent a code to" in page
    assert mail.outbox[-1].to == ["ana@example.org"]
    assert (answer.status_code, answer.url) == (302, "/en/careful/")
    assert fresh(client, stale_ana)


def test_the_session_holds_no_code_that_could_be_read(client, stale_ana):
    confirm(client, "send")

    assert last_code() not in str(dict(client.session))


def test_a_code_works_once_and_after_five_wrong_ones_not_at_all(client, stale_ana):
    confirm(client, "send")
    code = last_code()
    wrong = [confirm(client, "mail", code=another_code(code)).status_code for _try in range(5)]
    late = confirm(client, "mail", code=code).status_code
    confirm(client, "send")
    code = last_code()
    first = confirm(client, "mail", code=code).status_code
    make_stale(client)
    second = confirm(client, "mail", code=code).status_code

    assert wrong == [422, 422, 422, 422, 410]
    assert (late, first, second) == (410, 302, 410)
    assert not fresh(client, stale_ana)


def test_a_code_that_is_too_old_does_not_confirm(client, stale_ana, settings):
    confirm(client, "send")
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1

    assert confirm(client, "mail", code=last_code()).status_code == 410


def test_a_password_confirms_and_wrong_ones_are_counted(client):
    user = a_person(language="en", password="a long pass phrase")
    client.force_login(user)
    make_stale(client)

    wrong = [confirm(client, "password", password=f"wrong {number}").status_code for number in range(6)]
    right_but_late = confirm(client, "password", password="a long pass phrase")
    stopped = fresh(client, user)
    by_mail = confirm(client, "send")

    assert wrong == [422] * 5 + [429]
    assert (right_but_late.status_code, stopped) == (429, False)
    assert by_mail.status_code == 302


def test_the_right_password_confirms(client):
    user = a_person(language="en", password="a long pass phrase")
    client.force_login(user)
    make_stale(client)

    assert confirm(client, "password", password="a long pass phrase").url == "/en/careful/"
    assert fresh(client, user)


@pytest.mark.parametrize("way", ["", "demo", "password", "factor", "passkey", "nonsense"])
def test_ways_that_a_person_does_not_have_confirm_nothing(client, stale_ana, way):
    answer = confirm(client, way, password="", code="123456", credential="{}")

    assert answer.status_code == 422
    assert not fresh(client, stale_ana)


def test_people_of_the_demo_just_go_on_and_others_cannot(client, settings):
    ensure_roles()
    ensure_demo_people()
    trainer = User.objects.get(email="trainer-01@example.org")
    client.force_login(trainer)
    make_stale(client)

    shown = client.get(url("fresh_sign_in")).content.decode()
    answer = confirm(client, "demo")
    make_stale(client)
    settings.DEMO_SIGN_INS = False

    assert "Go on" in shown
    assert answer.url == "/en/careful/"
    assert confirm(client, "demo").status_code == 422
    assert not fresh(client, trainer)


def test_nobody_is_led_away_from_this_site(client, stale_ana):
    confirm(client, "send")

    answer = confirm(client, "mail", code=last_code(), next="https://evil.example/")

    assert answer.url == "/en/account/security/"
