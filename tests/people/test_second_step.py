"""The second step: an app, recovery codes, and who must have one."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from people.demo import ensure_demo_people
from people.enums import AccountAct, Role
from people.models import User
from people.signals import account_event
from tests.people.builders import a_person, is_signed_in, last_code, sign_in, url
from tests.people.factors import (
    SECRET,
    a_member_of_staff,
    app_code,
    make_stale,
    recovery_codes_of,
    second_step,
    with_app,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    heard = []

    def hear(sender, act, user, actor, request, **_kwargs) -> None:
        heard.append((act, user.pk, actor.pk if actor else None))

    account_event.connect(hear)
    yield heard
    account_event.disconnect(hear)


def set_up_app(client: Client):
    """Follow the pages as a person does; the answer to the first code."""
    client.get(url("app_set_up"))
    secret = client.session["mfa.totp.secret"]
    return client.post(url("app_set_up"), {"code": app_code(secret)})


# --- Signing in with it


def test_signing_in_takes_two_steps_for_those_with_an_app(client):
    with_app(a_person())

    first = sign_in(client)
    between = is_signed_in(client)
    page = client.get(first.url).content.decode()
    second = second_step(client, app_code())

    assert (first.url, between) == ("/en/account/second-step/", False)
    assert "One more step" in page
    assert second.url == "/en/account/welcome/"
    assert is_signed_in(client)


def test_where_one_wanted_to_go_survives_both_steps(client):
    with_app(a_person())

    client.post(url("account_login"), {"email": "ana@example.org"})
    client.post(url("account_confirm_login_code"), {"code": last_code(), "next": "/en/learn/"})

    assert second_step(client, app_code()).url == "/en/account/welcome/?next=%2Fen%2Flearn%2F"


def test_a_password_needs_the_second_step_too(client):
    with_app(a_person(password="a long pass phrase"))

    client.post(
        url("account_login"),
        {"by-password-email": "ana@example.org", "by-password-password": "a long pass phrase"},
    )

    assert not is_signed_in(client)
    second_step(client, app_code())
    assert is_signed_in(client)


def test_a_code_of_the_app_works_once(client):
    with_app(a_person())
    code = app_code()
    sign_in(client)
    second_step(client, code)
    thief = Client()
    sign_in(thief)

    answer = second_step(thief, code)

    assert answer.status_code == 422
    assert "each code works once" in answer.content.decode()
    assert not is_signed_in(thief)


def test_a_clock_that_is_half_a_minute_off_does_not_matter_and_two_minutes_do(client):
    with_app(a_person())
    sign_in(client)

    far = second_step(client, app_code(steps=4)).status_code
    near = second_step(client, app_code(steps=1)).status_code

    assert (far, near) == (422, 302)


def test_a_recovery_code_works_once_in_place_of_the_app(client):
    user = with_app(a_person())
    code = recovery_codes_of(user)[3]
    sign_in(client)

    first = second_step(client, f"{code[:4]} {code[4:]}")
    again = Client()
    sign_in(again)

    assert first.status_code == 302
    assert second_step(again, code).status_code == 422
    assert len(recovery_codes_of(user)) == 9


def test_ten_thousand_codes_tried_get_five_looked_at(client):
    with_app(a_person())
    sign_in(client)
    right = app_code()
    wrong = [code for code in (f"{number:06}" for number in range(60)) if code != right][:50]

    # Fifty stand for ten thousand, and a new browser does not help.
    answers = [second_step(client, code).status_code for code in wrong]
    other = Client()
    sign_in(other)

    assert answers == [422] * 5 + [429] * 45
    assert second_step(other, right).status_code == 429
    assert not is_signed_in(other)


@pytest.mark.parametrize("code", ["", "12345", "123456789", "abcdef", "١٢٣٤٥٦", "12\x00345", "1" * 5000])
def test_what_cannot_be_a_code_costs_no_try(client, code):
    with_app(a_person())
    sign_in(client)

    answers = [second_step(client, code).status_code for _try in range(6)]

    assert answers == [422] * 6
    assert second_step(client, app_code()).status_code == 302


def test_the_second_step_cannot_be_reached_without_the_first(client):
    with_app(a_person())

    assert client.get(url("mfa_authenticate")).url == "/en/account/sign-in/"
    assert second_step(client, app_code()).url == "/en/account/sign-in/"
    assert not is_signed_in(client)


def test_a_person_closed_between_the_steps_does_not_get_in(client):
    user = with_app(a_person())
    sign_in(client)
    User.objects.filter(pk=user.pk).update(is_active=False)

    second_step(client, app_code())

    assert client.get(url("profile")).status_code == 302


# --- Setting it up


def test_an_app_is_set_up_and_recovery_codes_are_shown(client, ana, events):
    page = client.get(url("app_set_up")).content.decode()
    answer = set_up_app(client)
    codes = client.get(answer.url).content.decode()

    assert '<img class="qr" src="/en/account/app/picture/"' in page
    assert "data:" not in page
    assert answer.url == "/en/account/recovery-codes/"
    assert [code in codes for code in recovery_codes_of(ana)] == [True] * 10
    assert events == [
        (AccountAct.RECOVERY_CODES_MADE, ana.pk, ana.pk),
        (AccountAct.FACTOR_ADDED, ana.pk, ana.pk),
    ]


def test_the_picture_is_made_for_this_person_now_and_kept_by_nobody(client, ana):
    client.get(url("app_set_up"))

    picture = client.get(url("app_picture"))

    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture.headers["Cache-Control"]
    assert b"<svg" in picture.content


def test_a_wrong_first_code_sets_nothing_up_and_the_secret_stays(client, ana):
    client.get(url("app_set_up"))
    secret = client.session["mfa.totp.secret"]

    answer = client.post(url("app_set_up"), {"code": app_code(secret, steps=9)})

    assert answer.status_code == 422
    assert client.session["mfa.totp.secret"] == secret
    assert not Authenticator.objects.exists()


def test_the_secret_and_the_recovery_codes_are_not_kept_in_clear(client, ana):
    client.get(url("app_set_up"))
    secret = client.session["mfa.totp.secret"]
    client.post(url("app_set_up"), {"code": app_code(secret)})

    kept = " ".join(str(row.data) for row in Authenticator.objects.all())

    assert secret not in kept
    assert not any(code in kept for code in recovery_codes_of(ana))


def test_factors_kept_under_another_key_open_nothing(client, settings):
    user = with_app(a_person())
    codes = recovery_codes_of(user)
    sign_in(client)
    settings.SECRET_KEY_FALLBACKS = []
    before = settings.SECRET_KEY
    with_other_key = Authenticator.objects.filter(user=user)
    for row in with_other_key:
        row.data = {
            name: value if name == "used_mask" else "gAAAAAB-not-ours" for name, value in row.data.items()
        }
        row.save()

    assert before == settings.SECRET_KEY
    assert second_step(client, app_code()).status_code == 422
    assert second_step(client, codes[0]).status_code == 422


def test_recovery_codes_can_be_saved_as_a_file_until_they_are_kept(client, ana):
    set_up_app(client)

    file = client.get(url("recovery_download"))
    client.post(url("recovery_codes"), {"kept": "yes"})
    later = client.get(url("recovery_codes")).content.decode()

    assert file.headers["Content-Disposition"] == 'attachment; filename="puentes-recovery-codes.txt"'
    assert [code in file.content.decode() for code in recovery_codes_of(ana)] == [True] * 10
    assert not any(code in later for code in recovery_codes_of(ana))
    assert client.get(url("recovery_download")).url == "/en/account/recovery-codes/"


def test_recovery_codes_hide_on_their_own_after_ten_minutes(client, ana):
    set_up_app(client)
    session = client.session
    session["recovery_codes_shown_until"] -= 601
    session.save()

    page = client.get(url("recovery_codes")).content.decode()

    assert not any(code in page for code in recovery_codes_of(ana))


def test_new_recovery_codes_take_the_place_of_the_old_ones(client, ana):
    set_up_app(client)
    old = recovery_codes_of(ana)

    client.post(url("recovery_codes"), {"make": "yes"})

    assert set(old).isdisjoint(recovery_codes_of(ana))


def test_somebody_without_a_second_step_has_no_recovery_codes_to_make(client, ana):
    client.post(url("recovery_codes"), {"make": "yes"})

    assert not Authenticator.objects.exists()


def test_an_app_is_taken_away_with_its_recovery_codes(client, ana, django_capture_on_commit_callbacks):
    set_up_app(client)
    app = Authenticator.objects.get(type="totp")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("factor_remove"), {"factor": app.pk})

    assert not Authenticator.objects.exists()
    assert "was taken away" in mail.outbox[-1].body


@pytest.mark.parametrize("named", ["", "0", "x", "-1", "²", "9" * 30])
def test_only_ones_own_factors_can_be_taken_away(client, ana, named):
    other = with_app(a_person("beto@example.org"))
    theirs = Authenticator.objects.get(user=other, type="totp")

    answers = [
        client.post(url("factor_remove"), {"factor": factor}).status_code for factor in (theirs.pk, named)
    ]

    assert answers == [404, 404]
    assert Authenticator.objects.filter(user=other).count() == 2


@pytest.mark.parametrize(
    "page", ["app_set_up", "app_picture", "passkey_add", "recovery_codes", "recovery_download"]
)
def test_nothing_about_factors_is_shown_without_a_fresh_sign_in(client, stale_ana, page):
    assert client.get(url(page)).url.startswith("/en/account/confirm/")


# --- Who must have one


def test_staff_pass_no_door_before_a_second_factor_and_are_led_back(client, roles, settings):
    settings.PUENTES_STAFF_SECOND_FACTOR = True
    client.force_login(a_member_of_staff(roles))

    doors = ["/admin/", "/admin/pages/", "/en/account/data/", "/en/my-learning/", "/en/"]
    led = [client.get(door).headers["Location"] for door in doors]
    posted = client.post("/en/account/data/page/").headers["Location"]
    open_doors = [
        client.get(url(page)).status_code for page in ("second_factor", "app_set_up", "account_logout")
    ]

    assert all(re.match(r"/(en|es)/(account/second|cuenta/segundo)-factor/\?next=", place) for place in led)
    assert posted.startswith("/en/account/second-factor/")
    assert open_doors == [200, 200, 200]


def test_staff_set_up_an_app_and_go_on_to_where_they_wanted(client, roles, settings):
    settings.PUENTES_STAFF_SECOND_FACTOR = True
    client.force_login(a_member_of_staff(roles))

    asked = client.get("/admin/").url
    page = client.get(asked.replace("/es/cuenta/segundo-factor/", "/en/account/second-factor/"))
    client.get(url("app_set_up"))
    secret = client.session["mfa.totp.secret"]
    done = client.post(url("app_set_up"), {"code": app_code(secret), "next": "/admin/"})
    arrived = client.post(done.url, {"kept": "yes", "next": "/admin/"})

    assert "Your role opens what others entrusted to this site." in page.content.decode()
    assert done.url == "/en/account/recovery-codes/?next=%2Fadmin%2F"
    assert arrived.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_staff_who_came_with_two_steps_pass(client, roles, settings):
    settings.PUENTES_STAFF_SECOND_FACTOR = True
    user = with_app(a_member_of_staff(roles))
    sign_in(client, user.email)

    second_step(client, app_code())

    assert client.get("/admin/").status_code == 200


def test_staff_with_a_factor_that_was_not_asked_for_confirm_with_it(client, roles, settings):
    settings.PUENTES_STAFF_SECOND_FACTOR = True
    user = with_app(a_member_of_staff(roles))
    client.force_login(user)

    asked = client.get("/admin/")
    confirmed = client.post(url("fresh_sign_in"), {"way": "factor", "code": app_code(), "next": "/admin/"})

    assert "/segundo-factor/" not in asked.url
    assert "next=%2Fadmin%2F" in asked.url
    assert confirmed.url == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_every_role_needs_it(client, roles, settings, role):
    settings.PUENTES_STAFF_SECOND_FACTOR = True
    client.force_login(a_member_of_staff(roles, role))

    assert "segundo-factor" in client.get("/admin/").headers["Location"]


def test_participants_and_a_site_to_try_things_in_are_not_asked(client, roles, settings):
    settings.PUENTES_STAFF_SECOND_FACTOR = True
    client.force_login(a_person("beto@example.org"))
    participant = client.get(url("profile")).status_code
    settings.PUENTES_STAFF_SECOND_FACTOR = False
    ensure_demo_people()
    trainer = Client()
    trainer.force_login(User.objects.get(email="trainer-01@example.org"))

    assert participant == 200
    assert trainer.get("/admin/").status_code == 200


def test_the_last_factor_of_staff_stays_while_it_is_required(client, roles, settings):
    settings.PUENTES_STAFF_SECOND_FACTOR = True
    user = with_app(a_member_of_staff(roles))
    sign_in(client, user.email)
    second_step(client, app_code())
    app = Authenticator.objects.get(user=user, type="totp")

    answer = client.post(url("factor_remove"), {"factor": app.pk})
    page = client.get(answer.url).content.decode()

    assert "Your role needs a second step." in page
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_those_who_sign_in_with_two_steps_confirm_with_the_second(client):
    user = with_app(a_person(language="en", password="a long pass phrase"))
    client.force_login(user)
    make_stale(client)

    page = client.get(url("fresh_sign_in")).content.decode()
    weaker = [
        client.post(url("fresh_sign_in"), {"way": way, "password": "a long pass phrase"}).status_code
        for way in ("send", "password", "mail")
    ]
    strong = client.post(url("fresh_sign_in"), {"way": "factor", "code": app_code()})

    assert "Code of your app, or a recovery code" in page
    assert weaker == [422] * 3
    assert (strong.url, mail.outbox) == ("/en/account/security/", [])
    assert SECRET not in page
