"""Sending letters: in the language of who reads them, and with a plain answer when it fails."""

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.utils import translation

from people.errors import MailNotSentError
from people.letters import Letter

logger = logging.getLogger(__name__)


def send(email: str, write: Callable[[], Letter], language: str | None = None) -> None:
    """Write a letter in `language` (else that of the page) and send it. Raises `MailNotSentError`."""
    with translation.override(language or translation.get_language()):
        message = write().addressed_to(email)
    try:
        message.send()
    except (OSError, SMTPException) as error:
        logger.error("An e-mail about an account could not be sent: %s", type(error).__name__)
        raise MailNotSentError from error


def send_if_possible(email: str, write: Callable[[], Letter], language: str | None = None) -> bool:
    """Like `send`, for notices of what is done already: whether it could be sent."""
    try:
        send(email, write, language)
    except MailNotSentError:
        return False
    return True
