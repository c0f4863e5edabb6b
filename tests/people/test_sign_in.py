"""Signing in with a code, and everything that can go wrong on the way."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from people.models import User
from tests.people.builders import (
    a_person,
    another_code,
    ask_for_code,
    is_signed_in,
    last_code,
    sign_in,
    url,
    write_code,
)

pytestmark = pytest.mark.django_db


def without_token(response) -> str:
    """A page as everybody sees it, without what differs on every request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


def test_a_code_from_the_email_signs_in(client):
    a_person()

    asked = ask_for_code(client)
    page = client.get(asked.url)
    answer = write_code(client, last_code())

    assert (asked.status_code, asked.url) == (302, "/en/account/code/")
    assert page.status_code == 200
    assert (answer.status_code, answer.url) == (302, "/en/account/welcome/")
    assert is_signed_in(client)


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "123\x00456", "1" * 41])
def test_what_is_no_code_is_told_so_in_one_sentence(client, code):
    a_person()
    ask_for_code(client)

    answer = write_code(client, code)

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"] == [
        "The code has six digits. Look for it in the e-mail we sent."
    ]


def test_the_address_may_be_written_in_capitals(client):
    a_person("ana@example.org")

    sign_in(client, "Ana@Example.ORG")

    assert is_signed_in(client)


def test_the_code_may_be_pasted_with_spaces(client):
    a_person()
    ask_for_code(client)
    code = last_code()

    write_code(client, f" {code[:3]} {code[3:]} ")

    assert is_signed_in(client)


def test_an_unknown_address_gets_the_same_page_and_a_letter_that_explains(client):
    a_person()
    stranger = Client()

    known = client.get(ask_for_code(client).url)
    unknown = stranger.get(ask_for_code(stranger, "nobody@example.org").url)

    assert without_token(unknown).replace("nobody@", "ana@") == without_token(known)
    letter = mail.outbox[-1]
    assert letter.to == ["nobody@example.org"]
    assert letter.subject == "There is no account with this e-mail"
    assert "http://testserver/en/account/sign-up/" in letter.body
    assert re.search(r"\b\d{6}\b", letter.body) is None


def test_nobody_can_tell_from_wrong_codes_who_has_an_account(client):
    a_person()
    stranger = Client()
    ask_for_code(client)
    code = another_code(last_code())
    ask_for_code(stranger, "nobody@example.org")

    known = [write_code(client, code) for _try in range(6)]
    unknown = [write_code(stranger, code) for _try in range(6)]

    assert [answer.status_code for answer in known] == [422, 422, 422, 422, 410, 410]
    assert [answer.status_code for answer in unknown] == [422, 422, 422, 422, 410, 410]
    assert [without_token(answer).replace("nobody@", "ana@") for answer in unknown] == [
        without_token(answer) for answer in known
    ]


def test_a_closed_account_gets_the_same_page_and_its_own_letter(client):
    a_person(is_active=False)

    asked = ask_for_code(client)

    assert asked.url == "/en/account/code/"
    assert mail.outbox[-1].subject == "Su cuenta está cerrada"


def test_a_wrong_code_is_refused_with_a_sentence_and_the_right_one_still_works(client):
    a_person()
    ask_for_code(client)
    code = last_code()

    wrong = write_code(client, another_code(code))
    right = write_code(client, code)

    assert wrong.status_code == 422
    assert "This is not the code we sent" in wrong.content.decode()
    assert right.status_code == 302
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12\x00345", "1" * 5000, "<b>123</b>"]
)
def test_what_cannot_be_a_code_is_refused_and_costs_no_try(client, code):
    a_person()
    ask_for_code(client)
    right = last_code()

    answers = [write_code(client, code).status_code for _try in range(6)]
    write_code(client, right)

    assert answers == [422] * 6
    assert is_signed_in(client)


def test_a_code_that_is_too_old_is_gone(client, settings):
    a_person()
    ask_for_code(client)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1

    answer = write_code(client, last_code())

    assert answer.status_code == 410
    assert "This code no longer works" in answer.content.decode()
    assert "/en/account/sign-in/" in answer.content.decode()
    assert not is_signed_in(client)


