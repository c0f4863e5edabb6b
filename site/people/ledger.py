"""The ledger of erasures: who asked, who took it back, who was erased. Hashes and dates, nothing personal.

It stands in the database and, line by line, in a file beside it. When an older copy of the database is
brought back, the file still knows whom that copy must not bring back.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.dateparse import parse_datetime

from people.enums import LedgerAct
from people.models import LedgerEntry, User


@dataclass(frozen=True)
class Note:
    """The last word about one hash."""

    act: LedgerAct
    noted_at: datetime
    due_at: datetime | None = None


def hash_of(user: User) -> str:
    """Cannot be turned back: the number it is made of is random, and long."""
    return hashlib.sha256(user.public_id.bytes).hexdigest()


def note(user: User, act: LedgerAct, *, now: datetime, due_at: datetime | None = None) -> None:
    """Write one line, in the database with the act and in the file once that is certain."""
    entry = LedgerEntry.objects.create(person=hash_of(user), act=act, noted_at=now, due_at=due_at)
    transaction.on_commit(lambda: append(entry, Path(settings.ERASURE_LEDGER)))


def append(entry: LedgerEntry, path: Path) -> None:
    """Add a line to the file and see it onto the disk."""
    line = {
        "person": entry.person,
        "act": entry.act,
        "noted_at": entry.noted_at.isoformat(),
        "due_at": entry.due_at.isoformat() if entry.due_at else None,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())


def last_words(path: Path | None = None) -> dict[str, Note]:
    """The newest note about each hash, of the database and the file together."""
    notes = [*_in_database(), *_in_file(path or Path(settings.ERASURE_LEDGER))]
    return dict(sorted(notes, key=lambda pair: pair[1].noted_at))


def _in_database() -> Iterator[tuple[str, Note]]:
    for row in LedgerEntry.objects.all():
        yield row.person, Note(LedgerAct(row.act), row.noted_at, row.due_at)


def _in_file(path: Path) -> Iterator[tuple[str, Note]]:
    """Raises `ValueError` naming a line that cannot be read: guessing would bring somebody back."""
    if not path.exists():
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            found = json.loads(line)
            due_at = parse_datetime(found["due_at"]) if found["due_at"] else None
            yield found["person"], Note(LedgerAct(found["act"]), parse_datetime(found["noted_at"]), due_at)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}: line {number} cannot be read.") from error
