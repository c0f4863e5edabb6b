"""What those who watch over the site are told."""

import pytest
from django.db import DatabaseError

from base import health

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"alive": True})
    assert "no-store" in response.headers["Cache-Control"]


def test_a_site_that_can_work_is_ready(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        200,
        {"database": True, "migrations": True, "counters": True, "disk": True},
    )


def broken() -> bool:
    raise DatabaseError("no such host: db.internal")


@pytest.mark.parametrize("check", [broken, lambda: False], ids=["an error", "a no"])
def test_a_site_that_cannot_work_answers_503_without_the_reason(client, monkeypatch, check):
    monkeypatch.setitem(health.CHECKS, "database", check)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": False, "migrations": True, "counters": True, "disk": True}
    assert b"internal" not in response.content


def test_a_full_disk_is_noticed(client, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 60)

    assert client.get("/readyz").json()["disk"] is False


def test_nothing_is_changed_by_asking(client):
    assert client.post("/readyz").status_code == 405
