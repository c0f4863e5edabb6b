"""Plain text from outside: refused or put in one form before it is stored."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def refuse_control_characters(text: str) -> None:
    """Raise `ValidationError` when `text` holds NUL or another control character than tab and line ends."""
    if any(unicodedata.category(char) == "Cc" and char not in "\t\n\r" for char in text):
        raise ValidationError(
            _("This text holds characters that cannot be shown. Remove them, then send it again."),
            code="control_characters",
        )


def clean_text(text: str | None) -> str:
    """`text` in Unicode's composed form (NFC) with plain line ends.

    Raises `ValidationError` on control characters.
    """
    value = text or ""
    refuse_control_characters(value)
    return unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
