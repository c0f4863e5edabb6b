"""A database into a file and back, by the means each kind has for copying while it is in use."""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from base.fair_sqlite3.base import Turn
from home.backup.errors import BackupFailed

TURN_SECONDS = 60


class SqliteCopy:
    """SQLite: a consistent copy while others write, and back into the file that others have open."""

    name = "database.sqlite3"

    def write(self, target: Path) -> None:
        """A copy of one moment (`VACUUM INTO`): never half of a transaction, whoever writes meanwhile."""
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])

    def check(self, source: Path) -> None:
        """Raise `BackupFailed` when the file is not a sound database."""
        with self.opened(source) as copy:
            try:
                sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                sound = sound and copy.execute("PRAGMA foreign_key_check").fetchone() is None
            except sqlite3.DatabaseError:
                sound = False
        if not sound:
            raise BackupFailed("The database in this backup is damaged.")

    def put_back(self, source: Path) -> None:
        """Replace the live database in one transaction, when no writer is at work."""
        path = str(settings.DATABASES["default"]["NAME"])
        connections.close_all()
        turn = Turn(path, TURN_SECONDS)
        try:
            with self.opened(source) as copy, self.opened(Path(path)) as live:
                copy.backup(live)
        finally:
            turn.end()

    @contextlib.contextmanager
    def opened(self, path: Path) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(sqlite3.connect(path, timeout=TURN_SECONDS)) as opened:
            yield opened


class PostgresCopy:
    """PostgreSQL: `pg_dump`, and back in one transaction that begins with an empty schema."""

    name = "database.dump"

    def write(self, target: Path) -> None:
        self.run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(target))

    def check(self, source: Path) -> None:
        """Raise `BackupFailed` when the dump cannot be read to its end."""
        self.run("pg_restore", "--file", os.devnull, str(source), connected=False)

    def put_back(self, source: Path) -> None:
        script = source.with_suffix(".sql")
        self.run(
            "pg_restore", "--no-owner", "--no-privileges", "--file", str(script), str(source), connected=False
        )
        empty = script.with_name("empty.sql")
        empty.write_text("DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n", "utf-8")
        connections.close_all()
        steps = ("--file", str(empty), "--file", str(script))
        self.run("psql", "--single-transaction", "--quiet", "--set", "ON_ERROR_STOP=1", *steps)

    def run(self, program: str, *arguments: str, connected: bool = True) -> None:
        """Run one of PostgreSQL's programs; raises `BackupFailed` with what it said."""
        found = shutil.which(program)
        if found is None:
            raise BackupFailed(f"The program {program} is missing. Install the client of PostgreSQL.")
        environment = {**os.environ, **(self.address() if connected else {})}
        done = subprocess.run([found, *arguments], env=environment, capture_output=True, text=True)
        if "server version mismatch" in done.stderr:
            raise BackupFailed(older_client(program, done.stderr))
        if done.returncode != 0:
            raise BackupFailed(f"{program} failed: {done.stderr.strip()[-1000:]}")

    def address(self) -> dict[str, str]:
        """Where the database is, as PostgreSQL's programs read it; no password stands in a command line."""
        found = connection.settings_dict
        names = {
            "PGHOST": "HOST",
            "PGPORT": "PORT",
            "PGUSER": "USER",
            "PGPASSWORD": "PASSWORD",
            "PGDATABASE": "NAME",
        }
        return {name: str(found[key]) for name, key in names.items() if found.get(key)}


def older_client(program: str, said: str) -> str:
    """What to do when PostgreSQL's program is older than the server it is to copy."""
    found = re.search(r"server version: (\d+)", said)
    server = found[1] if found else "the server's version"
    return (
        f"{program} is older than the database server. Install the client of PostgreSQL {server} or later,"
        " and put it first in PATH."
    )


def copier() -> SqliteCopy | PostgresCopy:
    """The means for the database this site uses."""
    return SqliteCopy() if connection.vendor == "sqlite" else PostgresCopy()


def applied_migrations() -> list[list[str]]:
    """`[app, name]` of every migration the database has, sorted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return sorted([app, name] for app, name in cursor.fetchall())


def row_counts() -> dict[str, int]:
    """How many rows each table has, but for what belongs to a moment (sessions, counters, finished tasks)."""
    passing = ("django_session", "cache", "django_tasks_db")
    tables = [name for name in connection.introspection.table_names() if not name.startswith(passing)]
    with connection.cursor() as cursor:
        return {name: count(cursor, name) for name in sorted(tables)}


def count(cursor, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
    return cursor.fetchone()[0]
