"""`manage.py createsuperuser` in the one language of the command line."""

from django.contrib.auth.management.commands import createsuperuser
from django.utils.translation import override


class Command(createsuperuser.Command):
    """Django's own, which would ask in the language of the site and explain in English."""

    def execute(self, *args, **options):
        with override("en"):
            return super().execute(*args, **options)
