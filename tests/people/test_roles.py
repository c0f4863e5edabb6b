"""What roles open, and that sessions follow them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from people import rules
from people.enums import Role
from people.models import User
from people.roles import ensure_roles, find_permissions
from tests.people.builders import a_person, is_signed_in, sign_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups() -> dict[Role, Group]:
    return ensure_roles()


def a_trainer(groups: dict[Role, Group]) -> User:
    user = a_person("tere@example.org", display_name="Tere", language="en")
    user.groups.add(groups[Role.TRAINER])
    return user


def test_every_role_opens_the_admin_and_making_them_twice_changes_nothing(groups):
    before = {
        group.name: sorted(group.permissions.values_list("codename", flat=True)) for group in groups.values()
    }

    again = ensure_roles()

    assert {
        group.name: sorted(group.permissions.values_list("codename", flat=True)) for group in again.values()
    } == before
    assert sorted(before) == sorted(Role.values)
    assert all("access_admin" in permissions for permissions in before.values())


def test_a_permission_that_does_not_exist_is_named():
    with pytest.raises(LookupError, match=r"people\.fly"):
        find_permissions(["people.add_user", "people.fly"])


@pytest.mark.parametrize(
    ("role", "teaches", "manages"),
    [
        (Role.TRAINER, True, False),
        (Role.PROGRAMME_MANAGER, True, False),
        (Role.ADMINISTRATOR, False, True),
        (Role.TRANSLATOR, False, False),
        (Role.REVIEWER, False, False),
        (Role.SAFEGUARDING_REVIEWER, False, False),
    ],
)
def test_what_each_role_may_do(groups, role, teaches, manages):
    user = a_person()
    user.groups.add(groups[role])

    assert rules.has_role(user, role)
    assert (rules.may_teach(user), rules.may_manage_people(user)) == (teaches, manages)
    assert rules.may_enter_admin(user)


def test_participants_and_strangers_have_no_role(groups):
    for user in (a_person(), AnonymousUser()):
        assert not any(rules.has_role(user, role) for role in Role)
        assert not rules.may_enter_admin(user)


def test_a_closed_account_has_no_role(groups):
    user = a_trainer(groups)
    user.is_active = False

    assert not rules.may_teach(user)
    assert not rules.may_enter_admin(user)


def test_the_keeper_of_the_site_has_every_role():
    keeper = User.objects.create_superuser("root@example.org")

    assert all(rules.has_role(keeper, role) for role in Role)


def test_asking_for_roles_costs_one_query_and_for_the_admin_none(groups, django_assert_num_queries):
    user = User.objects.get(pk=a_trainer(groups).pk)

    with django_assert_num_queries(0):
        assert rules.may_enter_admin(user)
    with django_assert_num_queries(1):
        assert rules.may_teach(user)
        assert not rules.may_manage_people(user)


def test_gaining_and_losing_a_role_ends_sessions(client, groups):
    user = a_person(language="en")
    client.force_login(user)

    user.groups.add(groups[Role.TRAINER])
    after_gain = client.get(url("profile")).status_code
    client.force_login(User.objects.get(pk=user.pk))
    user.groups.remove(groups[Role.TRAINER])
    after_loss = client.get(url("profile")).status_code

    assert (after_gain, after_loss) == (302, 302)
    user.refresh_from_db()
    assert not user.is_staff


def test_a_role_that_somebody_has_already_leaves_their_session(client, groups):
    user = a_trainer(groups)
    client.force_login(user)

    user.groups.add(groups[Role.TRAINER])

    assert client.get(url("profile")).status_code == 200


def test_a_group_that_is_no_role_leaves_sessions(client, groups):
    user = a_trainer(groups)
    client.force_login(User.objects.get(pk=user.pk))
    module_group = Group.objects.create(name="Trainers: Bridges")

    user.groups.add(module_group)
    gained = client.get(url("profile")).status_code
    module_group.user_set.remove(user)
    lost = client.get(url("profile")).status_code

    assert (gained, lost) == (200, 200)
    user.refresh_from_db()
    assert user.is_staff


@pytest.mark.parametrize("change", ["add", "remove", "clear"])
def test_roles_changed_from_the_side_of_the_group_end_sessions_too(client, groups, change):
    user = a_person(language="en") if change == "add" else a_trainer(groups)
    client.force_login(User.objects.get(pk=user.pk))
    members = groups[Role.TRAINER].user_set

    members.clear() if change == "clear" else getattr(members, change)(user)

    assert client.get(url("profile")).status_code == 302


def test_closing_an_account_ends_sessions_for_good(client):
    user = a_person(language="en")
    client.force_login(user)

    user.is_active = False
    user.save()
    closed = client.get(url("profile")).status_code
    user.is_active = True
    user.save(update_fields=["is_active"])

    assert closed == 302
    assert client.get(url("profile")).status_code == 302


def test_a_new_address_ends_sessions(client):
    user = a_person(language="en")
    client.force_login(user)

    user.email = "New@example.org"
    user.save()

    assert client.get(url("profile")).status_code == 302
    assert User.objects.get(pk=user.pk).email == "new@example.org"


def test_a_new_name_leaves_sessions(client):
    user = a_person(language="en")
    client.force_login(user)

    user.display_name = "Anita"
    user.save()

    assert client.get(url("profile")).status_code == 200


def test_those_with_a_role_sign_in_again_after_twelve_hours_however_busy(client, groups):
    a_trainer(groups)

    answer = sign_in(client, "tere@example.org")
    session = client.session
    session["busy"] = True
    session.save()

    left = Session.objects.get(session_key=session.session_key).expire_date - timezone.now()
    assert timedelta(hours=11, minutes=58) < left <= timedelta(hours=12)
    assert answer.cookies["puentes_session"]["max-age"] == pytest.approx(12 * 60 * 60, abs=60)


def test_the_admins_own_sign_in_leads_to_ours(client, groups):
    asked = client.get("/admin/", follow=True)

    assert asked.redirect_chain[-1][0] == "/es/cuenta/entrar/?next=%2Fadmin%2F"


def test_a_trainer_goes_from_the_admin_through_our_sign_in_and_back(client, groups):
    client.force_login(User.objects.get(pk=a_trainer(groups).pk))

    assert client.get("/admin/login/", {"next": "/admin/account/"}).url == "/admin/account/"
    assert client.get("/admin/login/", {"next": "https://evil.example/"}).url == "/admin/"


def test_a_participant_is_told_that_the_admin_is_not_theirs(client, groups):
    client.force_login(a_person())

    assert client.get("/admin/login/?next=/admin/").status_code == 403


def test_the_admins_own_password_pages_are_closed(client, groups):
    reset = client.get("/admin/password_reset/", follow=True)
    assert reset.redirect_chain[-1][0].endswith(("/cuenta/entrar/", "/account/sign-in/"))
    client.force_login(User.objects.get(pk=a_trainer(groups).pk))
    page = client.get("/admin/account/").content.decode()
    assert "password" not in page.lower().replace("password manager", "")
    assert 'name="name_email-first_name"' not in page


def test_an_administrator_adds_a_trainer_and_changes_them(client, groups):
    keeper = a_person("root@example.org", language="en")
    keeper.groups.add(groups[Role.ADMINISTRATOR])
    client.force_login(User.objects.get(pk=keeper.pk))

    form = client.get("/admin/users/new/").content.decode()
    added = client.post(
        "/admin/users/new/",
        {
            "email": "Rosa@example.org",
            "display_name": "Rosa",
            "language": "es",
            "groups": [groups[Role.TRAINER].pk],
            "is_superuser": "on",
        },
    )
    rosa = User.objects.get(email="rosa@example.org")
    changed = client.post(
        f"/admin/users/edit/{rosa.pk}/",
        {"email": "rosa@example.org", "display_name": "Rosa M.", "language": "en", "is_active": "on"},
    )
    rosa.refresh_from_db()

    assert 'name="password1"' not in form
    assert "Moderators" not in form
    assert "Trainer" in form or "Formadora" in form
    assert (added.status_code, changed.status_code) == (302, 302)
    assert (rosa.display_name, rosa.is_staff, rosa.is_superuser) == ("Rosa M.", False, False)
    assert not rosa.has_usable_password()


def test_the_list_of_people_can_be_searched_by_name(client, groups):
    keeper = a_person("root@example.org", is_superuser=True, language="en")
    a_person("beto@example.org", display_name="Beto")
    client.force_login(keeper)

    page = client.get("/admin/users/", {"q": "Beto"})

    assert page.status_code == 200
    assert "beto@example.org" in page.content.decode()


def test_an_address_in_use_is_refused_in_the_admin_in_any_case(client, groups):
    a_person("ana@example.org")
    client.force_login(a_person("root@example.org", is_superuser=True))

    answer = client.post(
        "/admin/users/new/", {"email": "ANA@example.org", "display_name": "A", "language": "es"}
    )

    assert answer.status_code == 200
    assert User.objects.count() == 2


def test_trainers_cannot_see_people_in_the_admin(client, groups):
    client.force_login(User.objects.get(pk=a_trainer(groups).pk))

    assert client.get("/admin/users/").status_code == 302
    assert is_signed_in(client)


def test_leaving_by_the_admin_clears_the_device_too(groups):
    client = Client()
    client.force_login(User.objects.get(pk=a_trainer(groups).pk))

    answer = client.post("/admin/logout/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_signed_in(client)


def test_the_admin_speaks_the_language_of_the_profile(client):
    trainer = a_person(language="en", is_staff=True)
    client.force_login(trainer)

    trainer.language = "es"
    trainer.save(update_fields=["language"])

    assert type(trainer).objects.get().wagtail_userprofile.preferred_language == "es"
