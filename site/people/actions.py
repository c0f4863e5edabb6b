"""What people do with their accounts."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from people.models import User

UNCONFIRMED_KEPT = timedelta(days=7)


@transaction.atomic
def sign_up(*, email: str, details: dict[str, str], now: datetime) -> tuple[User, bool]:
    """The account for `email`, and whether it is this person's new one.

    An account whose owner has proved the address is returned as it is, with False. One that still waits
    for its first code is described anew: whoever proves the address gets what they wrote last.
    """
    details = {**details, "adult_declared_at": now}
    user, is_new = User.objects.get_or_create(
        email=email, defaults={**details, "password": make_password(None)}
    )
    if is_new:
        EmailAddress.objects.create(user=user, email=email, primary=True)
    elif user.awaits_first_code():
        User.objects.filter(pk=user.pk).update(**details)
        is_new = True
    return user, is_new


def change_profile(*, user: User, display_name: str, language: str, organization_type: str) -> User:
    """Store what a person says about themselves."""
    user.display_name, user.language, user.organization_type = display_name, language, organization_type
    user.save(update_fields=["display_name", "language", "organization_type"])
    return user


def change_privacy(*, user: User, listed: bool, saves_data: bool) -> User:
    """Store what a person wants others to see, and what they want to load."""
    user.listed, user.saves_data = listed, saves_data
    user.save(update_fields=["listed", "saves_data"])
    return user


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete sign-ups whose address nobody proved within a week; how many there were."""
    old = User.objects.awaiting_first_code().filter(date_joined__lt=now - UNCONFIRMED_KEPT)
    _rows, by_model = old.delete()
    return by_model.get("people.User", 0)
