"""Moving an account to another e-mail, and taking it back."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from people import email_change
from people.enums import Purpose
from people.errors import EmailTakenError
from people.links import forget_old_links, make_link
from people.models import MailedLink, User
from tests.people.builders import a_person, another_code, is_signed_in, last_code, sign_in, url
from tests.people.factors import with_app

pytestmark = pytest.mark.django_db

NEW = "ana.new@example.org"


def ask(client: Client, email: str = NEW):
    return client.post(url("email_change"), {"email": email})


def prove(client: Client, code: str):
    return client.post(url("email_code"), {"code": code})


def move(client: Client):
    ask(client)
    return prove(client, last_code())


def link_in_last_letter() -> str:
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def without_token(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


def test_a_code_to_the_new_address_moves_the_account(client, ana):
    asked = ask(client, "Ana.New@Example.org")
    letter = mail.outbox[-1]
    answer = prove(client, last_code())
    ana.refresh_from_db()

    assert asked.url == "/en/account/email/code/"
    assert (letter.to, letter.subject) == ([NEW], "Your code to prove this e-mail")
    assert (answer.url, ana.email) == ("/en/account/security/", NEW)
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]


def test_one_signs_in_with_the_new_address_from_then_on(client, ana):
    move(client)
    new, old = Client(), Client()

    sign_in(new, NEW)
    old.post(url("account_login"), {"email": "ana@example.org"})

    assert is_signed_in(new)
    assert mail.outbox[-1].subject == "There is no account with this e-mail"


def test_this_session_goes_on_and_the_others_end(client, ana):
    other = Client()
    other.force_login(ana)

    move(client)

    assert (client.get(url("profile")).status_code, other.get(url("profile")).status_code) == (200, 302)


def test_the_old_address_is_told_with_a_way_back_in_text_and_html(client, ana):
    move(client)

    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == (["ana@example.org"], "Your account has another e-mail now")
    assert link_in_last_letter().startswith("/en/account/email/restore/")
    assert link_in_last_letter() in letter.alternatives[0][0]
    assert NEW not in letter.body


def test_nothing_moves_before_the_code_and_wrong_codes_run_out(client, ana):
    ask(client)
    code = last_code()

    wrong = [prove(client, another_code(code)).status_code for _try in range(5)]
    late = prove(client, code)
    ana.refresh_from_db()

    assert wrong == [422, 422, 422, 422, 302]
    assert late.url == "/en/account/email/"
    assert ana.email == "ana@example.org"


def test_a_code_for_signing_in_does_not_prove_an_address(client, ana):
    client.post(url("fresh_sign_in"), {"way": "send"})
    code = last_code()
    ask(client)
    if last_code() != code:
        assert prove(client, code).status_code == 422


def test_nobody_learns_from_the_page_which_addresses_have_an_account(client, ana):
    a_person("beto@example.org")

    free = without_token(client.get(ask(client, NEW).url))
    taken = without_token(client.get(ask(client, "beto@example.org").url))
    letter = mail.outbox[-1]
    refused = prove(client, "123456")

    assert taken.replace("beto@example.org", NEW) == free
    assert (letter.to, letter.subject) == (["beto@example.org"], "This e-mail has an account already")
    assert not re.search(r"\b\d{6}\b", letter.body)
    assert refused.status_code == 422


def test_somebody_who_only_signed_up_with_it_does_not_keep_it_from_its_owner(client, ana):
    squatter = User.objects.create_user(NEW, display_name="Squatter")
    EmailAddress.objects.create(user=squatter, email=NEW, primary=True)

    move(client)
    ana.refresh_from_db()

    assert ana.email == NEW
    assert not User.objects.filter(pk=squatter.pk).exists()


def test_when_somebody_else_proves_the_address_first_they_have_it(client, ana):
    ask(client)
    code = last_code()
    a_person(NEW)

    answer = prove(client, code)
    ana.refresh_from_db()

    assert answer.status_code == 409
    assert "This e-mail cannot be used for your account." in answer.content.decode()
    assert ana.email == "ana@example.org"
    assert client.get(url("profile")).status_code == 200


def test_two_who_prove_it_at_the_same_instant_are_told_apart_by_the_database(client, ana, monkeypatch):
    def beaten(user, email):
        raise IntegrityError

    monkeypatch.setattr(email_change, "move", beaten)
    request = client.get(url("security")).wsgi_request
    request.user = ana

    with pytest.raises(EmailTakenError):
        email_change.change(request, NEW, now=timezone.now())


@pytest.mark.parametrize("email", ["", "ana", "a\x00na@example.org", "ana@example.org", "ANA@example.org"])
def test_what_cannot_be_a_new_address_is_refused(client, ana, email):
    assert ask(client, email).status_code == 422
    assert mail.outbox == []


def test_a_flood_of_codes_to_one_address_is_stopped(client, ana):
    answers = [ask(client).status_code for _request in range(7)]

    assert answers == [302] * 5 + [429] * 2
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("page", ["email_change", "email_code"])
def test_the_address_changes_after_a_fresh_sign_in_only(client, stale_ana, page):
    assert client.post(url(page), {"email": NEW, "code": "123456"}).url.startswith("/en/account/confirm/")
    assert mail.outbox == []


# --- Taking it back


def test_the_owner_takes_the_account_back_and_the_thief_is_out(client, ana):
    move(client)
    link = link_in_last_letter()
    client.post(url("password"), {"password": "a long pass phrase", "again": "a long pass phrase"})
    with_app(User.objects.get(pk=ana.pk))
    owner = Client()

    asked = owner.get(link)
    answer = owner.post(link)
    ana.refresh_from_db()

    assert "Take your account back?" in asked.content.decode()
    assert "Your earlier e-mail is back" in answer.content.decode()
    assert (ana.email, ana.has_usable_password()) == ("ana@example.org", False)
    assert ana.authenticator_set.count() == 0
    assert client.get(url("profile")).status_code == 302
    sign_in(owner)
    assert is_signed_in(owner)


def test_factors_from_before_the_move_stay(client, ana):
    with_app(ana)
    move(client)

    Client().post(link_in_last_letter())

    assert ana.authenticator_set.count() == 2


def test_the_way_back_works_once_and_not_on_a_visit_alone(client, ana):
    move(client)
    link = link_in_last_letter()
    owner = Client()
    owner.get(link)
    ana.refresh_from_db()
    after_visit = ana.email
    owner.post(link)

    assert after_visit == NEW
    assert (owner.get(link).status_code, owner.post(link).status_code) == (410, 410)


def test_a_thief_who_moves_it_twice_does_not_outrun_the_owner(client, ana):
    move(client)
    link = link_in_last_letter()
    ask(client, "third@example.org")
    prove(client, last_code())

    Client().post(link)
    ana.refresh_from_db()

    assert ana.email == "ana@example.org"
    assert not MailedLink.objects.exists()


def test_the_way_back_ends_after_two_weeks_and_the_old_address_is_forgotten(client, ana):
    move(client)
    link = link_in_last_letter()
    MailedLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    answer = client.get(link)
    forgotten = forget_old_links(timezone.now())

    assert (answer.status_code, forgotten) == (410, 1)
    assert "This link no longer works" in answer.content.decode()


def test_links_are_kept_as_hashes_and_are_good_for_one_purpose(ana):
    token = make_link(ana, Purpose.KEEP_ACCOUNT, now=timezone.now(), kept=timedelta(days=1))

    assert token not in str(MailedLink.objects.values())
    assert Client().get(f"/en/account/email/restore/{token}/").status_code == 410


def test_an_earlier_address_that_got_an_account_meanwhile_is_not_taken_from_it(client, ana):
    move(client)
    link = link_in_last_letter()
    a_person("ana@example.org", display_name="Other")

    answer = Client().post(link)
    ana.refresh_from_db()

    assert answer.status_code == 409
    assert ana.email == NEW
