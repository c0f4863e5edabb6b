"""Passkeys, on allauth's machinery: what the browser is asked, and whether its answer is true.

A passkey is one that its device can find by itself and that asks for a finger, a face or a PIN, so that it
replaces e-mail and password together.
"""

import uuid

from allauth.account.models import Login
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from fido2.utils import websafe_decode

from people.errors import PasskeyRefusedError
from people.factors import mark_second_used
from people.models import User

# What the libraries below raise for answers that are not well made, or not true.
REFUSALS = (ValidationError, InvalidSignature, ValueError, TypeError, KeyError, AttributeError, IndexError)


def options_to_use(request: HttpRequest, user: User | None = None) -> JsonResponse:
    """What the browser is asked: for a passkey of `user`, or for any it holds of this site."""
    return JsonResponse(auth.begin_authentication(user))


def options_to_make(request: HttpRequest, user: User) -> JsonResponse:
    """What the browser is asked to make a new passkey with."""
    return JsonResponse(auth.begin_registration(user, passwordless=True))


def made(credential: dict) -> dict:
    """`credential` itself, once it is found true. Raises `PasskeyRefusedError`."""
    try:
        auth.parse_registration_response(credential)
        binding = auth.complete_registration(credential)
    except REFUSALS as error:
        raise PasskeyRefusedError from error
    if not binding.is_user_verified():
        raise PasskeyRefusedError
    return credential


def proved(user: User, credential: dict) -> Authenticator:
    """The passkey of `user` that gave this answer. Raises `PasskeyRefusedError`."""
    try:
        auth.parse_authentication_response(credential)
        found = auth.complete_authentication(user, credential)
    except REFUSALS as error:
        raise PasskeyRefusedError from error
    found.user = user
    return found


def owner(credential: dict) -> User:
    """Whose passkey this says it is. Raises `PasskeyRefusedError`."""
    try:
        handle = uuid.UUID(bytes=websafe_decode(credential["response"]["userHandle"]))
    except REFUSALS as error:
        raise PasskeyRefusedError from error
    user = User.objects.filter(public_id=handle).first()
    if user is None:
        raise PasskeyRefusedError
    return user


def sign_in(request: HttpRequest, credential: dict, redirect_url: str) -> HttpResponse:
    """Sign in whoever the passkey belongs to. Raises `PasskeyRefusedError`."""
    user = owner(credential)
    login = Login(user=user, redirect_url=redirect_url)
    return perform_passwordless_login(request, proved(user, credential), login)


def confirm(request: HttpRequest, credential: dict) -> None:
    """Confirm with a passkey that it is them. Raises `PasskeyRefusedError`."""
    post_authentication(request, proved(request.user, credential), reauthenticated=True)
    mark_second_used(request)
