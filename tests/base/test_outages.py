"""What is away for a while is told from what is broken, in the reader's language."""

import sqlite3

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client

from base import generation
from base.errors import CountersLostError
from base.outages import is_outage


def wrapped(cause: Exception) -> OperationalError:
    """As Django raises what the database said."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error", [OperationalError("server closed the connection"), InterfaceError(), CountersLostError()]
)
def test_a_lost_part_is_an_outage(error):
    assert is_outage(error)


def test_a_file_that_cannot_be_opened_is_an_outage_and_a_wrong_statement_is_not():
    with pytest.raises(sqlite3.OperationalError) as unopened:
        sqlite3.connect("/nowhere/at/all")
    with pytest.raises(sqlite3.OperationalError) as wrong:
        sqlite3.connect(":memory:").execute("SELECT nothing")

    assert is_outage(wrapped(unopened.value))
    assert not is_outage(wrapped(wrong.value))


@pytest.mark.parametrize("error", [None, ValueError(), ProgrammingError("no such table")])
def test_a_fault_of_ours_is_none(error):
    assert not is_outage(error)


@pytest.fixture
def database_lost(monkeypatch):
    """Every question for the content generation finds nobody."""

    def refuse():
        raise OperationalError("connection to db.internal failed for ana@casa.example")

    monkeypatch.setattr(generation, "read", refuse)
    generation.forget()
    yield
    generation.forget()


@pytest.mark.parametrize(
    ("address", "language", "title"),
    [
        ("/en/", "en", "We will be back in a moment"),
        ("/es/aprender/", "es", "Volvemos en un momento"),
        ("/robots.txt", "es", "Volvemos en un momento"),
    ],
)
def test_a_lost_database_is_said_in_the_language_of_the_address_and_nothing_else(
    database_lost, address, language, title
):
    visitor = Client(raise_request_exception=False)

    response = visitor.get(address, headers={"accept-language": "es"})

    text = response.content.decode()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "no-store" in response.headers["Cache-Control"]
    assert f'<html lang="{language}"' in text
    assert f"<h1>{title}</h1>" in text
    assert "internal" not in text
    assert "ana@" not in text


def test_a_sign_in_that_cannot_be_counted_waits(monkeypatch, db):
    from allauth.core.internal import ratelimit

    def lose(*_args, **_kwargs):
        raise CountersLostError

    monkeypatch.setattr(ratelimit.cache, "add", lose, raising=False)

    response = Client(raise_request_exception=False).post(
        "/en/account/sign-in/", {"email": "ana@example.org"}
    )

    assert response.status_code == 503
