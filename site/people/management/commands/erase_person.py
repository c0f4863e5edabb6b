"""`manage.py erase_person EMAIL --yes`: erase somebody at once, without the two weeks."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from people import erasure
from people.errors import SoleKeeperError
from people.management.people_by_email import person


class Command(BaseCommand):
    help = "Removes everything personal about somebody, at once and for good."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="Needed: nothing can bring them back.")

    def handle(self, *args, **options) -> None:
        user = person(options["email"])
        if not options["yes"]:
            raise CommandError("This cannot be undone. Say --yes to erase this person.")
        try:
            erasure.erase(user, now=timezone.now())
        except SoleKeeperError as error:
            with override("en"):
                raise CommandError(str(error)) from error
        self.stdout.write("Erased.")