def test_after_too_many_wrong_codes_a_new_one_is_asked_for_on_the_same_page(client):
    sign_up = {"email": "nadia@example.org", "display_name": "Nadia", "language": "en", "adult": "on"}
    client.post(url("account_signup"), sign_up)
    wrong = another_code(last_code())

    over = [write_code(client, wrong) for _try in range(5)][-1].content.decode()
    again = client.post(url("account_login"), {"email": "nadia@example.org"})

    assert re.search(r'<form method="post" action="/en/account/sign-in/"', over)
    assert re.search(r'name="email" value="nadia@example.org"', over)
    assert again.url == url("account_confirm_login_code")
    write_code(client, last_code())
    assert is_signed_in(client)


def test_a_code_works_once(client):
    a_person()
    ask_for_code(client)
    code = last_code()
    write_code(client, code)
    thief = Client()

    sent_twice = write_code(client, code)
    elsewhere = write_code(thief, code)
    ask_for_code(thief)
    again = write_code(thief, code) if last_code() != code else None

    assert sent_twice.url == "/en/account/welcome/"
    assert elsewhere.status_code == 410
    assert again is None or again.status_code == 422
    assert not is_signed_in(thief)


def test_after_five_wrong_codes_even_the_right_one_is_gone(client):
    a_person()
    ask_for_code(client)
    code = last_code()

    answers = [write_code(client, another_code(code)).status_code for _try in range(5)]
    late = write_code(client, code)

    assert answers == [422, 422, 422, 422, 410]
    assert late.status_code == 410
    assert not is_signed_in(client)


def test_only_the_newest_code_works(client):
    a_person()
    ask_for_code(client)
    old = last_code()

    client.post(url("account_confirm_login_code"), {"action": "resend"})
    new = last_code()

    assert len(mail.outbox) == 2
    if old != new:
        assert write_code(client, old).status_code == 422
    assert write_code(client, new).status_code == 302


def test_a_flood_of_requests_for_one_address_is_stopped_and_others_are_not(client):
    a_person()
    a_person("beto@example.org")

    answers = [ask_for_code(client, language="es") for _request in range(7)]
    other = ask_for_code(Client(), "beto@example.org")

    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 2
    assert "Espere cinco minutos" in answers[-1].content.decode()
    assert len([letter for letter in mail.outbox if letter.to == ["ana@example.org"]]) == 5
    assert other.status_code == 302


def test_asking_for_new_codes_counts_as_well(client):
    a_person()
    ask_for_code(client)

    answers = [
        client.post(url("account_confirm_login_code"), {"action": "resend"}).status_code for _try in range(6)
    ]

    assert answers == [302, 302, 302, 302, 429, 429]


def test_guessing_at_one_address_from_many_browsers_is_stopped(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "request_login_code": "100/m/key"}
    a_person()
    answers = []

    for _browser in range(7):
        guesser = Client()
        ask_for_code(guesser)
        answers += [write_code(guesser, another_code(last_code())).status_code for _try in range(4)]

    assert answers == [422] * 20 + [429] * 8


@pytest.mark.parametrize(
    "address", ["", "ana", "ana@", "a" * 300 + "@example.org", "ana\x00@example.org", "a@b\nc.org"]
)
def test_what_cannot_be_an_address_is_refused_and_nothing_is_sent(client, address):
    answer = ask_for_code(client, address)

    assert answer.status_code == 422
    assert mail.outbox == []


def test_when_mail_cannot_be_sent_the_page_says_so_and_one_can_try_again(client, settings):
    a_person()
    settings.EMAIL_BACKEND = "tests.people.broken_mail.BrokenBackend"

    answer = ask_for_code(client)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later = sign_in(client)

    assert answer.status_code == 503
    assert "We could not send the e-mail" in answer.content.decode()
    assert later.status_code == 302


def test_signing_in_leads_to_where_one_wanted_to_go(client):
    a_person()
    wanted = "/en/learn/pilot/lesson-2/"

    asked = client.post(url("account_login"), {"email": "ana@example.org", "next": wanted})
    answer = client.post(asked.url, {"code": last_code(), "next": wanted})
    arrived = client.get(answer.url)

    assert asked.url == "/en/account/code/?next=%2Fen%2Flearn%2Fpilot%2Flesson-2%2F"
    assert answer.url == "/en/account/welcome/?next=%2Fen%2Flearn%2Fpilot%2Flesson-2%2F"
    assert (arrived.status_code, arrived.url) == (302, wanted)


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "\x00//evil.example",
        "https://testserver@evil.example/",
    ],
)
def test_nobody_is_led_away_from_this_site(client, settings, hostile):
    settings.AFTER_SIGN_IN = []
    a_person(language="en")

    page = client.get(url("account_login"), {"next": hostile})
    asked = client.post(url("account_login"), {"email": "ana@example.org", "next": hostile})
    answer = client.post(asked.url, {"code": last_code(), "next": hostile})
    arrived = client.get(url("after_sign_in"), {"next": hostile})

    assert "evil.example" not in page.content.decode()
    assert (asked.url, answer.url) == ("/en/account/code/", "/en/account/welcome/")
    assert "evil" not in arrived.url
    assert arrived.url.startswith("/en/")


