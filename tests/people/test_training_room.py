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
