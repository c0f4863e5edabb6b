"""The archive itself: what is in it, and whether all of it is there as it was written."""

import datetime
import hashlib
import io
import json
import shutil
import tarfile
import tempfile
from pathlib import Path

from django.core.files.storage import storages

from home.backup.databases import applied_migrations, copier, row_counts
from home.backup.errors import BackupFailed
from home.backup.stored_files import ALIASES, names_in

FORMAT = 1
MANIFEST = "manifest.json"
PREFIX, SUFFIX = "puentes-", ".tar"


def write_backup(folder: Path, *, now: datetime.datetime) -> Path:
    """A backup of this moment in `folder`; it has its name only once it is whole.

    Raises `BackupFailed`.
    """
    make_folder(folder)
    target = folder / f"{PREFIX}{now:%Y%m%dT%H%M%SZ}{SUFFIX}"
    draft = target.with_suffix(".part")
    try:
        with tempfile.TemporaryDirectory(dir=folder) as work, tarfile.open(draft, "w") as archive:
            add_everything(archive, Path(work), now)
        draft.replace(target)
    except OSError as problem:
        raise BackupFailed(f"The backup in {folder} was not finished: {problem.strerror}.") from problem
    finally:
        draft.unlink(missing_ok=True)
    target.chmod(0o600)
    return target


def make_folder(folder: Path) -> None:
    """Raises `BackupFailed` when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as problem:
        raise BackupFailed(f"Nothing can be written into {folder}: {problem.strerror}.") from problem


def add_everything(archive: tarfile.TarFile, work: Path, now: datetime.datetime) -> None:
    """The database first: a file that is uploaded meanwhile is one too many, never one too few."""
    database = copier()
    state = {"migrations": applied_migrations(), "format": FORMAT, "made_at": now.isoformat()}
    database.write(work / database.name)
    sums = {database.name: add(archive, database.name, work / database.name)}
    for alias in ALIASES:
        for name in names_in(storages[alias]):
            member, copy = f"files/{alias}/{name}", work / "file"
            with storages[alias].open(name) as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target)
            sums[member] = add(archive, member, copy)
    manifest = json.dumps({**state, "database": database.name, "sums": sums}, indent=1).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(manifest)
    archive.addfile(info, io.BytesIO(manifest))


def add(archive: tarfile.TarFile, member: str, path: Path) -> str:
    """Put a file into the archive; its checksum."""
    archive.add(path, arcname=member, recursive=False)
    return checksum(path)


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(path: Path, folder: Path) -> dict:
    """Unpack a backup into an empty folder and return its manifest.

    Raises `BackupFailed` when it is no backup, was cut off, was changed, or is of a later kind.
    """
    try:
        with tarfile.open(path) as archive:
            archive.extractall(folder, filter="data")
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        sums, number = dict(manifest["sums"]), int(manifest["format"])
    except FileNotFoundError as problem:
        raise BackupFailed("This backup was cut off: its list of contents is missing.") from problem
    except (tarfile.TarError, OSError, ValueError, KeyError, TypeError, EOFError) as problem:
        raise BackupFailed("This file is not a backup of Puentes, or it is damaged.") from problem
    if number > FORMAT:
        raise BackupFailed("This backup was made by a later version of Puentes. Update first.")
    compare(folder, sums)
    return manifest


def compare(folder: Path, sums: dict[str, str]) -> None:
    """Raise `BackupFailed` naming the first member that is missing, was changed, or is not listed."""
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    for name in sorted(found ^ set(sums)):
        raise BackupFailed(f"The backup is damaged: {name} is missing or was added.")
    for name, wanted in sorted(sums.items()):
        if checksum(folder / name) != wanted:
            raise BackupFailed(f"The backup is damaged: {name} is not as it was written.")


def counted() -> dict[str, int]:
    """What a restore is compared with."""
    return row_counts()


def remove_older(folder: Path, *, keep: int) -> list[Path]:
    """Remove all but the latest `keep` backups of a folder; those that went."""
    found = sorted(folder.glob(f"{PREFIX}*{SUFFIX}"))
    gone = found[:-keep] if keep else []
    for path in gone:
        path.unlink()
    return gone
