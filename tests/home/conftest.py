"""The content as a fresh site has it, loaded once for all tests of a file and taken back after them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from base import generation
from home.loading import everything
from home.loading.files import content_folder
from tests.tasks import AtOnce


@pytest.fixture(scope="session")
def one_module(tmp_path_factory) -> Path:
    """The content files with the first module alone, which load in a third of the time of all of them."""
    folder = tmp_path_factory.mktemp("one module") / "content"
    return Path(shutil.copytree(content_folder(), folder, ignore=shutil.ignore_patterns("m[2-9]", "paths")))


@contextmanager
def loaded(folder: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """This folder as the site's content, in the database until the end."""
    blocker = request.getfixturevalue("django_db_blocker")
    with pytest.MonkeyPatch.context() as patch, blocker.unblock(), transaction.atomic():
        patch.setattr(AtOnce, "keeps_indexes", bool(request.node.get_closest_marker("indexes")))
        patch.setattr(everything, "content_folder", lambda: folder)
        everything.load_content()
        generation.forget()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def content(django_db_setup, request, one_module) -> Iterator[None]:
    """The first module and every page that is not one; each test's own changes are taken back by itself."""
    with loaded(one_module, request):
        yield


@pytest.fixture(scope="module")
def whole_content(django_db_setup, request) -> Iterator[None]:
    """All of the repository's content, which takes its time: for tests of what only all of it shows."""
    with loaded(content_folder(), request):
        yield


@pytest.fixture
def files(tmp_path: Path, one_module: Path) -> Path:
    """A copy of what `content` loads that a test may change."""
    return Path(shutil.copytree(one_module, tmp_path / "content"))
