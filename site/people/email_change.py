"""Moving an account to another e-mail: proved there, told to the old one, and taken back from there."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from people import erasure, letters, proofs
from people.enums import AccountAct, Purpose
from people.errors import EmailTakenError, LinkOverError
from people.links import find_link, make_link
from people.models import MailedLink, User
from people.signals import announce
from people.signed_in import keep_this_session

# As long as somebody may be away from their mail.
RESTORED_FOR = timedelta(days=14)


def begin(request: HttpRequest, email: str) -> None:
    """Send a code to a new address. One that has an account gets a letter that says so, and no code.

    The page is the same for both. Raises `TooManyRequestsError` and `MailNotSentError`.
    """
    write = letters.address_taken if is_taken(email) else letters.new_address
    proofs.mail_code(request, Purpose.NEW_EMAIL, email, write, provable=not is_taken(email))


def is_taken(email: str) -> bool:
    """True when somebody has proved that the address is theirs, or was given it by an administrator."""
    unproved = User.objects.awaiting_first_code().values("pk")
    return User.objects.filter(email=email).exclude(pk__in=unproved).exists()


def change(request: HttpRequest, email: str, *, now: datetime) -> tuple[str, str]:
    """Move the account of this request to a proved address; its other sessions end.

    Returns the earlier address and the secret of the link that restores it.
    Raises `EmailTakenError` when somebody else proved the address meanwhile.
    """
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=request.user.pk)
            earlier = user.email
            move(user, email)
            token = make_link(user, Purpose.RESTORE_EMAIL, now=now, kept=RESTORED_FOR, earlier_email=earlier)
            keep_this_session(request, user)
            announce(AccountAct.EMAIL_CHANGED, user=user, actor=user, request=request)
    except IntegrityError as error:
        raise EmailTakenError from error
    return earlier, token


def move(user: User, email: str) -> None:
    """Give `user` a proved address, also when somebody signed up with it and never proved it."""
    User.objects.awaiting_first_code().filter(email=email).exclude(pk=user.pk).delete()
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.filter(email=email).delete()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)


def restore(token: str, *, now: datetime, request: HttpRequest | None = None) -> User:
    """Take the earlier address back: what a thief set since then goes, and every session ends.

    Raises `LinkOverError`, and `EmailTakenError` when the address belongs to somebody else now.
    """
    try:
        with transaction.atomic():
            link = find_link(token, Purpose.RESTORE_EMAIL, now=now)
            if link is None or not MailedLink.objects.filter(pk=link.pk).delete()[0]:
                raise LinkOverError
            erasure.take_back(link.user, now=now, request=request)
            user = User.objects.select_for_update().get(pk=link.user_id)
            user.password = make_password(None)
            user.save(update_fields=["password"])
            Authenticator.objects.filter(user=user, created_at__gte=link.made_at).delete()
            move(user, link.earlier_email)
            MailedLink.objects.filter(user=user).delete()
            announce(AccountAct.EMAIL_RESTORED, user=user, request=request)
    except IntegrityError as error:
        raise EmailTakenError from error
    return user
