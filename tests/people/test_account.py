"""The profile, the device and the way out."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from people.models import User
from people.roles import ensure_roles
from tests.people.builders import a_person, is_signed_in, sign_in, url

pytestmark = pytest.mark.django_db


def profile_of(user: User) -> tuple[str, str, str]:
    user.refresh_from_db()
    return user.display_name, user.language, user.organization_type


def save_profile(client, **fields):
    data = {"display_name": "Ana", "language": "en", "organization_type": "", **fields}
    return client.post(url("profile"), data)


def hours_left(client) -> float:
    row = Session.objects.get(session_key=client.session.session_key)
    return (row.expire_date - timezone.now()) / timedelta(hours=1)


def test_the_profile_shows_what_is_known(client, ana):
    page = client.get(url("profile")).content.decode()

    assert "ana@example.org" in page
    assert 'value="Ana"' in page
    assert "/en/privacy/" in page


def test_the_profile_can_be_changed(client, ana):
    answer = save_profile(client, display_name="Anita")

    assert (answer.status_code, answer.url) == (302, "/en/account/")
    assert profile_of(ana) == ("Anita", "en", "")
    assert "Your profile is saved." in client.get(answer.url).content.decode()


def test_a_new_language_is_spoken_at_once(client, ana, settings):
    answer = save_profile(client, language="es")

    assert answer.url == "/es/cuenta/"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"
    assert "Su perfil está guardado." in client.get(answer.url).content.decode()


@pytest.mark.parametrize("name", ["", "\x00", "A\x07na", "\u200b", "A" * 81])
def test_a_profile_with_faults_is_refused_and_nothing_changes(client, ana, name):
    answer = save_profile(client, display_name=name, language="es")

    assert answer.status_code == 422
    assert profile_of(ana) == ("Ana", "en", "")


def test_nobody_can_write_into_the_profile_of_another(client, ana):
    beto = a_person("beto@example.org", display_name="Beto")

    answer = save_profile(
        client,
        display_name="Mallory",
        id=beto.pk,
        pk=beto.pk,
        public_id=str(beto.public_id),
        email=beto.email,
    )

    assert answer.status_code == 302
    assert profile_of(beto)[0] == "Beto"
    ana.refresh_from_db()
    assert (ana.display_name, ana.email) == ("Mallory", "ana@example.org")


def test_there_is_no_address_for_the_profile_of_another(client, ana):
    beto = a_person("beto@example.org")

    addresses = [f"/en/account/{beto.pk}/", f"/en/account/{beto.public_id}/", f"/en/account/?id={beto.pk}"]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 200]
    assert "beto@example.org" not in client.get(addresses[-1]).content.decode()


def test_people_see_themselves_and_administrators_see_everybody(ana):
    ensure_roles()
    beto = a_person("beto@example.org")
    admin = a_person("root@example.org", is_superuser=True)

    assert list(User.objects.visible_to(ana)) == [ana]
    assert list(User.objects.visible_to(beto)) == [beto]
    assert set(User.objects.visible_to(admin)) == {ana, beto, admin}


def test_signing_out_ends_the_session_and_clears_what_the_device_keeps(client, ana, settings):
    client.cookies[settings.START_COOKIE_NAME] = "a-key"
    client.get(url("profile"))

    answer = client.post(url("account_logout"))

    assert (answer.status_code, answer.url) == (302, "/en/account/signed-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[settings.START_COOKIE_NAME]["max-age"] == 0
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0
    assert not is_signed_in(client)
    assert Session.objects.count() == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_quick_exit_signs_out_and_leaves_nothing_behind(client, ana, settings, language):
    names = {settings.START_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.DATA_SAVER_COOKIE_NAME}
    for name in names:
        client.cookies[name] = "a-key"

    answer = client.get(url("quick_exit", language))

    assert (answer.status_code, answer.headers["Location"]) == (303, "https://www.wikipedia.org/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    gone = {name for name, morsel in answer.cookies.items() if morsel["max-age"] == 0}
    assert gone == names | {settings.SESSION_COOKIE_NAME}
    assert Session.objects.count() == 0


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"sec-purpose": "prefetch"}])
def test_other_sites_and_the_guesses_of_a_browser_sign_nobody_out(client, ana, headers):
    answer = client.get(url("quick_exit"), headers=headers)

    assert answer.status_code == 303
    assert not answer.cookies
    assert is_signed_in(client)


def test_the_page_after_signing_out_says_that_the_device_is_clean_and_sets_nothing(client, ana):
    client.post(url("account_logout"))

    page = client.get(url("signed_out"))

    assert "This site keeps nothing about you on this device any more" in page.content.decode()
    assert [morsel.value for morsel in page.cookies.values()] in ([], [""])


def test_a_visit_to_the_sign_out_page_asks_first(client, ana):
    page = client.get(url("account_logout"))

    assert page.status_code == 200
    assert "Sign out?" in page.content.decode()
    assert is_signed_in(client)


def test_signing_out_needs_a_token(ana):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(ana)

    assert careful.post(url("account_logout")).status_code == 403
    assert is_signed_in(careful)


def test_strangers_who_sign_out_are_told_they_are_out(client):
    assert client.get(url("account_logout")).url == "/en/account/signed-out/"
    assert client.post(url("account_logout")).url == "/en/account/signed-out/"


def test_a_session_lasts_a_month_on_ones_own_device(client):
    a_person()

    answer = sign_in(client)

    assert answer.cookies["puentes_session"]["max-age"] == 60 * 60 * 24 * 30
    assert hours_left(client) == pytest.approx(30 * 24, abs=1)


def test_on_a_shared_device_the_session_ends_with_the_browser(client):
    a_person(language="en")

    answer = sign_in(client, shared_device="on")
    page = client.get(url("devices")).content.decode()

    assert answer.cookies["puentes_session"]["max-age"] == ""
    assert answer.cookies["puentes_session"]["expires"] == ""
    assert hours_left(client) == pytest.approx(12, abs=0.1)
    assert "You said that this is a shared device" in page


def test_a_device_can_be_called_shared_later_and_taken_back(client, ana):
    shared = client.post(url("shared_device"))
    session_cookie = shared.cookies["puentes_session"]["max-age"]
    page = client.get(url("devices")).content.decode()
    own = client.post(url("shared_device"), {"shared": "no"})

    assert shared.headers["Clear-Site-Data"] == '"storage"'
    assert session_cookie == ""
    assert "You said that this is a shared device" in page
    assert own.cookies["puentes_session"]["max-age"] == 60 * 60 * 24 * 30
    assert "You said that this is a shared device" not in client.get(url("devices")).content.decode()


def test_strangers_cannot_call_a_device_shared(client):
    assert client.post(url("shared_device")).url.startswith("/en/account/sign-in/")
    assert client.get(url("shared_device")).status_code == 302


def test_names_stand_apart_from_the_text_around_them(client):
    client.force_login(a_person(display_name="<script>alert(1)</script>", language="en"))

    page = client.get(url("profile")).content.decode()

    assert "<script>alert" not in page
    assert "<bdi>&lt;script&gt;" in page


def test_pages_about_people_are_never_kept(client, ana):
    answer = client.get(url("profile"))

    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]


def test_the_profile_costs_few_queries(client, ana, django_assert_max_num_queries):
    client.get(url("profile"))

    with django_assert_max_num_queries(6):
        client.get(url("profile"))
