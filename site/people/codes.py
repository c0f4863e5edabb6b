"""Codes by e-mail, on allauth's machinery: asked for, waited for, tried.

Signing in and signing up end in the same page and the same waiting state, whoever owns the e-mail:
what differs is the letter alone.
"""

from uuid import uuid4

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from people import letters
from people.adapter import WRITER
from people.errors import CodeOverError, TooManyCodesError, TooManyRequestsError, WrongCodeError
from people.models import User
from people.next_page import with_next

Waiting = LoginCodeVerificationProcess


def send_code(request: HttpRequest, email: str, writer: letters.Writer = letters.sign_in) -> None:
    """Mail a code to the owner of `email` and let this browser wait for it.

    Without an (active) account the letter says so, and the browser waits all the same.
    Raises `TooManyRequestsError` and `MailNotSentError`.
    """
    user = User.objects.filter(email=email, is_active=True).first()
    if user:
        keep_address(user)
    setattr(request.allauth, WRITER, writer)
    Waiting.initiate(request=request, user=user, email=email)


def limit_requests(request: HttpRequest, email: str) -> None:
    """Count one more request for a code, for this e-mail and from this address on the network.

    Raises `TooManyRequestsError`, or `TooManyCodesError` when it is the address that asked too often.
    """
    if ratelimit.consume(request, action="request_login_code", key=email):
        return
    # A key that nobody has used: what it is refused for is the address alone.
    is_free = ratelimit.consume(request, action="request_login_code", key=str(uuid4()), dry_run=True)
    raise TooManyRequestsError if is_free else TooManyCodesError


def keep_address(user: User) -> None:
    """allauth keeps a row for each address, which the right code marks as confirmed."""
    if not EmailAddress.objects.filter(user=user, email=user.email).exists():
        EmailAddress.objects.filter(email=user.email).delete()
        EmailAddress.objects.filter(user=user).update(primary=False)
        EmailAddress.objects.create(user=user, email=user.email, primary=True)


def waiting(request: HttpRequest) -> Waiting | None:
    """The code this browser waits for; None when there is none, or it has become too old."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return Waiting.resume(stage) if stage else None


def email_of(process: Waiting) -> str:
    return process.state["email"]


def try_code(request: HttpRequest, process: Waiting, code: str, next_url: str) -> HttpResponse:
    """Sign in with `code`; the answer leads on to where people go after signing in.

    Raises `WrongCodeError` while tries are left, then `CodeOverError`; `TooManyRequestsError` when
    this e-mail is being guessed at from many browsers.
    """
    if not ratelimit.consume(request, action="try_code", key=email_of(process)):
        raise TooManyRequestsError
    if not (process.user and compare_user_code(actual=code, expected=process.code)):
        raise WrongCodeError if process.record_invalid_attempt() else CodeOverError
    return process.finish(with_next(reverse("after_sign_in"), next_url))
