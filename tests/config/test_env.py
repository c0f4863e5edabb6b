"""Values from the environment: nonsense is refused when the settings load."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("YES", True), ("off", False), ("", False), ("0", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch, value, meant):
    monkeypatch.setenv("SWITCH", value)

    assert env.flag("SWITCH") is meant


@pytest.mark.parametrize("value", ["maybe", "2", "truee"])
def test_a_flag_that_is_neither_is_refused(monkeypatch, value):
    monkeypatch.setenv("SWITCH", value)

    with pytest.raises(ImproperlyConfigured, match="SWITCH"):
        env.flag("SWITCH")


@pytest.mark.parametrize("value", ["-1", "two", "1.5", "0"])
def test_a_number_out_of_range_is_refused(monkeypatch, value):
    monkeypatch.setenv("PORTS", value)

    with pytest.raises(ImproperlyConfigured, match="PORTS"):
        env.number("PORTS", 5, least=1)


def test_a_missing_text_without_default_is_refused(monkeypatch):
    monkeypatch.delenv("NAME_OF_IT", raising=False)

    with pytest.raises(ImproperlyConfigured, match="NAME_OF_IT"):
        env.text("NAME_OF_IT")


def test_words_lose_their_blanks(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example , ,b.example")

    assert env.words("HOSTS") == ["a.example", "b.example"]


@pytest.mark.parametrize("url", ["mysql://host/name", "postgres://host", "postgres:///", "nonsense"])
def test_a_database_address_that_is_not_postgresql_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.postgres(url)


def test_a_database_address_is_taken_apart():
    found = env.postgres("postgres://ana:p%40ss@db.example:5433/puentes")

    assert {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "puentes",
        "USER": "ana",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }


def test_a_socket_folder_stands_in_for_the_host():
    assert env.postgres("postgres://ana@/puentes?host=/run/pg")["HOST"] == "/run/pg"


def test_without_an_address_it_is_sqlite_that_outlives_a_power_cut(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    found = env.database("/tmp/x.sqlite3")

    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
