"""Forty people in one room, behind one address, at the same minute."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from tests.people.builders import a_person, ask_for_code, details, is_signed_in, last_code, url, write_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared_counters(settings) -> None:
    """The counters where production keeps them: in the database, shared by all workers."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    }
    call_command("createcachetable", verbosity=0)
    cache.clear()


def test_forty_people_behind_one_address_sign_up_and_get_in(shared_counters):
    people = [Client(REMOTE_ADDR="203.0.113.7") for _person in range(40)]

    for number, person in enumerate(people):
        person.post(url("account_signup"), details(email=f"person-{number}@example.org"))
        write_code(person, last_code())

    assert [is_signed_in(person) for person in people] == [True] * 40
    assert len(mail.outbox) == 40


def test_forty_people_behind_one_address_sign_in(shared_counters):
    people = [Client(REMOTE_ADDR="203.0.113.7") for _person in range(40)]

    for number, person in enumerate(people):
        email = f"person-{number}@example.org"
        a_person(email)
        ask_for_code(person, email)
        write_code(person, last_code())

    assert [is_signed_in(person) for person in people] == [True] * 40


def test_a_machine_that_asks_without_end_is_stopped(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "50/m/ip"}
    machine = Client()

    answers = [ask_for_code(machine, f"guess-{number}@example.org", "es").status_code for number in range(52)]
    page = ask_for_code(machine, "guess@example.org", "es").content.decode()

    assert answers == [302] * 50 + [429] * 2
    assert '<html lang="es"' in page


@pytest.mark.parametrize("way", ["account_login", "account_signup"])
def test_codes_for_ever_new_people_from_one_address_end_in_words(settings, way):
    settings.ACCOUNT_RATE_LIMITS = {
        **settings.ACCOUNT_RATE_LIMITS,
        "request_login_code": "5/5m/key,45/10m/ip",
    }
    machine, room = Client(REMOTE_ADDR="203.0.113.7"), Client(REMOTE_ADDR="203.0.113.8")

    answers = [machine.post(url(way), details(email=f"flood-{number}@example.org")) for number in range(47)]

    assert [answer.status_code for answer in answers] == [302] * 45 + [429] * 2
    assert "Too many codes were asked for from your network." in answers[-1].content.decode()
    assert len(mail.outbox) == 45
    assert ask_for_code(room, "ana@example.org").status_code == 302


def test_asking_again_for_one_e_mail_uses_up_nothing_of_the_room(settings):
    settings.ACCOUNT_RATE_LIMITS = {
        **settings.ACCOUNT_RATE_LIMITS,
        "request_login_code": "5/5m/key,10/10m/ip",
    }
    room = Client(REMOTE_ADDR="203.0.113.7")

    impatient = [ask_for_code(room, "ana@example.org") for _try in range(20)]
    others = [ask_for_code(room, f"person-{number}@example.org").status_code for number in range(6)]

    assert [answer.status_code for answer in impatient] == [302] * 5 + [429] * 15
    assert "Too many tries for this e-mail." in impatient[-1].content.decode()
    assert others == [302] * 5 + [429]


def test_the_limits_of_the_site_let_forty_people_ask_four_times(settings):
    codes_in_a_room = 40 * 4
    amount = int(settings.ACCOUNT_RATE_LIMITS["request_login_code"].split(",")[1].split("/")[0])

    assert codes_in_a_room <= amount <= 10 * codes_in_a_room
