"""What forms say about what they cannot take: the framework's own sentences, in our voice."""

from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.forms import ChoiceField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

TOO_LONG = ngettext_lazy(
    "This is too long: at most %(limit_value)d character. Yours has %(show_value)d.",
    "This is too long: at most %(limit_value)d characters. Yours has %(show_value)d.",
    "limit_value",
)
NOT_SHOWN = _("This text holds characters that cannot be shown. Remove them, then send it again.")
NOT_OFFERED = _("This is none of the options. Choose one from the list.")


def speak() -> None:
    """Put our sentences in the place of the framework's, for every form of the site."""
    MaxLengthValidator.message = TOO_LONG
    ProhibitNullCharactersValidator.message = NOT_SHOWN
    ChoiceField.default_error_messages = {"invalid_choice": NOT_OFFERED}