def somewhere(request) -> str:
    return "/en/is-this-yours/"


def nowhere(request) -> None:
    return None


def test_other_rooms_are_asked_first_one_after_the_other(client, settings):
    settings.AFTER_SIGN_IN = [f"{__name__}.nowhere", f"{__name__}.somewhere"]
    a_person()
    sign_in(client)

    assert client.get(url("after_sign_in")).url == "/en/is-this-yours/"
    led = client.get(url("after_sign_in"), {"next": "/en/learn/"})
    assert led.url == "/en/is-this-yours/?next=%2Fen%2Flearn%2F"


def test_after_signing_in_the_site_speaks_the_language_of_the_person(client, settings):
    settings.AFTER_SIGN_IN = []
    a_person(language="es")
    answer = sign_in(client)

    arrived = client.get(answer.url)

    assert arrived.url.startswith("/es/")
    assert arrived.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"


def test_those_who_are_in_are_led_on_from_every_step(client):
    client.force_login(a_person())

    steps = [
        client.get(url(name)).url
        for name in ("account_login", "account_signup", "account_confirm_login_code")
    ]

    assert steps == ["/en/account/welcome/"] * 3


def test_those_who_are_not_in_are_asked_to_sign_in(client):
    answer = client.get(url("profile"))

    assert answer.url == "/en/account/sign-in/?next=/en/account/"
    assert client.get(url("after_sign_in")).url == "/en/account/sign-in/"


def test_letters_are_in_the_language_of_the_person_in_text_and_html(client):
    a_person(language="es")

    ask_for_code(client, language="en")

    letter = mail.outbox[-1]
    html, kind = letter.alternatives[0]
    assert letter.subject == "Su código para entrar"
    assert kind == "text/html"
    assert "Escriba este código" in letter.body
    assert "Escriba este código" in html
    assert '<html lang="es">' in html
    assert "data-look" not in html
    assert last_code() in html


def test_the_first_letter_to_the_first_administrator_is_in_the_language_of_the_page(client):
    User.objects.create_superuser("rosa@example.org")

    ask_for_code(client, "rosa@example.org", language="en")

    assert mail.outbox[-1].subject == "Your code to sign in"


def test_letters_to_strangers_are_in_the_language_of_the_page(client):
    ask_for_code(client, "nobody@example.org", language="es")

    letter = mail.outbox[-1]
    assert letter.subject == "No hay ninguna cuenta con este correo"
    assert "/es/cuenta/crear/" in letter.body


def test_people_made_by_an_administrator_sign_in_and_thereby_prove_their_address(client):
    user = User.objects.create_user("rosa@example.org", display_name="Rosa", language="en")

    sign_in(client, "rosa@example.org")

    assert is_signed_in(client)
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("rosa@example.org", True, True)
    ]


def test_an_address_that_moved_to_another_person_signs_in_that_person(client):
    old = a_person("shared@example.org")
    User.objects.filter(pk=old.pk).update(email="old@example.org", last_login=timezone.now())
    new = User.objects.create_user("shared@example.org", display_name="Rosa", language="en")

    sign_in(client, "shared@example.org")

    assert client.session["_auth_user_id"] == str(new.pk)


def test_no_code_and_no_address_reaches_the_logs(client, caplog):
    caplog.set_level("DEBUG", logger="django.request")
    caplog.set_level("DEBUG", logger="people")
    a_person()
    ask_for_code(client)
    code = last_code()
    write_code(client, another_code(code))
    write_code(client, code)

    assert code not in caplog.text
    assert "ana@example.org" not in caplog.text


def test_there_is_no_way_to_reset_a_password_but_the_code(client):
    missing = ["account/password/reset/", "account/password/change/", "accounts/login/"]

    assert [client.get(f"/en/{path}").status_code for path in missing] == [404] * 3
