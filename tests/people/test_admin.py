"""What administrators do about people, and what they must prove first."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.test import Client

from people.enums import AccountAct, Role
from people.models import LedgerEntry, User
from people.signals import account_event
from tests.people.builders import a_person, sign_in, url
from tests.people.factors import a_member_of_staff, make_stale, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    heard = []

    def hear(sender, act, user, actor, request, **_kwargs) -> None:
        heard.append((act, user.pk, actor.pk if actor else None))

    account_event.connect(hear)
    yield heard
    account_event.disconnect(hear)


@pytest.fixture
def admin(client, roles) -> User:
    """Root, an administrator who has just signed in."""
    user = a_member_of_staff(roles, Role.ADMINISTRATOR, "root@example.org")
    client.force_login(user)
    return user


def reset_page(user: User) -> str:
    return f"/admin/people/{user.public_id}/second-factor/"


def save(client: Client, user: User, **fields):
    data = {
        "email": user.email,
        "display_name": user.display_name,
        "language": "en",
        "is_active": "on",
        **fields,
    }
    return client.post(f"/admin/users/edit/{user.pk}/", data)


# --- Roles change after a fresh sign-in


@pytest.mark.parametrize(
    "address",
    [
        "users/new/",
        "users/edit/{pk}/",
        "users/delete/{pk}/",
        "groups/new/",
        "bulk/people/user/assign_role/?id={pk}",
    ],
)
def test_people_and_roles_change_after_a_fresh_sign_in_only(client, admin, address):
    make_stale(client)
    page = "/admin/" + address.format(pk=a_person().pk)

    asked = [client.get(page), client.post(page)]

    assert [
        re.match(r"/\w\w/(account/confirm|cuenta/confirmar)/", answer.url) is not None for answer in asked
    ] == [
        True,
        True,
    ]


def test_the_list_of_people_can_be_looked_at(client, admin):
    make_stale(client)

    assert client.get("/admin/users/").status_code == 200


def test_lists_leave_the_admin_as_files_after_a_fresh_sign_in_only(client, admin):
    make_stale(client)

    assert "confirm" in client.get("/admin/redirects/?export=csv").url
    assert client.get("/admin/redirects/").status_code == 200


def test_a_change_of_roles_is_written_down_with_who_did_it(client, admin, roles, events):
    beto = a_person("beto@example.org", display_name="Beto")

    save(client, beto, groups=[roles[Role.TRAINER].pk])

    assert events == [(AccountAct.ROLES_CHANGED, beto.pk, admin.pk)]


def test_a_group_that_is_no_role_is_not_written_down(admin, events):
    admin.groups.add(Group.objects.create(name="Trainers: Bridges"))

    assert events == []


def test_another_email_and_a_closed_account_are_written_down(client, admin, events):
    beto = a_person("beto@example.org", display_name="Beto")

    save(client, beto, email="beto.new@example.org", is_active="")

    assert set(events) == {
        (AccountAct.EMAIL_CHANGED, beto.pk, admin.pk),
        (AccountAct.ACTIVITY_CHANGED, beto.pk, admin.pk),
    }


def test_accounts_closed_in_bulk_lose_their_sessions_for_good(client, admin):
    beto = a_person("beto@example.org", language="en")
    browser = Client()
    browser.force_login(beto)

    client.post(f"/admin/bulk/people/user/set_active_state/?id={beto.pk}", {"mark_as_active": "False"})
    closed = browser.get(url("profile")).status_code
    client.post(f"/admin/bulk/people/user/set_active_state/?id={beto.pk}", {"mark_as_active": "True"})

    assert (closed, browser.get(url("profile")).status_code) == (302, 302)


def test_staff_who_sign_in_are_written_down_and_participants_are_not(roles, events):
    tere = a_member_of_staff(roles)
    events.clear()
    a_person("beto@example.org")

    sign_in(Client(), tere.email)
    sign_in(Client(), "beto@example.org")

    assert events == [(AccountAct.STAFF_SIGNED_IN, tere.pk, tere.pk)]


# --- Somebody lost their phone


def test_an_administrator_resets_a_second_step(client, admin, events, django_capture_on_commit_callbacks):
    beto = with_app(a_person("beto@example.org", language="en"))
    browser = Client()
    browser.force_login(beto)

    page = client.get(reset_page(beto)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reset_page(beto))
    sign_in(browser, "beto@example.org")

    assert "Only after you have spoken with this person" in page
    assert answer.url == f"/admin/users/edit/{beto.pk}/"
    assert not Authenticator.objects.exists()
    assert events == [(AccountAct.FACTORS_RESET, beto.pk, admin.pk)]
    assert browser.get(url("profile")).status_code == 200
    assert any("reset the second step of your account" in letter.body for letter in mail.outbox)


def test_the_sessions_of_that_person_end(client, admin):
    beto = with_app(a_person("beto@example.org", language="en"))
    browser = Client()
    browser.force_login(beto)

    client.post(reset_page(beto))

    assert browser.get(url("profile")).status_code == 302


def test_a_visit_alone_resets_nothing(client, admin):
    beto = with_app(a_person("beto@example.org"))

    client.get(reset_page(beto))

    assert Authenticator.objects.count() == 2


def test_a_reset_needs_a_fresh_sign_in(client, admin):
    beto = with_app(a_person("beto@example.org"))
    make_stale(client)

    answer = client.post(reset_page(beto))

    assert "confirm" in answer.url
    assert Authenticator.objects.count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_resets_a_second_step(client, roles, role):
    beto = with_app(a_person("beto@example.org"))
    client.force_login(a_member_of_staff(roles, role))

    client.post(reset_page(beto))

    assert Authenticator.objects.count() == 2


def test_participants_and_strangers_do_not_even_see_the_page(client):
    beto = with_app(a_person("beto@example.org"))
    participant = Client()
    participant.force_login(a_person())

    assert client.get(reset_page(beto)).status_code == 302
    assert participant.post(reset_page(beto)).status_code in {302, 403}
    assert Authenticator.objects.count() == 2


def test_an_administrator_cannot_open_the_account_of_the_keeper(client, admin):
    keeper = with_app(a_person("keeper@example.org", is_superuser=True, is_staff=True))

    client.post(reset_page(keeper))

    assert Authenticator.objects.filter(user=keeper).count() == 2


def test_the_command_helps_a_keeper_who_locked_themselves_out(capsys):
    with_app(a_person("keeper@example.org", is_superuser=True))

    call_command("reset_second_factor", "keeper@example.org")

    assert capsys.readouterr().out == "Taken away: 2. They sign in with a code by e-mail.\n"
    assert not Authenticator.objects.exists()


# --- Erasing somebody


def test_deleting_a_person_in_the_admin_erases_them(client):
    keeper = a_person("keeper@example.org", is_superuser=True, is_staff=True, language="en")
    beto = a_person("beto@example.org", display_name="Beto")
    client.force_login(keeper)

    page = client.get(f"/admin/users/delete/{beto.pk}/")
    client.post(f"/admin/users/delete/{beto.pk}/")
    listed = client.get("/admin/users/").content.decode()

    beto.refresh_from_db()
    assert "Everything personal is erased at once and for good" in page.content.decode()
    assert (beto.erased_at is not None, beto.display_name) == (True, "Cuenta borrada")
    assert LedgerEntry.objects.count() == 1
    assert "Cuenta borrada" not in listed


def test_people_are_not_deleted_in_bulk(client):
    keeper = a_person("keeper@example.org", is_superuser=True, is_staff=True, language="en")
    beto = a_person("beto@example.org")
    client.force_login(keeper)

    client.post(f"/admin/bulk/people/user/delete/?id={beto.pk}")

    beto.refresh_from_db()
    assert (beto.email, beto.erased_at) == ("beto@example.org", None)


def test_administrators_who_are_not_keepers_cannot_erase(client, admin):
    beto = a_person("beto@example.org")

    client.post(f"/admin/users/delete/{beto.pk}/")

    beto.refresh_from_db()
    assert beto.erased_at is None
