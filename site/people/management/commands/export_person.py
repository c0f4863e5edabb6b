"""`manage.py export_person EMAIL`: everything held about a person, as JSON."""

import sys
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from people.enums import AccountAct
from people.exports import as_json
from people.management.people_by_email import person
from people.signals import announce


class Command(BaseCommand):
    help = "Writes everything held about a person as JSON, to the screen or to a file."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")
        parser.add_argument("--output", type=Path, help="A file that does not exist yet.")

    def handle(self, *args, **options) -> None:
        user = person(options["email"])
        with override(user.language), transaction.atomic():
            announce(AccountAct.DATA_EXPORTED, user=user)
            pieces = as_json(user, timezone.now())
            if options["output"]:
                write(options["output"], pieces)
            else:
                (self.stdout or sys.stdout).write("".join(pieces))


def write(path: Path, pieces: Iterable[str]) -> None:
    """Into a file that is not there yet; it is readable by its owner alone."""
    try:
        with path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            file.writelines(pieces)
    except OSError as problem:
        raise CommandError(f"Nothing is written into {path}: {problem.strerror}.") from problem
