"""Passwords, codes of an app, and passkeys, as people give them to us."""

from django import forms
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    get_default_password_validators,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.text import clean_text, refuse_control_characters
from people.forms import EmailField, code_input, shared_device_field
from people.models import User

# Room for a long sentence; what is longer only makes the server work.
PASSWORD_MAX = 256
NAME_MAX = 60


class PasswordField(forms.CharField):
    """A password, kept exactly as it was typed."""

    def __init__(self, *, is_new: bool = False, **kwargs):
        attrs = {"autocomplete": "new-password" if is_new else "current-password"}
        kwargs = {"label": _("Password"), "max_length": PASSWORD_MAX, "strip": False, **kwargs}
        super().__init__(widget=forms.PasswordInput(attrs=attrs), **kwargs)

    def clean(self, value: str) -> str:
        refuse_control_characters(value or "")
        return super().clean(value)


class PasswordSignInForm(forms.Form):
    """Both in one form, so that password managers see that they belong together."""

    prefix = "by-password"
    # The name of a field that only this form sends.
    PASSWORD = "by-password-password"

    email = EmailField()
    password = PasswordField()
    shared_device = shared_device_field()


class CurrentPasswordForm(forms.Form):
    password = PasswordField()


def shortest_password() -> int:
    """How many characters the settings ask for."""
    validators = get_default_password_validators()
    return max(one.min_length for one in validators if isinstance(one, MinimumLengthValidator))


class NewPasswordForm(forms.Form):
    password = PasswordField(is_new=True, label=_("New password"))
    again = PasswordField(is_new=True, label=_("The same password again"))

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = _(
            "At least %(count)s characters, and more than figures. Not your name or e-mail, and no password that"
            " many people use."
        ) % {"count": shortest_password()}

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean_again(self) -> str:
        again = self.cleaned_data["again"]
        if again != self.data.get("password"):
            raise ValidationError(_("The two passwords are not the same."), code="differs")
        return again


class FactorForm(forms.Form):
    """A code of an app, or one of the recovery codes."""

    code = forms.CharField(
        label=_("Code of your app, or a recovery code"), max_length=40, widget=code_input()
    )

    def clean_code(self) -> str:
        code = "".join(char for char in clean_text(self.cleaned_data["code"]) if char not in " -")
        if not 6 <= len(code) <= 8 or not (code.isascii() and code.isdigit()):
            raise ValidationError(
                _("Codes of an app have six digits, recovery codes have eight."), code="format"
            )
        return code


class AppForm(FactorForm):
    """The first code of an app that is being set up."""

    code = forms.CharField(label=_("The six digits your app shows now"), max_length=40, widget=code_input())


class CredentialField(forms.JSONField):
    """What a browser answers when asked for a passkey: an object of modest size, else nothing."""

    widget = forms.HiddenInput
    LONGEST = 20_000

    def bound_data(self, data, initial):
        """Never shown again: the browser answers anew."""
        return None

    def to_python(self, value):
        if isinstance(value, str) and len(value) > self.LONGEST:
            raise ValidationError(_("This passkey could not be used. Try again, or choose another way."))
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(
                _("This passkey could not be used. Try again, or choose another way.")
            ) from error


class PasskeyForm(forms.Form):
    credential = CredentialField()


class NewPasskeyForm(PasskeyForm):
    name = forms.CharField(
        label=_("A name for it"),
        help_text=_("So that you know it again later, such as “My phone”."),
        max_length=NAME_MAX,
    )
    credential = CredentialField(required=False)

    def clean_name(self) -> str:
        return " ".join(clean_text(self.cleaned_data["name"]).split())
