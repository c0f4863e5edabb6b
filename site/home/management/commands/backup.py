"""`manage.py backup [FOLDER]`: one file that holds the whole site, made while it is running."""

from argparse import ArgumentTypeError
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.backup.archive import remove_older, write_backup
from home.backup.errors import BackupFailed


def at_least_one(value: str) -> int:
    """A whole number from 1: to keep none is not what anybody means."""
    if not (value.isascii() and value.isdigit() and int(value)):
        raise ArgumentTypeError("say how many backups to keep, 1 or more.")
    return int(value)


class Command(BaseCommand):
    help = "Writes database, uploads and private files into one archive and prints its path."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.VAR / "backups")
        parser.add_argument(
            "--keep", type=at_least_one, help="Remove all but the latest so many; without it none goes."
        )

    def handle(self, *args, folder: Path, keep: int | None, **options) -> None:
        try:
            path = write_backup(folder, now=timezone.now())
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        if keep:
            remove_older(folder, keep=keep)
        self.stdout.write(str(path))
