"""What all tests stand on: compiled messages, and a running copy of the site for those that ask for it."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from base import generation
from tests import as_made
from tests.tasks import AtOnce
from tools.live_site import LiveSite
from tools.messages import compile_catalogues
from tools.migrated import copied
from tools.prepare import var_folder

STORED = pytest.StashKey[tuple[str, Any]]()

# Playwright keeps an event loop in this thread; Django would refuse every query beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure() -> None:
    """Compile the catalogues and make room for the test database.

    Django is set up by now and may have looked for catalogues: one that is new must be looked for again.
    """
    for catalogue in compile_catalogues():
        translation_file_changed(sender=None, file_path=catalogue)
    var_folder().mkdir(parents=True, exist_ok=True)
    # Tests make many objects and few circles: looking for these less often takes a seventh off their time.
    gc.set_threshold(200_000, 20, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """One process starts the site for all tests that ask for it; both share the rest, a file at a time."""
    from tests.spread import VisitorsTogether

    return VisitorsTogether(config, log)


@pytest.fixture(scope="session")
def site() -> Iterator[LiveSite]:
    """The site with its content, running as `make serve` runs it, on a database of its own.

    One copy serves the whole session: a test that needs somebody makes a new person.
    """
    with LiveSite() as running:
        yield running
        assert running.process.poll() is None, f"The site ended on its own:\n{running.log()[-5000:]}"


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Whatever language the test before this one ended in."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _fresh_generation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's rollback takes the content generation back behind the process's memory of it.

    On a slow machine a second may pass in the middle of a test: only its own tests look at the clock.
    """
    if request.path.stem != "test_generation":
        monkeypatch.setattr(generation, "FRESH_SECONDS", 3600.0)
    if "arranged" in request.fixturenames:
        # What the test before this one left in memory is of the same rows' generation.
        as_made.restore(request.node.getparent(pytest.Module))
        request.getfixturevalue("db")
        generation.bump()
    generation.forget()


@pytest.fixture(scope="module")
def arranged(request: pytest.FixtureRequest, django_db_setup, django_db_blocker) -> Iterator[None]:
    """What module-wide fixtures stand on that make rows: made once, found by each test of a file as they were.

    A file with tests in real transactions cannot use it.
    """
    with (
        django_db_blocker.unblock(),
        translation.override("en"),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(AtOnce, "keeps_indexes", bool(request.node.get_closest_marker("indexes")))
        yield
        transaction.set_rollback(True)
    generation.forget()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest) -> Iterator[None]:
    """Remember what module-wide fixtures made."""
    is_shared = fixturedef.scope == "module" and "arranged" in request.fixturenames
    if is_shared:
        as_made.restore(request.node)
    value = yield
    if is_shared:
        as_made.remember(request.node, value)
    return value


@pytest.fixture(autouse=True)
def _indexes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where something is used, and what a search finds, is kept for the tests that ask for it."""
    monkeypatch.setattr(AtOnce, "keeps_indexes", bool(request.node.get_closest_marker("indexes")))


def empties_tables(item: pytest.Item) -> bool:
    """Whether a test works with real transactions, after which Django empties every table."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> Iterator[bool]:
    """Put a copy of the migrated tables where Django would make them anew; it is gone at the end."""
    with copied(connection.creation._get_test_db_name()):
        yield True
        connection.close()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_setup, django_db_blocker) -> None:
    """Remember what the migrations stored, when there are tests that will empty the tables."""
    if any(map(empties_tables, request.session.items)):
        with django_db_blocker.unblock():
            request.config.stash[STORED] = (connection.creation.serialize_db_to_string(), django_db_blocker)


def count_on_from_what_is_there() -> None:
    """Rows that came back under their numbers leave PostgreSQL's counters behind."""
    statements = connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Put it back: then tests may run in any order, and spread over several processes."""
    yield
    # After the last test the database itself is gone.
    if nextitem and empties_tables(item) and STORED in item.config.stash:
        rows, blocker = item.config.stash[STORED]
        with blocker.unblock():
            # Emptying made new types and permissions; those that were stored come back under their numbers.
            call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(rows)
            count_on_from_what_is_there()
            ContentType.objects.clear_cache()
