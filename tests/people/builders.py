"""People a reader remembers, and the steps they take to sign in."""

import re

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from people.models import User


def a_person(email: str = "ana@example.org", **fields) -> User:
    """Somebody who has signed in before, so that their address is proved."""
    user = User.objects.create_user(email, **{"display_name": "Ana", "language": "es", **fields})
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def url(name: str, language: str = "en") -> str:
    with override(language):
        return reverse(name)


def details(**fields) -> dict[str, str]:
    """What a filled-in sign-up form sends."""
    return {
        "email": "nadia@example.org",
        "display_name": "Nadia",
        "language": "es",
        "organization_type": "",
        "adult": "on",
        **fields,
    }


def last_code() -> str:
    """The code in the newest e-mail."""
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def another_code(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def ask_for_code(client: Client, email: str = "ana@example.org", language: str = "en", **fields):
    return client.post(url("account_login", language), {"email": email, **fields})


def write_code(client: Client, code: str, language: str = "en", **fields):
    return client.post(url("account_confirm_login_code", language), {"code": code, **fields})


def sign_in(client: Client, email: str = "ana@example.org", **fields):
    """Sign in as people do; the answer to the code."""
    ask_for_code(client, email)
    return write_code(client, last_code(), **fields)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
