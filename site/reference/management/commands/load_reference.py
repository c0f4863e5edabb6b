from django.conf import settings
from django.core.management.base import BaseCommand

from reference.loading import load_reference


class Command(BaseCommand):
    help = "Load the reference data in content/reference; rows that a person changed stay as they are."

    def handle(self, *_args, **_options) -> None:
        for line in load_reference(settings.ROOT / "content" / "reference").lines():
            self.stdout.write(line)
