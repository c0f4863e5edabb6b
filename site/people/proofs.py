"""Codes by e-mail that prove something about somebody who is signed in already.

The session keeps a hash of the code, never the code; each purpose has its own, works once, for a quarter
of an hour, and is gone after five wrong tries. The counters by address hold across browsers.
"""

import secrets
import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from people import post
from people.codes import limit_requests
from people.enums import Purpose
from people.errors import CodeOverError, TooManyRequestsError, WrongCodeError
from people.letters import Letter

KEPT = "mailed_codes"
Writer = Callable[[str], Letter]


def mail_code(
    request: HttpRequest, purpose: Purpose, email: str, write: Writer, *, provable: bool = True
) -> None:
    """Send a code for `purpose` to `email`, and wait for it in this session.

    An address that is not `provable` gets its letter, but no code will do.
    Raises `TooManyRequestsError` and `MailNotSentError`.
    """
    limit_requests(request, email)
    code = get_adapter().generate_login_code()
    post.send(email, lambda: write(code), request.user.language)
    code = code if provable else secrets.token_hex()
    _keep(request, purpose, {"email": email, "code": _hashed(code, purpose), "at": time.time(), "tries": 0})


def awaited(request: HttpRequest, purpose: Purpose) -> str | None:
    """The address to which a code was sent that may still be written; None when there is none."""
    kept = request.session.get(KEPT, {}).get(purpose)
    if not kept or time.time() - kept["at"] > settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT:
        return None
    return kept["email"]


def prove(request: HttpRequest, purpose: Purpose, code: str) -> str:
    """The address that `code` proves; the code is used up.

    Raises `CodeOverError`, `WrongCodeError` and `TooManyRequestsError`.
    """
    email = awaited(request, purpose)
    if email is None:
        raise CodeOverError
    if not ratelimit.consume(request, action="try_code", key=email):
        raise TooManyRequestsError
    kept = request.session[KEPT][purpose]
    if not constant_time_compare(kept["code"], _hashed(code, purpose)):
        _count_try(request, purpose, kept)
    forget(request, purpose)
    return email


def forget(request: HttpRequest, purpose: Purpose) -> None:
    """Wait no longer for a code."""
    request.session[KEPT] = {
        name: kept for name, kept in request.session.get(KEPT, {}).items() if name != purpose
    }


def _count_try(request: HttpRequest, purpose: Purpose, kept: dict) -> None:
    """Always raises: `WrongCodeError` while tries are left, then `CodeOverError`."""
    kept = {**kept, "tries": kept["tries"] + 1}
    if kept["tries"] >= settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS:
        forget(request, purpose)
        raise CodeOverError
    _keep(request, purpose, kept)
    raise WrongCodeError


def _keep(request: HttpRequest, purpose: Purpose, kept: dict) -> None:
    request.session[KEPT] = {**request.session.get(KEPT, {}), purpose.value: kept}


def _hashed(code: str, purpose: Purpose) -> str:
    return salted_hmac(f"people.proofs.{purpose}", code, algorithm="sha256").hexdigest()
