"""`manage.py restore FILE`: check a backup, then put it in place of what the site holds."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.backup.errors import BackupFailed
from home.backup.restoring import check_backup, restore
from home.backup.withdrawals import withdraw_again


class Command(BaseCommand):
    help = "Restores a backup. Stop the site first; nothing is changed when the backup is damaged."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="Replace what the site holds now.")
        parser.add_argument("--check", action="store_true", help="Only tell whether the backup is whole.")

    def handle(self, *args, file: Path, replace: bool, check: bool, **options) -> None:
        try:
            if check:
                self.stdout.write(f"Whole, made at {check_backup(file)['made_at']}.")
                return
            done = restore(file, replace=replace)
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        files = ", ".join(f"{number} files in {alias}" for alias, number in done.files.items())
        self.stdout.write(f"Restored the backup of {done.made_at}: {sum(done.rows.values())} rows, {files}.")
        # People who were erased and consents that were withdrawn since stay so.
        call_command("reapply_erasures", stdout=self.stdout)
        self.stdout.write(f"Consents withdrawn again: {withdraw_again(now=timezone.now())}.")
        call_command("rebuild_summaries", check=True, stdout=self.stdout)
