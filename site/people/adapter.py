"""How allauth speaks and writes in this house."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from people import letters, next_page
from people.errors import MailNotSentError
from people.models import User

logger = logging.getLogger(__name__)

WRITER = "letter_writer"


class AccountAdapter(DefaultAccountAdapter):
    def add_message(self, *args, **kwargs) -> None:
        """Say nothing: our pages tell what happened, and strangers must not collect messages in a cookie."""

    def is_safe_url(self, url: str) -> bool:
        return next_page.is_safe(current.request, url)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write to `email` in the language of the account it belongs to, else in that of the page.

        Raises `MailNotSentError`.
        """
        user = User.objects.filter(email=email).first()
        write = choose_letter(current.request, user)
        with translation.override(user.language if user else translation.get_language()):
            message = write(context.get("code", ""), links(current.request)).addressed_to(email)
        try:
            message.send()
        except (OSError, SMTPException) as error:
            logger.error("An e-mail about an account could not be sent: %s", type(error).__name__)
            raise MailNotSentError from error


def choose_letter(request: HttpRequest, user: User | None) -> letters.Writer:
    """What is true of the account, not what was asked for: only its owner reads it."""
    if user is None:
        return letters.unknown
    if not user.is_active:
        return letters.closed
    return getattr(request.allauth, WRITER, letters.sign_in)


def links(request: HttpRequest) -> dict[str, str]:
    return {
        "sign_in": request.build_absolute_uri(reverse("account_login")),
        "sign_up": request.build_absolute_uri(reverse("account_signup")),
    }
