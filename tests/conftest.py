"""What all tests stand on: compiled messages, and a running copy of the site for those that ask for it."""

import os
from collections.abc import Iterator

import pytest

from base import generation
from tools.live_site import LiveSite
from tools.messages import compile_catalogues
from tools.prepare import var_folder

# Playwright keeps an event loop in this thread; Django would refuse every query beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure() -> None:
    """Compile the catalogues before the first text is looked up, and make room for the test database."""
    compile_catalogues()
    var_folder().mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def site() -> Iterator[LiveSite]:
    """The site with its content, running as `make serve` runs it, on a database of its own.

    One copy serves the whole session: a test that needs somebody makes a new person.
    """
    with LiveSite() as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh_generation() -> None:
    """A test's rollback takes the content generation back behind the process's memory of it."""
    generation.forget()
