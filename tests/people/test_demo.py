"""The buttons of the demo site."""

import pytest
from django.test import Client

from people.checks import demo_sign_ins_stay_private, staff_prove_a_second_factor
from people.demo import ensure_demo_people
from people.models import User
from people.roles import ensure_roles
from tests.people.builders import is_signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_people() -> None:
    ensure_roles()
    ensure_demo_people()


def test_there_are_forty_participants_and_somebody_for_each_role_to_try(demo_people):
    names = set(User.objects.values_list("display_name", flat=True))

    assert User.objects.count() == 46
    assert {"Participante 001", "Participant 002", "Participant 040"} <= names
    assert set(User.objects.filter(is_staff=True).values_list("email", "groups__name")) == {
        ("trainer-01@example.org", "trainer"),
        ("manager-01@example.org", "programme_manager"),
        ("reviewer-01@example.org", "reviewer"),
        ("safeguarding-01@example.org", "safeguarding_reviewer"),
        ("safeguarding-02@example.org", "safeguarding_reviewer"),
    }
    assert not User.objects.filter(adult_declared_at=None).exists()


def test_making_them_again_leaves_what_somebody_changed(demo_people):
    User.objects.filter(email="participant-001@example.org").update(display_name="Lupita")
    User.objects.filter(email="participant-002@example.org").delete()

    ensure_demo_people()

    assert User.objects.count() == 46
    assert User.objects.get(email="participant-001@example.org").display_name == "Lupita"


@pytest.mark.parametrize(
    ("button", "email"),
    [
        ("participant", "participant-001@example.org"),
        ("trainer", "trainer-01@example.org"),
        ("manager", "manager-01@example.org"),
        ("reviewer", "reviewer-01@example.org"),
        ("safeguarding", "safeguarding-01@example.org"),
        ("safeguarding-2", "safeguarding-02@example.org"),
    ],
)
def test_each_button_signs_in(client, demo_people, button, email):
    answer = client.post(url("demo_sign_in"), {"as": button, "next": "/en/"})

    assert answer.url == "/en/account/welcome/?next=%2Fen%2F"
    assert client.session["_auth_user_id"] == str(User.objects.get(email=email).pk)


@pytest.mark.parametrize("button", ["", "administrator", "participant-002@example.org", "\x00"])
def test_there_are_no_other_buttons(client, demo_people, button):
    assert client.post(url("demo_sign_in"), {"as": button}).status_code == 404
    assert not is_signed_in(client)


def test_the_buttons_stand_on_the_sign_in_page_of_the_demo_alone(client, demo_people, settings):
    shown = client.get(url("account_login")).content.decode()
    settings.DEMO_SIGN_INS = False
    hidden = client.get(url("account_login")).content.decode()

    assert "Sign in as participant" in shown
    assert "Sign in as" not in hidden


def test_elsewhere_the_buttons_do_not_work(client, demo_people, settings):
    settings.DEMO_SIGN_INS = False

    assert client.post(url("demo_sign_in"), {"as": "participant"}).status_code == 404
    assert not is_signed_in(client)


def test_a_button_needs_a_token_and_a_press(client, demo_people):
    careful = Client(enforce_csrf_checks=True)

    assert careful.post(url("demo_sign_in"), {"as": "participant"}).status_code == 403
    led = client.get(url("demo_sign_in"), {"as": "participant", "next": "/en/learn/"})
    assert led.url == "/en/account/sign-in/?next=%2Fen%2Flearn%2F"


def test_a_public_site_with_the_buttons_does_not_start(settings):
    settings.DEMO_SIGN_INS = True
    settings.SESSION_COOKIE_SECURE = True

    assert [error.id for error in demo_sign_ins_stay_private()] == ["people.E001"]


def test_a_demo_without_tls_starts(settings):
    assert demo_sign_ins_stay_private() == []


def test_a_public_site_without_a_second_factor_for_staff_does_not_start(settings):
    settings.SESSION_COOKIE_SECURE = True
    settings.PUENTES_STAFF_SECOND_FACTOR = False
    loose = [error.id for error in staff_prove_a_second_factor()]
    settings.PUENTES_STAFF_SECOND_FACTOR = True

    assert (loose, staff_prove_a_second_factor()) == (["people.E002"], [])
