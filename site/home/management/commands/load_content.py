"""`manage.py load_content`: bring reference data, pages, people and permissions in step with the content files."""

from django.core.management.base import BaseCommand, CommandError

from home.loading.everything import load_content
from home.loading.files import ContentError


class Command(BaseCommand):
    help = "Loads the content files. Safe to repeat: what a person changed stays as it is."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="Compare every page, even if no file changed."
        )

    def handle(self, *args, again: bool = False, verbosity: int = 1, **options) -> None:
        try:
            report = load_content(again=again)
        except ContentError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write("Nothing changed." if report is None else "\n".join(report.lines()))
