"""The things by which people prove who they are besides e-mail and password: apps, passkeys, recovery codes."""

from dataclasses import dataclass

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from people.errors import TooManyRequestsError, WrongFactorError
from people.models import User
from people.rules import may_enter_admin

Type = Authenticator.Type
SECOND_FACTOR = "second_factor"
# Longer than a code of an app is accepted, the tolerance before and after its own half minute included.
USED_CODE_KEPT = 120


@dataclass(frozen=True)
class Factors:
    """What a person has, in one query."""

    rows: tuple[Authenticator, ...] = ()

    @property
    def app(self) -> Authenticator | None:
        return next((row for row in self.rows if row.type == Type.TOTP), None)

    @property
    def recovery(self) -> Authenticator | None:
        return next((row for row in self.rows if row.type == Type.RECOVERY_CODES), None)

    @property
    def passkeys(self) -> list[Authenticator]:
        return [row for row in self.rows if row.type == Type.WEBAUTHN]

    @property
    def strong(self) -> list[Authenticator]:
        """Those that count as a second factor; recovery codes alone do not."""
        return [row for row in self.rows if row.type in {Type.TOTP, Type.WEBAUTHN}]

    @property
    def recovery_left(self) -> int:
        return len(self.recovery.wrap().get_unused_codes()) if self.recovery else 0


def factors_of(user: User) -> Factors:
    """The second factors and passkeys of a person, oldest first."""
    return Factors(tuple(Authenticator.objects.filter(user_id=user.pk).order_by("created_at", "pk")))


def asks_for_second(user: User) -> bool:
    """True when signing in by code or password is only the first half.

    An app is a wish for a second step, whoever set it up. A passkey alone is one for those with a role;
    for others it is a way to sign in beside the code, and losing it shuts nobody out.
    """
    types = {Type.TOTP, Type.WEBAUTHN} if may_enter_admin(user) else {Type.TOTP}
    return Authenticator.objects.filter(user_id=user.pk, type__in=types).exists()


def must_have_second(user: User) -> bool:
    """True for those with a role, where the settings demand a second factor of them."""
    return settings.PUENTES_STAFF_SECOND_FACTOR and may_enter_admin(user)


def used_second(request: HttpRequest) -> bool:
    """True when a second factor was proved in this session."""
    return bool(request.session.get(SECOND_FACTOR))


def mark_second_used(request: HttpRequest) -> None:
    request.session[SECOND_FACTOR] = True


def signed_in_with_second(request: HttpRequest, user: User) -> bool:
    """Whether the sign-in that just ended included an app, a passkey or a recovery code."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def check_code(request: HttpRequest, user: User, code: str) -> Authenticator:
    """The app or recovery codes of `user` that `code` comes from; it will not work again.

    Raises `WrongFactorError`, and `TooManyRequestsError` after five wrong ones in five minutes.
    """
    key = f"second-factor-{user.pk}"
    if not ratelimit.consume(request, action="login_failed", key=key):
        raise TooManyRequestsError
    found = factors_of(user)
    if found.app and len(code) == 6 and _fits_app(found.app, code):
        matched = found.app
    elif found.recovery and found.recovery.wrap().validate_code(code):
        matched = found.recovery
    else:
        raise WrongFactorError
    ratelimit.clear(request, action="login_failed", key=key)
    matched.user = user
    return matched


def _fits_app(app: Authenticator, code: str) -> bool:
    fits = validate_totp_code(decrypt(app.data["secret"]), code)
    return fits and cache.add(f"second-factor-used-{app.user_id}-{code}", "yes", USED_CODE_KEPT)
