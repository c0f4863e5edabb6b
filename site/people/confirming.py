"""With what a person can confirm that it is them: the strongest things they have."""

from dataclasses import dataclass

from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import post_authentication
from django.conf import settings
from django.http import HttpRequest

from people.demo import SIGN_INS
from people.errors import TooManyRequestsError, WrongConfirmationError
from people.factors import asks_for_second, check_code, factors_of, mark_second_used
from people.models import User


@dataclass(frozen=True)
class Ways:
    """Which ways to confirm are open to a person."""

    factor: bool = False
    passkey: bool = False
    password: bool = False
    mail: bool = False
    demo: bool = False


def ways_of(user: User) -> Ways:
    """Whoever signs in with two steps confirms with the second; for others a code by mail always works."""
    found = factors_of(user)
    two_steps = bool(found.rows) and asks_for_second(user)
    return Ways(
        factor=bool(two_steps and (found.app or found.recovery)),
        passkey=bool(found.passkeys),
        password=user.has_usable_password() and not two_steps,
        mail=not two_steps,
        # They are at example.org, which can receive no mail.
        demo=settings.DEMO_SIGN_INS and user.email in SIGN_INS.values(),
    )


def confirm_by_password(request: HttpRequest, password: str) -> None:
    """Raises `WrongConfirmationError`, and `TooManyRequestsError` after five wrong ones in five minutes."""
    key = f"confirm-{request.user.pk}"
    if not ratelimit.consume(request, action="login_failed", key=key):
        raise TooManyRequestsError
    if not request.user.check_password(password):
        raise WrongConfirmationError
    ratelimit.clear(request, action="login_failed", key=key)


def confirm_by_factor(request: HttpRequest, code: str) -> None:
    """Raises what `factors.check_code` raises."""
    used = check_code(request, request.user, code)
    post_authentication(request, used, reauthenticated=True)
    mark_second_used(request)


def confirm_by_demo(request: HttpRequest) -> None:
    """Nothing to prove: anybody may use the people of the demo site."""
