"""`manage.py reset_second_factor EMAIL`: for the keeper of a site who lost phone and recovery codes."""

from django.core.management.base import BaseCommand

from people.management.people_by_email import person
from people.setting_up import reset


class Command(BaseCommand):
    help = "Takes away somebody's apps, passkeys and recovery codes and ends their sessions."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")

    def handle(self, *args, **options) -> None:
        taken = reset(person(options["email"]), by=None)
        self.stdout.write(f"Taken away: {taken}. They sign in with a code by e-mail.")
