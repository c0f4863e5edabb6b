"""What all tests stand on: compiled messages, and a running copy of the site for those that ask for it."""

import os
from collections.abc import Iterator

import pytest
from django.utils.translation.reloader import translation_file_changed

from base import generation
from tools.live_site import LiveSite
from tools.messages import compile_catalogues
from tools.prepare import var_folder

# Playwright keeps an event loop in this thread; Django would refuse every query beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure() -> None:
    """Compile the catalogues and make room for the test database.

    Django is set up by now and may have looked for catalogues: one that is new must be looked for again.
    """
    for catalogue in compile_catalogues():
        translation_file_changed(sender=None, file_path=catalogue)
    var_folder().mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def site() -> Iterator[LiveSite]:
    """The site with its content, running as `make serve` runs it, on a database of its own.

    One copy serves the whole session: a test that needs somebody makes a new person.
    """
    with LiveSite() as running:
        yield running
        assert running.process.poll() is None, f"The site ended on its own:\n{running.log()[-5000:]}"


@pytest.fixture(autouse=True)
def _fresh_generation() -> None:
    """A test's rollback takes the content generation back behind the process's memory of it."""
    generation.forget()
