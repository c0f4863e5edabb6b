"""Where somebody is signed in, how long, and how it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from people.browsers import browser_family, device_kind
from people.models import SignIn, User
from people.sessions import SEEN_AT, USED_ON
from people.signed_in import forget_ended_sessions
from tests.people.builders import a_person, is_signed_in, sign_in, url
from tests.people.factors import a_member_of_staff

pytestmark = pytest.mark.django_db

ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/137.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:139.0) Gecko/20100101 Firefox/139.0"


def signed_in_with(user_agent: str, email: str = "ana@example.org") -> Client:
    client = Client(HTTP_USER_AGENT=user_agent)
    sign_in(client, email)
    return client


def page_of(client: Client) -> str:
    return client.get(url("devices")).content.decode()


def set_in_session(client: Client, **values) -> None:
    session = client.session
    session.update(values)
    session.save()


@pytest.mark.parametrize(
    ("user_agent", "known_as"),
    [
        (ANDROID, ("phone", "Chrome")),
        (IPHONE, ("phone", "Safari")),
        (WINDOWS, ("computer", "Firefox")),
        (
            "Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 SamsungBrowser/23.0 Safari/537.36",
            ("tablet", "Samsung Internet"),
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0", ("computer", "Edge")),
        ("", ("other", "")),
        ("<script>alert(1)</script>" * 1000, ("other", "")),
    ],
)
def test_a_device_is_known_by_two_words(user_agent, known_as):
    assert (device_kind(user_agent), browser_family(user_agent)) == known_as


def test_the_list_names_each_device_once_and_marks_this_one():
    a_person(language="en")
    phone = signed_in_with(ANDROID)
    signed_in_with(WINDOWS)

    page = page_of(phone)

    assert (page.count("Phone · Chrome"), page.count("Computer · Firefox")) == (1, 1)
    assert page.count('<span class="chip leaf-c">') == 1
    assert "used today" in page


def test_nothing_tells_where_a_device_is():
    a_person()
    signed_in_with(ANDROID)

    assert {field.name for field in SignIn._meta.fields} == {
        "id",
        "public_id",
        "user",
        "session_key",
        "standing",
        "device",
        "browser",
        "signed_in_at",
        "last_used_date",
    }


def test_one_device_can_be_signed_out_from_another():
    a_person(language="en")
    here, there = signed_in_with(ANDROID), signed_in_with(WINDOWS)
    other = SignIn.objects.get(browser="Firefox")

    answer = here.post(f"/en/account/devices/{other.public_id}/end/")

    assert answer.url == "/en/account/devices/"
    assert there.get(url("profile")).status_code == 302
    assert here.get(url("profile")).status_code == 200
    assert "Computer · Firefox" not in page_of(here)


def test_all_others_can_be_signed_out_at_once():
    a_person(language="en")
    clients = [signed_in_with(agent) for agent in (ANDROID, WINDOWS, IPHONE)]

    answer = clients[0].post(url("devices_end_others"), follow=True)

    assert "2 devices are signed out." in answer.content.decode()
    assert [client.get(url("profile")).status_code for client in clients] == [200, 302, 302]


def test_the_devices_of_another_cannot_be_seen_or_signed_out():
    a_person(language="en")
    a_person("beto@example.org", language="en")
    ana, beto = signed_in_with(ANDROID), signed_in_with(WINDOWS, "beto@example.org")
    betos = SignIn.objects.get(browser="Firefox")

    answer = ana.post(f"/en/account/devices/{betos.public_id}/end/")
    ana.post(url("devices_end_others"))

    assert answer.status_code == 404
    assert "Firefox" not in page_of(ana)
    assert beto.get(url("profile")).status_code == 200


def test_this_very_device_is_left_by_signing_out_only():
    a_person(language="en")
    ana = signed_in_with(ANDROID)

    answer = ana.post(f"/en/account/devices/{SignIn.objects.get().public_id}/end/")

    assert answer.status_code == 404
    assert is_signed_in(ana)


def test_a_session_that_ended_leaves_the_list_and_then_the_database():
    user = a_person(language="en")
    here, there = signed_in_with(ANDROID), signed_in_with(WINDOWS)
    there.post(url("account_logout"))

    listed = page_of(here)
    forgotten = forget_ended_sessions(timezone.now())

    assert "Firefox" not in listed
    assert (forgotten, SignIn.objects.filter(user=user).count()) == (1, 1)


def test_sessions_of_an_earlier_standing_are_not_listed(roles):
    user = a_person(language="en")
    signed_in_with(WINDOWS)
    user.groups.add(roles["trainer"])

    page = page_of(signed_in_with(ANDROID))

    assert "Firefox" not in page


def test_use_is_noted_once_a_day_and_reading_writes_nothing(client, ana, django_assert_num_queries):
    SignIn.objects.update(last_used_date="2020-01-01")
    set_in_session(client, **{USED_ON: "2020-01-01"})

    client.get(url("profile"))
    noted = SignIn.objects.get().last_used_date
    before = Session.objects.get().session_data
    client.get(url("devices"))

    assert noted == timezone.now().date()
    assert Session.objects.get().session_data == before


def test_a_session_from_before_the_list_existed_appears_in_it(client, ana):
    SignIn.objects.all().delete()
    set_in_session(client, **{USED_ON: "2020-01-01"})

    client.get(url("profile"))

    assert SignIn.objects.get().user == ana


def test_staff_are_signed_out_after_an_idle_hour_and_led_back(client, roles):
    client.force_login(a_member_of_staff(roles))
    set_in_session(client, **{SEEN_AT: client.session[SEEN_AT] - 61 * 60})

    answer = client.get("/en/account/?a=1")

    assert answer.url == "/en/account/sign-in/?next=/en/account/%3Fa%3D1"
    assert not is_signed_in(client)


def test_staff_at_work_stay_and_their_work_is_noted_every_five_minutes(client, roles):
    client.force_login(a_member_of_staff(roles))
    start = client.session[SEEN_AT]
    set_in_session(client, **{SEEN_AT: start - 4 * 60})

    client.get(url("profile"))
    not_yet = client.session[SEEN_AT]
    set_in_session(client, **{SEEN_AT: start - 6 * 60})
    client.get(url("profile"))

    assert not_yet == start - 4 * 60
    assert client.session[SEEN_AT] >= start


def test_participants_are_not_watched(client, ana):
    assert SEEN_AT not in client.session


def test_staff_on_a_shared_device_lose_the_session_with_the_browser(roles):
    a_member_of_staff(roles)
    client = Client()

    answer = sign_in(client, "tere@example.org", shared_device="on")

    left = Session.objects.get(session_key=client.session.session_key).expire_date - timezone.now()
    assert answer.cookies["puentes_session"]["max-age"] == ""
    assert left <= timedelta(hours=12)


def test_a_deleted_account_has_no_sessions_left(client, ana):
    User.objects.filter(pk=ana.pk).delete()

    assert client.get(url("profile")).status_code == 302
    assert not SignIn.objects.exists()


def test_devices_of_one_kind_are_told_apart_by_when_they_were_signed_in():
    a_person(language="en")
    here = signed_in_with(ANDROID)
    signed_in_with(ANDROID)
    mine = SignIn.objects.exclude(session_key=here.session.session_key)
    mine.update(signed_in_at=datetime(2026, 3, 14, 9, 26, tzinfo=UTC))

    page = page_of(here)

    assert page.count("signed in since") == 3
    assert page.count("signed in since 14 March 2026, 09:26 UTC") == 2
    assert 'aria-label="Sign out there: Phone Chrome, signed in since 14 March 2026, 09:26 UTC"' in page
