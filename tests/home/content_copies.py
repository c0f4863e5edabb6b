"""The content in a database of its own, loaded once for all test files and processes and then copied.

Loading takes a processor seven seconds, and a dozen files of tests would each load the same.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

from base import generation
from home.loading import everything
from tests.tasks import AtOnce
from tools import postgres_copies
from tools.migrated import alone, copied, copy_sqlite, migrated
from tools.prepare import var_folder, wanted


@contextmanager
def copied_for_this_process(kind: str, template: str) -> Iterator[str]:
    """The name (on SQLite the path) of a copy of a database that belongs to this process, until the end."""
    with copied(f"{connection.settings_dict['NAME']}_{kind}", template) as name:
        yield name


def loaded_once(kind: str, folder: Path) -> str:
    """The database in which this folder is loaded. Made if there is none."""
    server, name = os.environ.get("DATABASE_URL", ""), f"puentes_{kind}_{wanted('')['database'][:16]}"
    with alone(var_folder() / f"{kind}{'-postgres' * bool(server)}.lock"):
        return loaded_in_postgres(server, name, folder) if server else loaded_in_a_file(name, folder)


def loaded_in_postgres(server: str, name: str, folder: Path) -> str:
    with postgres_copies.template(server, name, origin=migrated) as draft:
        if draft:
            load(urlsplit(draft).path.strip("/"), folder)
    return name


def loaded_in_a_file(name: str, folder: Path) -> str:
    path = var_folder() / f"{name}.sqlite3"
    if not path.exists():
        for old in path.parent.glob(f"{name[: name.rindex('_')]}_*"):
            old.unlink()
        with copied(f"{path}.draft") as draft:
            load(draft, folder)
            copy_sqlite(draft, path)
    return str(path)


def load(name: str, folder: Path) -> None:
    """Load this folder into a database that has the tables, with everything that a search finds."""
    with standing_on(name), pytest.MonkeyPatch.context() as patch:
        patch.setattr(AtOnce, "keeps_indexes", True)
        everything.load_content(folder)


@contextmanager
def standing_on(name: str) -> Iterator[None]:
    """Let this process work on another database until the end."""
    usual = connection.settings_dict["NAME"]
    change_to(name)
    try:
        yield
    finally:
        change_to(usual)


def change_to(name: str) -> None:
    """Another database, without what the process remembers of the one before."""
    connection.close()
    connection.settings_dict["NAME"] = name
    cache.clear()
    generation.forget()
    ContentType.objects.clear_cache()
