"""The content as a fresh site has it, loaded once for all tests of a file and taken back after them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from base import generation
from home.loading.everything import load_content
from home.loading.files import content_folder


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The repository's content in the database; each test's own changes are taken back by itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_content()
        generation.forget()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the content files that a test may change."""
    return Path(shutil.copytree(content_folder(), tmp_path / "content"))
