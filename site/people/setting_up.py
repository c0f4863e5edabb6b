"""Second factors and passkeys: added, taken away, reset. Whoever they belong to is told by e-mail."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest

from people.enums import AccountAct
from people.errors import LastFactorError
from people.factors import Type, asks_for_second, factors_of, mark_second_used, must_have_second
from people.models import User
from people.signals import announce

# Recovery codes can be looked at for this long after they were made, or until the person has kept them:
# a page that does not arrive on a slow line must not cost all ten.
SHOWN_FOR = 10 * 60
SHOWN_UNTIL = "recovery_codes_shown_until"


def add_app(request: HttpRequest, secret: str) -> bool:
    """Let codes made from `secret` be the second step from now on; False when there is an app already."""
    try:
        with transaction.atomic():
            TOTP.activate(request.user, secret)
            _added(request)
    except IntegrityError:
        return False
    clear_totp_secret(request)
    return True


@transaction.atomic
def add_passkey(request: HttpRequest, name: str, credential: dict) -> None:
    """Keep a passkey that was found true."""
    WebAuthn.add(request.user, name, credential)
    _added(request)


@transaction.atomic
def remove(request: HttpRequest, factor: Authenticator) -> None:
    """Take an app or a passkey away. Raises `LastFactorError` when it is the last one of staff."""
    user = User.objects.select_for_update().get(pk=request.user.pk)
    if must_have_second(user) and len(factors_of(user).strong) == 1:
        raise LastFactorError
    factor.delete()
    if not asks_for_second(user):
        Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    announce(AccountAct.FACTOR_REMOVED, user=user, actor=user, request=request)


@transaction.atomic
def make_recovery_codes(request: HttpRequest) -> None:
    """Ten new codes; older ones stop working. They can be seen for a while, then never again."""
    user = User.objects.select_for_update().get(pk=request.user.pk)
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    request.session[SHOWN_UNTIL] = time.time() + SHOWN_FOR
    announce(AccountAct.RECOVERY_CODES_MADE, user=user, actor=user, request=request)


def shown_recovery_codes(request: HttpRequest) -> list[str]:
    """The codes, while they may still be seen; else nothing."""
    if time.time() > request.session.get(SHOWN_UNTIL, 0):
        return []
    recovery = factors_of(request.user).recovery
    return recovery.wrap().get_unused_codes() if recovery else []


def hide_recovery_codes(request: HttpRequest) -> None:
    request.session.pop(SHOWN_UNTIL, None)


@transaction.atomic
def reset(user: User, *, by: User | None, request: HttpRequest | None = None) -> int:
    """Take every second factor and passkey of `user` away and end their sessions; how many there were.

    For somebody who lost their phone and their recovery codes. They sign in with a code by e-mail, and
    staff set up a new factor then.
    """
    taken, _by_model = Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    announce(AccountAct.FACTORS_RESET, user=user, actor=by, request=request)
    return taken


def _added(request: HttpRequest) -> None:
    mark_second_used(request)
    if asks_for_second(request.user) and factors_of(request.user).recovery is None:
        make_recovery_codes(request)
    announce(AccountAct.FACTOR_ADDED, user=request.user, actor=request.user, request=request)
