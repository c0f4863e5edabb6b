"""Passwords, for those who want one."""

import re

import pytest
from django.core import mail
from django.test import Client

from people.models import User
from tests.people.builders import a_person, ask_for_code, is_signed_in, last_code, sign_in, url, write_code
from tests.people.factors import make_stale

pytestmark = pytest.mark.django_db

GOOD = "a long pass phrase of mine"


def by_password(client: Client, password: str = GOOD, email: str = "ana@example.org", **fields):
    given = {"email": email, "password": password, **fields}
    return client.post(url("account_login"), {f"by-password-{name}": value for name, value in given.items()})


def set_password(client: Client, password: str = GOOD, again: str | None = None):
    return client.post(url("password"), {"password": password, "again": password if again is None else again})


def without_token(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


def test_a_password_can_be_set_and_signs_in(client, ana):
    answer = set_password(client)
    page = client.get(answer.url).content.decode()
    elsewhere = Client()
    signed = by_password(elsewhere)

    assert answer.url == "/en/account/security/"
    assert "Your password is set." in page
    assert signed.url == "/en/account/welcome/"
    assert is_signed_in(elsewhere)


def test_a_code_goes_on_working_beside_the_password(client):
    a_person(password=GOOD)

    sign_in(client)

    assert is_signed_in(client)


def test_a_password_signs_in_to_where_one_wanted_to_go(client):
    a_person(password=GOOD)

    answer = client.post(
        url("account_login"),
        {"by-password-email": "ana@example.org", "by-password-password": GOOD, "next": "/en/learn/pilot/"},
    )

    assert answer.url == "/en/account/welcome/?next=%2Fen%2Flearn%2Fpilot%2F"


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(client, ana):
    other = Client()
    other.force_login(ana)

    set_password(client)

    assert client.get(url("profile")).status_code == 200
    assert other.get(url("profile")).status_code == 302


def test_the_owner_is_told_of_a_new_password(client, ana, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_password(client)

    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == (["ana@example.org"], "How you sign in was changed")
    assert "Your account has a new password." in letter.body
    assert "http://testserver/en/account/security/" in letter.alternatives[0][0]
    assert GOOD not in letter.body


def test_a_password_can_be_taken_away_and_works_no_more(client, ana):
    set_password(client)

    answer = client.post(url("password_remove"))

    assert answer.url == "/en/account/security/"
    assert not User.objects.get(pk=ana.pk).has_usable_password()
    assert by_password(Client()).status_code == 422
    assert client.get(url("profile")).status_code == 200


@pytest.mark.parametrize("page", ["password", "password_remove"])
def test_a_password_changes_after_a_fresh_sign_in_only(client, stale_ana, page):
    answer = client.post(url(page), {"password": GOOD, "again": GOOD})

    assert answer.url.startswith("/en/account/confirm/")
    assert not User.objects.get(pk=stale_ana.pk).has_usable_password()


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "This field is required."),
        ("short", "too short"),
        ("password123", "too common"),
        ("8273645198273", "entirely numeric"),
        ("ana@example.org", "too similar"),
        ("x" * 257, "at most 256 characters"),
        ("a long pass\x00phrase", "characters that cannot be shown"),
    ],
)
def test_a_weak_password_is_refused_with_a_sentence(client, ana, password, sentence):
    answer = set_password(client, password)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not User.objects.get(pk=ana.pk).has_usable_password()


def test_the_password_must_be_written_twice_alike_and_never_comes_back_in_the_page(client, ana):
    answer = set_password(client, GOOD, "another pass phrase")

    assert answer.status_code == 422
    assert "The two passwords are not the same." in answer.content.decode()
    assert GOOD not in answer.content.decode()


def test_nobody_can_tell_from_wrong_passwords_who_has_an_account_or_a_password(client):
    a_person(password=GOOD)
    a_person("beto@example.org")
    a_person("cora@example.org", password=GOOD, is_active=False)

    pages = {
        email: without_token(by_password(Client(), "a wrong pass phrase", f"{email}@example.org")).replace(
            f"{email}@", "X@"
        )
        for email in ("ana", "beto", "cora", "nobody")
    }

    assert len(set(pages.values())) == 1
    assert "do not belong together" in pages["ana"]
    assert "<details" in pages["ana"]


def test_a_closed_account_is_told_so_after_the_right_password_alone(client):
    a_person(password=GOOD, is_active=False)

    answer = by_password(client)

    assert answer.url == "/en/account/closed/"
    assert not is_signed_in(client)


def test_wrong_passwords_for_one_address_are_stopped_and_a_code_still_lets_in(client):
    a_person(password=GOOD)

    wrong = [by_password(Client(), f"wrong phrase {number}").status_code for number in range(5)]
    right = by_password(Client())
    ask_for_code(client)
    write_code(client, last_code())

    assert wrong == [422] * 5
    assert right.status_code == 429
    assert "Wait five minutes" in right.content.decode()
    assert is_signed_in(client)


def test_ten_thousand_passwords_get_five_looked_at(settings, monkeypatch):
    a_person(password=GOOD)
    looked_at = []
    monkeypatch.setattr(User, "check_password", lambda self, raw: looked_at.append(raw) or False)
    machine = Client()

    # Fifty stand for ten thousand: the counter does not care.
    answers = [by_password(machine, f"guess {number}").status_code for number in range(50)]

    assert answers == [422] * 5 + [429] * 45
    assert len(set(looked_at)) == 5


def test_a_password_given_on_the_command_line_still_needs_its_address_proved(client):
    User.objects.create_superuser("root@example.org", GOOD)

    answer = by_password(client, email="root@example.org")
    waiting = is_signed_in(client)
    write_code(client, last_code())

    assert answer.url == "/en/account/code/"
    assert not waiting
    assert is_signed_in(client)


def test_a_shared_device_can_be_named_with_the_password(client):
    a_person(password=GOOD, language="en")

    by_password(client, shared_device="on")

    assert "You said that this is a shared device" in client.get(url("devices")).content.decode()


def test_the_password_form_needs_a_token():
    a_person(password=GOOD)
    careful = Client(enforce_csrf_checks=True)

    assert by_password(careful).status_code == 403


def test_confirming_with_a_password_leaves_nothing_in_the_session(client):
    user = a_person(password=GOOD, language="en")
    client.force_login(user)
    make_stale(client)

    client.post(url("fresh_sign_in"), {"way": "password", "password": GOOD})

    assert GOOD not in str(dict(client.session))
