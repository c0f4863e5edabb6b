"""`manage.py reapply_erasures`: after a restore, erase again whoever was erased since the copy was made."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from people import erasure


class Command(BaseCommand):
    help = "Erases whom the ledger names and this database still knows. Safe to repeat."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--ledger", type=Path, help="The ledger's file, when it is not in its usual place."
        )

    def handle(self, *args, **options) -> None:
        path = options["ledger"]
        if path and not path.exists():
            raise CommandError(f"There is no file {path}.")
        try:
            done = erasure.reapply(timezone.now(), path)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Erased again: {done['erased']}. Closed again until their day: {done['asked']}.")
