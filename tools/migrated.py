"""A database with every table and no content, made once and then copied.

Making the tables takes a processor twenty seconds; each test process, and the site that journeys visit,
would make the same ones anew.
"""

import contextlib
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import postgres_copies
from tools.children import BASE
from tools.prepare import SOURCE_ROOTS, checksum, var_folder

NAME = "puentes_migrated_"


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Whoever comes later waits: several processes may want the same thing prepared."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def migrated() -> str:
    """The template: on PostgreSQL the name of a database, else the path of a file. Made if there is none."""
    server = os.environ.get("DATABASE_URL", "")
    name = f"{NAME}{checksum(deciding_files())[:16]}"
    # The tests may run on both databases at once.
    with alone(var_folder() / f"migrated{'-postgres' * bool(server)}.lock"):
        return in_postgres(server, name) if server else in_a_file(var_folder() / f"{name}.sqlite3")


@contextlib.contextmanager
def copied(name: str, template: str = "") -> Iterator[str]:
    """A copy of a template, else of the tables, under the name of a database or the path of a file."""
    template, server = template or migrated(), os.environ.get("DATABASE_URL", "")
    remove(server, name)
    if server:
        postgres_copies.copy(server, template, name)
    else:
        copy_sqlite(template, name)
    yield name
    remove(server, name)


def remove(server: str, name: str) -> None:
    """Remove a copy, if it is there."""
    if server:
        postgres_copies.drop(postgres_copies.address(server, name))
    else:
        for path in (name, f"{name}-wal", f"{name}-shm", f"{name}.turn"):
            Path(path).unlink(missing_ok=True)


def deciding_files() -> list[Path]:
    """Every file that decides what the tables are, and what the migrations leave in them."""
    folders = [path for root in SOURCE_ROOTS for path in sorted((BASE / root).rglob("*.py"))]
    return [BASE / "requirements.txt", *(path for path in folders if "static" not in path.parts)]


def in_postgres(server: str, name: str) -> str:
    with postgres_copies.template(server, name) as draft:
        if draft:
            migrate(var_folder(), draft)
    return name


def in_a_file(path: Path) -> str:
    if not path.exists():
        for old in path.parent.glob(f"{NAME}*"):
            old.unlink()
        folder = path.parent / "migrating"
        shutil.rmtree(folder, ignore_errors=True)
        migrate(folder, "")
        copy_sqlite(folder / "puentes.sqlite3", path)
        shutil.rmtree(folder)
    return str(path)


def migrate(var: Path, database_url: str) -> None:
    """Make the tables in a database of its own."""
    var.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "PUENTES_VAR": str(var),
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
    }
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=BASE, env=environment, check=True)


def copy_sqlite(source: str | Path, target: str | Path) -> None:
    """Copy a database with what still stands in its write-ahead log."""
    with (
        contextlib.closing(sqlite3.connect(source)) as one,
        contextlib.closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)
