"""Passwords, for those who want one: to sign in with, set, changed, taken away."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import EmailAddress, Login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from people.enums import AccountAct
from people.errors import TooManyRequestsError, WrongPasswordError
from people.models import User
from people.signals import announce
from people.signed_in import keep_this_session


def who_has(request: HttpRequest, email: str, password: str) -> User:
    """The person with this e-mail and password, found in the same time whether there is one or not.

    Raises `WrongPasswordError`, and `TooManyRequestsError` after five wrong ones in five minutes.
    """
    try:
        user = get_adapter().authenticate(request, email=email, password=password)
    except ValidationError as error:
        raise TooManyRequestsError from error
    if user is None:
        raise WrongPasswordError
    return user


def has_proved_address(user: User) -> bool:
    """False for those who were given a password before they ever had a code."""
    return EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()


def sign_in(request: HttpRequest, user: User, redirect_url: str) -> HttpResponse:
    """Sign in somebody whose password was right; a second factor may be asked next."""
    login = Login(user=user, redirect_url=redirect_url, email=user.email)
    return perform_password_login(request, {"email": user.email}, login)


@transaction.atomic
def set_password(request: HttpRequest, password: str | None) -> User:
    """Give the person of this request a password, or none; all their other sessions end."""
    user = User.objects.select_for_update().get(pk=request.user.pk)
    user.set_password(password)
    user.save(update_fields=["password"])
    keep_this_session(request, user)
    act = AccountAct.PASSWORD_SET if password else AccountAct.PASSWORD_REMOVED
    announce(act, user=user, actor=user, request=request)
    return user
