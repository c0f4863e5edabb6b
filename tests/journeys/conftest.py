"""A browser for the journeys: Debian's Chromium, and pages of a given width, scheme and language."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.pages import Complaints, new_page
from tools.debian import find
from tools.live_site import LiveSite

QUIET = [
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """How Chromium is started; a missing one fails the journeys, it never skips them."""
    path = find("chromium")
    if path is None:
        pytest.fail("chromium is missing: `make test` installs it as root, or names what to install.")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": path, "args": [*QUIET, *as_root]}


@pytest.fixture
def page_at(browser: Browser, site: LiveSite) -> Iterator[Callable[..., Page]]:
    """Open a page as `page_at(width=360, scheme="light", script=True, language="es")`.

    Each has cookies of its own. At the end nothing may have gone wrong in any of them: no script
    error, no refused resource, no server error, no request to another host.
    """
    complaints = Complaints(site.url)
    contexts = []

    def open_page(width: int = 360, scheme: str = "light", script: bool = True, language: str = "es") -> Page:
        page = new_page(browser, site.url, width=width, scheme=scheme, script=script, language=language)
        contexts.append(page.context)
        complaints.listen_to(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints.heard == []
