"""Every test counts its own requests."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    cache.clear()
