"""`manage.py backup [FOLDER]`: one file that holds the whole site, made while it is running."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.backup.archive import remove_older, write_backup
from home.backup.errors import BackupFailed


class Command(BaseCommand):
    help = "Writes database, uploads and private files into one archive and prints its path."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.VAR / "backups")
        parser.add_argument(
            "--keep", type=int, default=0, help="Remove all but the latest so many; 0 keeps all."
        )

    def handle(self, *args, folder: Path, keep: int, **options) -> None:
        try:
            path = write_backup(folder, now=timezone.now())
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        remove_older(folder, keep=max(keep, 0))
        self.stdout.write(str(path))
