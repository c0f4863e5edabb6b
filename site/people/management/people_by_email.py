"""Finding the person a command is about."""

from django.core.management.base import CommandError

from people.models import User


def person(email: str) -> User:
    """Raises `CommandError` when nobody has this e-mail."""
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise CommandError("Nobody has this e-mail.")
    return found
