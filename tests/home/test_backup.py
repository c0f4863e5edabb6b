"""A backup of a running site comes back whole; a damaged one changes nothing."""

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from home.backup.databases import PostgresCopy, copier
from home.backup.errors import BackupFailed
from home.backup.restoring import check_backup
from tests.elsewhere import Elsewhere

LETTER = "0123456789" * 1000


@pytest.fixture(scope="module")
def backup(site, tmp_path_factory) -> Path:
    """A backup of the running site, with a file only some may see."""
    letter = site.var / "private" / "letters" / "one.txt"
    letter.parent.mkdir(parents=True, exist_ok=True)
    letter.write_text(LETTER, "utf-8")
    return Path(site.manage("backup", str(tmp_path_factory.mktemp("backups"))).strip())


# Reading the names of all migrations loads modules of Wagtail that look something up.
pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(tmp_path) -> Iterator[Elsewhere]:
    machine = Elsewhere(tmp_path)
    yield machine
    machine.close()


def test_a_backup_made_while_the_site_runs_comes_back_whole(backup, elsewhere):
    restored = elsewhere.manage("restore", str(backup))

    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.splitlines()[-1].endswith(" 0 different.")
    assert (elsewhere.folder / "private" / "letters" / "one.txt").read_text("utf-8") == LETTER
    count = (
        "from people.models import User; print(User.objects.filter(email__endswith='@example.org').count())"
    )
    assert int(elsewhere.manage("shell", "--no-imports", "-c", count).stdout) >= 42

    again = elsewhere.manage("restore", str(backup))

    assert again.returncode != 0
    assert "--replace" in again.stderr


def test_a_backup_is_readable_by_its_owner_alone(backup):
    assert backup.stat().st_mode & 0o077 == 0


def test_a_whole_backup_is_told_from_a_damaged_one(backup):
    assert check_backup(backup)["format"] == 1


def rewritten(backup: Path, target: Path, change) -> Path:
    """A copy of a backup of which `change(name, bytes)` gives the members; None leaves one out."""
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if content is None:
                continue
            info = tarfile.TarInfo(member.name)
            info.size = len(content)
            path = target.with_suffix(".member")
            path.write_bytes(content)
            with path.open("rb") as file:
                new.addfile(info, file)
    return target


def flipped(content: bytes) -> bytes:
    """One bit is another, in the middle."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def of_a_later_kind(name: str, content: bytes) -> bytes:
    return json.dumps({**json.loads(content), "format": 99}).encode() if name == "manifest.json" else content


def of_another_database(name: str, content: bytes) -> bytes:
    changed = {**json.loads(content), "database": "database.other"} if name == "manifest.json" else None
    return json.dumps(changed).encode() if changed else content


def after_an_unknown_migration(name: str, content: bytes) -> bytes:
    if name != "manifest.json":
        return content
    manifest = json.loads(content)
    return json.dumps(
        {**manifest, "migrations": [*manifest["migrations"], ["courses", "9999_later"]]}
    ).encode()


DAMAGES = {
    "a bit of the database": (
        lambda n, c: flipped(c) if n.startswith("database") else c,
        "not as it was written",
    ),
    "a bit of a file": (lambda n, c: flipped(c) if "letters" in n else c, "not as it was written"),
    "a file is gone": (lambda n, c: None if "letters" in n else c, "missing or was added"),
    "the list is gone": (lambda n, c: None if n == "manifest.json" else c, "cut off"),
    "the list is no list": (lambda n, c: b"[]" if n == "manifest.json" else c, "not a backup"),
    "a later kind": (of_a_later_kind, "later version"),
    "another database": (of_another_database, "another kind of database"),
    "a later migration": (after_an_unknown_migration, "later version"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_refused_with_the_reason(backup, tmp_path, damage):
    change, reason = DAMAGES[damage]
    damaged = rewritten(backup, tmp_path / "damaged.tar", change)

    with pytest.raises(BackupFailed, match=reason):
        check_backup(damaged)

    assert list(tmp_path.iterdir()) in ([damaged], [damaged, tmp_path / "damaged.member"])


def test_a_backup_that_was_cut_off_is_refused(backup, tmp_path):
    short = tmp_path / "short.tar"
    short.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])

    with pytest.raises(BackupFailed, match=r"cut off|damaged"):
        check_backup(short)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\0" * 10_000], ids=["empty", "text", "zeros"])
def test_what_is_no_backup_is_refused(tmp_path, content):
    other = tmp_path / "other.tar"
    other.write_bytes(content)

    with pytest.raises(BackupFailed):
        check_backup(other)


def test_an_archive_cannot_reach_outside_its_folder(tmp_path):
    evil = tmp_path / "in" / "evil.tar"
    evil.parent.mkdir()
    (tmp_path / "text").write_text("got out", "utf-8")
    with tarfile.open(evil, "w") as archive:
        archive.add(tmp_path / "text", arcname="../../escaped")

    with pytest.raises(BackupFailed):
        check_backup(evil)

    assert not (tmp_path.parent / "escaped").exists()
    assert not (tmp_path / "escaped").exists()


def test_a_damaged_backup_leaves_the_site_as_it_was(backup, elsewhere, tmp_path):
    damaged = rewritten(backup, tmp_path / "damaged.tar", DAMAGES["a bit of the database"][0])

    refused = elsewhere.manage("restore", str(damaged), "--replace")

    assert refused.returncode != 0
    assert copier().name in refused.stderr
    assert not (elsewhere.folder / "puentes.sqlite3").exists()


@pytest.mark.parametrize(
    ("folder", "word"),
    [("/proc/nowhere", "/proc/nowhere"), ("/dev/null", "/dev/null"), ("{file}/in", "file")],
)
def test_a_folder_that_cannot_be_written_is_named_in_a_sentence(tmp_path, folder, word):
    (tmp_path / "file").touch()

    with pytest.raises(CommandError, match=f"Nothing can be written into .*{word}"):
        call_command("backup", folder.format(file=tmp_path / "file"))


def test_a_file_that_is_not_there_is_named_in_a_sentence():
    with pytest.raises(CommandError, match="There is no file /nowhere/at/all"):
        call_command("restore", "/nowhere/at/all")


@pytest.mark.parametrize("keep", ["0", "-1", "all", "²"])
def test_to_keep_no_backup_is_refused(tmp_path, keep):
    with pytest.raises(CommandError, match="1 or more"):
        call_command("backup", str(tmp_path), "--keep", keep)

    assert list(tmp_path.iterdir()) == []


def test_a_copying_program_that_is_older_than_the_server_is_named(tmp_path, monkeypatch):
    program = tmp_path / "pg_dump"
    program.write_text(
        "#!/bin/sh\necho 'pg_dump: error: aborting because of server version mismatch' >&2\n"
        "echo 'pg_dump: detail: server version: 16.4; pg_dump version: 15.18' >&2\nexit 1\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")

    with pytest.raises(BackupFailed, match=r"older than the database server.* PostgreSQL 16 or later"):
        PostgresCopy().write(tmp_path / "dump")
