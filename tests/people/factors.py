"""Apps, recovery codes and what stands in sessions, as tests need them."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from people.enums import Role
from people.fresh import FRESH_AT
from people.models import User
from tests.people.builders import a_person, url

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_stale(client: Client) -> None:
    """Let the last proof of who this is be sixteen minutes old."""
    session = client.session
    session[FRESH_AT] = session.get(FRESH_AT, time.time()) - 16 * 60
    session.save()


def app_code(secret: str = SECRET, *, steps: int = 0) -> str:
    """What an app with this secret shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_app(user: User) -> User:
    """`user`, with an app that knows SECRET, and recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def recovery_codes_of(user: User) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def a_member_of_staff(roles: dict, role: Role = Role.TRAINER, email: str = "tere@example.org") -> User:
    user = a_person(email, display_name="Tere", language="en")
    user.groups.add(roles[role])
    return User.objects.get(pk=user.pk)


def second_step(client: Client, code: str):
    return client.post(url("mfa_authenticate"), {"code": code})
