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


@pytest.mark.parametrize("value", ["-1", "two", "1.5", "0", "٣", "²", "8"])
def test_a_number_out_of_range_is_refused(monkeypatch, value):
    monkeypatch.setenv("PORTS", value)

    with pytest.raises(ImproperlyConfigured, match="PORTS"):
        env.number("PORTS", 5, least=1, most=7)


@pytest.mark.parametrize("value", ["0", "65536", "smtp"])
def test_a_port_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("EMAIL_PORT", value)

    with pytest.raises(ImproperlyConfigured, match="EMAIL_PORT"):
        env.port("EMAIL_PORT", 587)


HOSTS = ["puentes.example", ".puentes.example", "localhost", "127.0.0.1", "[::1]", "xn--idn-0na.example", "*"]
NO_HOSTS = [
    "https://puentes.example",
    "puentes.example/",
    "puentes.example:443",
    ".",
    "a..b",
    "-a.example",
    "a b",
]


def test_names_of_hosts_are_taken_as_they_are(monkeypatch):
    monkeypatch.setenv("PUENTES_HOSTS", ",".join(HOSTS))

    assert env.hosts("PUENTES_HOSTS") == HOSTS


@pytest.mark.parametrize("value", NO_HOSTS)
def test_what_is_no_host_is_refused(monkeypatch, value):
    monkeypatch.setenv("PUENTES_HOSTS", f"puentes.example,{value}")
    monkeypatch.setenv("EMAIL_HOST", value)

    with pytest.raises(ImproperlyConfigured, match="PUENTES_HOSTS"):
        env.hosts("PUENTES_HOSTS")
    with pytest.raises(ImproperlyConfigured, match="EMAIL_HOST"):
        env.host("EMAIL_HOST", "localhost")


@pytest.mark.parametrize(
    "value",
    ["nonsense", "https://", "https://puentes.example/es/", "https://a.example:99999", "https://[", "//a"],
)
def test_an_address_of_the_site_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("PUENTES_URL", value)

    with pytest.raises(ImproperlyConfigured, match="PUENTES_URL"):
        env.web_address("PUENTES_URL", "http://localhost:8000")


def test_an_address_of_the_site_ends_without_a_slash(monkeypatch):
    monkeypatch.setenv("PUENTES_URL", "https://puentes.example:8443/")

    assert env.web_address("PUENTES_URL") == "https://puentes.example:8443"


@pytest.mark.parametrize("value", ["Puentes", "Puentes <puentes>", "puentes@", "@puentes.example"])
def test_a_sender_without_an_address_is_refused(monkeypatch, value):
    monkeypatch.setenv("PUENTES_FROM_EMAIL", value)

    with pytest.raises(ImproperlyConfigured, match="PUENTES_FROM_EMAIL"):
        env.sender("PUENTES_FROM_EMAIL")


def test_a_folder_that_can_be_written_is_made(tmp_path):
    assert env.writable("PUENTES_VAR", tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(ImproperlyConfigured, match="PUENTES_VAR"):
        env.writable("PUENTES_VAR", tmp_path / "file" / "in")


def test_a_missing_text_without_default_is_refused(monkeypatch):
    monkeypatch.delenv("NAME_OF_IT", raising=False)

    with pytest.raises(ImproperlyConfigured, match="NAME_OF_IT"):
        env.text("NAME_OF_IT")


def test_words_lose_their_blanks(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example , ,b.example")

    assert env.words("HOSTS") == ["a.example", "b.example"]


@pytest.mark.parametrize(
    "url",
    [
        "mysql://host/name",
        "postgres://host",
        "postgres:///",
        "nonsense",
        "postgres://u:p@h:abc/n",
        "postgres://h:99999/n",
        "postgres://h/a/b",
        "postgres://[/n",
    ],
)
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


def test_counters_are_kept_in_the_database_unless_redis_is_named(monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert env.cache()["BACKEND"].endswith("DatabaseCache")

    monkeypatch.setenv("REDIS_URL", "redis://:word@cache.example:6379/2")
    assert env.cache() == {
        "BACKEND": "base.counters.SharedCounters",
        "LOCATION": "redis://:word@cache.example:6379/2",
        "KEY_PREFIX": "puentes",
    }


@pytest.mark.parametrize(
    "value",
    [
        "localhost:6379",
        "http://cache.example",
        "redis://",
        "redis:///0",
        "redis://h:abc/0",
        "redis://h:70000",
        "redis://h/abc",
        "redis://h/٣",
        "unix://",
    ],
)
def test_a_redis_address_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("REDIS_URL", value)

    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        env.cache()


S3 = {
    "PUENTES_S3_BUCKET": "puentes",
    "PUENTES_S3_ENDPOINT": "https://storage.example",
    "PUENTES_S3_KEY": "key",
    "PUENTES_S3_SECRET": "secret",
}


def test_a_bucket_is_closed_to_the_public_and_its_links_live_for_a_minute(monkeypatch):
    for name, value in S3.items():
        monkeypatch.setenv(name, value)

    kept = env.storages("/uploads", "/private")

    assert {alias: one["OPTIONS"]["location"] for alias, one in kept.items()} == {
        "default": "uploads",
        "private": "private",
    }
    for one in kept.values():
        options = one["OPTIONS"]
        assert (options["default_acl"], options["querystring_auth"], options["querystring_expire"]) == (
            "private",
            True,
            60,
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUENTES_S3_KEY", ""),
        ("PUENTES_S3_SECRET", ""),
        ("PUENTES_S3_ENDPOINT", "storage.example"),
        ("PUENTES_S3_BUCKET", "Bad_Bucket!!"),
        ("PUENTES_S3_BUCKET", "b"),
    ],
)
def test_a_bucket_that_cannot_be_reached_is_refused(monkeypatch, name, value):
    for known, right in S3.items():
        monkeypatch.setenv(known, right)
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=name):
        env.storages("/uploads", "/private")


@pytest.mark.parametrize(
    "name", ["PUENTES_S3_ENDPOINT", "PUENTES_S3_REGION", "PUENTES_S3_KEY", "PUENTES_S3_SECRET"]
)
def test_what_belongs_to_a_bucket_is_refused_without_one(monkeypatch, name):
    monkeypatch.setenv(name, S3.get(name, "region"))

    with pytest.raises(ImproperlyConfigured, match=f"{name}.*PUENTES_S3_BUCKET"):
        env.storages("/uploads", "/private")


def test_files_are_kept_in_folders_unless_a_bucket_is_named(monkeypatch):
    monkeypatch.delenv("PUENTES_S3_BUCKET", raising=False)

    kept = env.storages("/uploads", "/private")

    assert {alias: one["OPTIONS"]["location"] for alias, one in kept.items()} == {
        "default": "/uploads",
        "private": "/private",
    }
