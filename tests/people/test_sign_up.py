"""Opening an account: the least is asked, and nobody learns who has one already."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from people import actions
from people.models import User
from tests.people.builders import a_person, ask_for_code, details, is_signed_in, last_code, url, write_code

pytestmark = pytest.mark.django_db


def sign_up(client, **fields):
    return client.post(url("account_signup"), details(**fields))


def without_token(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


def kept(email: str) -> dict:
    return (
        User.objects.filter(email=email)
        .values("email", "display_name", "language", "organization_type")
        .get()
    )


def test_a_stranger_opens_an_account_and_is_in(client):
    asked = sign_up(client, email="Nadia@Example.org")
    answer = write_code(client, last_code())

    user = User.objects.get()
    assert (asked.status_code, asked.url, answer.url) == (302, "/en/account/code/", "/en/account/welcome/")
    assert kept("nadia@example.org") == {
        "email": "nadia@example.org",
        "display_name": "Nadia",
        "language": "es",
        "organization_type": "",
    }
    assert user.adult_declared_at is not None
    assert not user.has_usable_password()
    assert list(user.emailaddress_set.values_list("email", "verified")) == [("nadia@example.org", True)]
    assert is_signed_in(client)


def test_the_links_of_a_letter_speak_its_language_not_that_of_the_page(client):
    a_person("ana@example.org", language="es")

    sign_up(client, email="ana@example.org")

    assert mail.outbox[-1].subject == "Usted ya tiene una cuenta"
    assert "http://testserver/es/cuenta/entrar/" in mail.outbox[-1].body


def test_the_form_offers_the_language_of_the_page(client):
    assert '<option value="es" selected>' in client.get(url("account_signup", "es")).content.decode()
    assert '<option value="en" selected>' in client.get(url("account_signup", "en")).content.decode()


def test_without_the_code_nobody_is_in(client):
    sign_up(client)

    assert client.get(url("profile")).status_code == 302
    assert User.objects.get().last_login is None


def test_a_taken_address_gets_the_same_page_and_a_letter_with_a_way_in(client):
    a_person("ana@example.org", display_name="Ana", language="en")
    other = Client()

    free = client.get(sign_up(client, email="nadia@example.org").url)
    taken = other.get(sign_up(other, email="ana@example.org", display_name="Mallory").url)

    assert without_token(taken).replace("ana@example", "nadia@example") == without_token(free)
    letter = mail.outbox[-1]
    assert letter.to == ["ana@example.org"]
    assert letter.subject == "You have an account already"
    assert "http://testserver/en/account/sign-in/" in letter.body
    assert kept("ana@example.org")["display_name"] == "Ana"
    assert write_code(other, last_code()).status_code == 302
    assert is_signed_in(other)


def test_a_taken_address_is_limited_as_a_free_one_is(client):
    a_person("ana@example.org")
    other = Client()

    free = [sign_up(client, email="nadia@example.org").status_code for _try in range(6)]
    taken = [sign_up(other, email="ana@example.org").status_code for _try in range(6)]

    assert free == taken == [302] * 5 + [429]


def test_whoever_proves_the_address_gets_what_they_wrote_last(client):
    mallory = Client()
    sign_up(mallory, email="nadia@example.org", display_name="Not Nadia")

    sign_up(client, email="nadia@example.org", display_name="Nadia")
    write_code(client, last_code())

    assert kept("nadia@example.org")["display_name"] == "Nadia"
    assert User.objects.count() == 1
    assert not is_signed_in(mallory)


def test_an_account_that_waits_for_its_first_code_can_also_sign_in(client):
    sign_up(Client(), email="nadia@example.org")

    ask_for_code(client, "nadia@example.org")
    write_code(client, last_code())

    assert is_signed_in(client)


def test_a_person_whom_an_administrator_made_is_not_described_anew_by_a_stranger(client):
    User.objects.create_user("rosa@example.org", display_name="Rosa", language="en")

    sign_up(client, email="rosa@example.org", display_name="Mallory")

    assert kept("rosa@example.org")["display_name"] == "Rosa"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"adult": ""}, "Accounts are for people who are 18 or older."),
        ({"email": ""}, "This field is required."),
        ({"email": "nadia"}, "Enter a valid email address."),
        ({"email": "na\x00dia@example.org"}, "This text holds characters that cannot be shown."),
        ({"display_name": ""}, "This field is required."),
        ({"display_name": " \t "}, "This field is required."),
        ({"display_name": "\u200b\u2060"}, "Write a name that others can see."),
        ({"display_name": "Ana\u202eanA"}, "This name holds invisible signs"),
        ({"display_name": "Ana\u2066\u2069"}, "This name holds invisible signs"),
        ({"display_name": "Na\x00dia"}, "This text holds characters that cannot be shown."),
        ({"display_name": "Na\x1bdia"}, "This text holds characters that cannot be shown."),
        ({"display_name": "N" * 81}, "This is too long: at most 80 characters. Yours has 81."),
        ({"display_name": "N" * 100_000}, "This is too long: at most 80 characters. Yours has 100000."),
        ({"language": "fr"}, "This is none of the options. Choose one from the list."),
        ({"organization_type": "spy"}, "This is none of the options. Choose one from the list."),
        ({"organization_type": "a\x00b"}, "This is none of the options. Choose one from the list."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_kept(client, fields, sentence):
    answer = sign_up(client, **fields)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert User.objects.count() == 0
    assert mail.outbox == []


def test_what_was_written_stays_in_a_refused_form(client):
    page = sign_up(client, adult="", display_name="Nadia Ñ").content.decode()

    assert 'value="Nadia Ñ"' in page
    assert 'value="nadia@example.org"' in page


def test_a_name_is_kept_on_one_line_in_one_form(client):
    sign_up(client, display_name="  Jose\u0301\r\n  Luis ")

    assert kept("nadia@example.org")["display_name"] == "José Luis"


def test_nobody_sets_their_own_role_or_standing(client):
    sign_up(client, is_staff="on", is_superuser="on", groups="1", is_active="", date_joined="2001-01-01")

    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)
    assert user.groups.count() == 0


def test_sign_ups_that_nobody_proved_are_forgotten_after_a_week(client):
    a_person("ana@example.org")
    User.objects.create_user("rosa@example.org", display_name="Rosa")
    sign_up(client, email="nadia@example.org")
    now = timezone.now()

    early = actions.forget_unconfirmed(now=now + timedelta(days=6))
    late = actions.forget_unconfirmed(now=now + timedelta(days=8))

    assert (early, late) == (0, 1)
    assert list(User.objects.order_by("email").values_list("email", flat=True)) == [
        "ana@example.org",
        "rosa@example.org",
    ]
