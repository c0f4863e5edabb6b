"""The way back: everything is checked before anything is changed."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from base import generation
from home.backup import archive, stored_files
from home.backup.databases import applied_migrations, copier
from home.backup.errors import BackupFailed
from people.models import User


@dataclass(frozen=True)
class Restored:
    """What came back: rows by table, and files by storage."""

    made_at: str
    rows: dict[str, int]
    files: dict[str, int]


@contextlib.contextmanager
def beside(path: Path) -> Iterator[str]:
    """A folder beside the backup, where there was room for one so large; raises `BackupFailed`."""
    if not path.is_file():
        raise BackupFailed(f"There is no file {path}.")
    try:
        work = tempfile.TemporaryDirectory(dir=path.parent)
    except OSError as problem:
        reason = (
            f"Nothing can be written into {path.parent}, where the backup is unpacked: {problem.strerror}."
        )
        raise BackupFailed(reason) from problem
    with work as folder:
        yield folder


def check_backup(path: Path) -> dict:
    """Unpack, compare and read a backup without changing anything; its manifest."""
    with beside(path) as work:
        return checked(path, Path(work))


def restore(path: Path, *, replace: bool) -> Restored:
    """Put a backup in place of what the site holds now.

    Raises `BackupFailed`; nothing was changed then, unless the database itself refused half-way, in
    which case its transaction was rolled back.
    """
    with beside(path) as work:
        manifest = checked(path, Path(work))
        if not replace and holds_people():
            raise BackupFailed("This site holds data already. To replace all of it, say --replace.")
        copier().put_back(Path(work) / manifest["database"])
        files = {alias: put_files_back(Path(work), alias) for alias in stored_files.ALIASES}
    compare_migrations(manifest)
    rows = archive.counted()
    bring_up_to_date()
    return Restored(manifest["made_at"], rows, files)


def checked(path: Path, work: Path) -> dict:
    """The manifest of a backup that is whole, sound, for this kind of database and this version."""
    manifest = archive.unpack(path, work)
    database = copier()
    if manifest["database"] != database.name:
        raise BackupFailed("This backup is of another kind of database than this site uses.")
    database.check(work / database.name)
    known = MigrationLoader(None).disk_migrations
    if {tuple(one) for one in manifest["migrations"]} - set(known):
        raise BackupFailed("This backup was made by a later version of Puentes. Update first.")
    return manifest


def holds_people() -> bool:
    """Whether there is anything to lose."""
    return User._meta.db_table in connection.introspection.table_names() and User.objects.exists()


def put_files_back(work: Path, alias: str) -> int:
    folder = work / "files" / alias
    folder.mkdir(parents=True, exist_ok=True)
    return stored_files.put_back(alias, folder)


def compare_migrations(manifest: dict) -> None:
    """The database that came back is the one that was backed up."""
    if applied_migrations() != manifest["migrations"]:
        raise BackupFailed("The database that came back is not the one of the backup. Restore it again.")


def bring_up_to_date() -> None:
    """Migrate what is older, and let no worker show what it kept before."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    generation.bump()
