"""The browser in which the scripts are tried, started as for the journeys."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import QUIET
from tools.debian import find


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """How Chromium is started; a missing one fails these tests, it never skips them."""
    path = find("chromium")
    if path is None:
        pytest.fail("chromium is missing: `make test` installs it as root, or names what to install.")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": path, "args": [*QUIET, *as_root]}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with storage of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
