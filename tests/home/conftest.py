"""The content as a fresh site has it; what the tests of a file change in it is taken back after them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from home.loading import everything
from home.loading.files import content_folder
from tests.home.content_copies import copied_for_this_process, loaded_once, standing_on
from tests.tasks import AtOnce
from tools.live_site import prepared_database


@pytest.fixture(scope="session")
def one_module(tmp_path_factory) -> Path:
    """The content files with the first module alone, which load in a third of the time of all of them."""
    folder = tmp_path_factory.mktemp("one module") / "content"
    return Path(shutil.copytree(content_folder(), folder, ignore=shutil.ignore_patterns("m[2-9]", "paths")))


@pytest.fixture(scope="session")
def one_module_loaded(django_db_setup, django_db_blocker, one_module) -> Iterator[str]:
    """The name of a database with what `one_module` holds."""
    with (
        django_db_blocker.unblock(),
        copied_for_this_process("module", loaded_once("module", one_module)) as name,
    ):
        yield name


@pytest.fixture(scope="session")
def everything_loaded(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The name of a database with all of the repository's content: that of the site the journeys visit."""
    with django_db_blocker.unblock(), copied_for_this_process("everything", prepared_database()) as name:
        yield name


@contextmanager
def loaded(name: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """This folder as the site's content, in the database until the end."""
    blocker = request.getfixturevalue("django_db_blocker")
    with (
        pytest.MonkeyPatch.context() as patch,
        blocker.unblock(),
        standing_on(name),
        transaction.atomic(),
    ):
        patch.setattr(AtOnce, "keeps_indexes", bool(request.node.get_closest_marker("indexes")))
        patch.setattr(everything, "content_folder", lambda: folder)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def content(one_module_loaded, one_module, request) -> Iterator[None]:
    """The first module and every page that is not one; each test's own changes are taken back by itself."""
    with loaded(one_module_loaded, one_module, request):
        yield


@pytest.fixture(scope="module")
def whole_content(everything_loaded, request) -> Iterator[None]:
    """All of the repository's content: for tests of what only all of it shows."""
    with loaded(everything_loaded, content_folder(), request):
        yield


@pytest.fixture
def files(tmp_path: Path, one_module: Path) -> Path:
    """A copy of what `content` loads that a test may change."""
    return Path(shutil.copytree(one_module, tmp_path / "content"))
