"""Every test counts its own requests, and keeps its own ledger of erasures."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils.translation import override

from people.models import User
from people.roles import ensure_roles
from tests.people.builders import a_person
from tests.people.factors import make_stale


@pytest.fixture(autouse=True)
def fresh_counters(settings, tmp_path) -> None:
    cache.clear()
    settings.ERASURE_LEDGER = tmp_path / "erasures.jsonl"


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def ana(client) -> User:
    """Ana, signed in in `client`, just now."""
    user = a_person(language="en")
    client.force_login(user)
    return user


@pytest.fixture
def stale_ana(client, ana) -> User:
    """Ana, who signed in a while ago."""
    make_stale(client)
    return ana


@pytest.fixture
def roles() -> dict:
    return ensure_roles()
