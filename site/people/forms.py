"""What people tell us about themselves, and how it is cleaned."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from base.enums import Language
from base.text import clean_text
from people.models import User
from reference.terms import term_choices

CODE_LENGTH = 6
NOT_A_CODE = _("The code has six digits. Look for it in the e-mail we sent.")


# They join or part letters in names of some scripts; every other format character is refused.
JOINERS = "\u200c\u200d"


def clean_name(text: str) -> str:
    """`text` on one line, with something in it that can be seen and nothing that turns it around."""
    name = " ".join(clean_text(text).split())
    if name and all(unicodedata.category(char)[0] in "CZ" for char in name):
        raise ValidationError(_("Write a name that others can see."), code="invisible")
    if any(unicodedata.category(char) == "Cf" and char not in JOINERS for char in name):
        raise ValidationError(
            _(
                "This name holds invisible signs that change how it is read. Write it by hand, without copying it."
            ),
            code="format_characters",
        )
    return name


class CleanName:
    """For forms that ask for a display name."""

    def clean_display_name(self) -> str:
        return clean_name(self.cleaned_data["display_name"])


class EmailField(forms.EmailField):
    """An e-mail address in the one form in which we keep it."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        widget = forms.EmailInput(attrs=attrs)
        super().__init__(**{"label": _("E-mail"), "max_length": 254, "widget": widget, **kwargs})

    def clean(self, value: str) -> str:
        return super().clean(clean_text(value)).lower()


class SignInForm(forms.Form):
    email = EmailField()


def code_input() -> forms.TextInput:
    """The field for a code, which phones fill in from the message."""
    attrs = {"class": "code", "autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12}
    return forms.TextInput(attrs=attrs)


def shared_device_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("This is a shared device"),
        help_text=_("You are signed out when the browser closes, and nothing is kept on the device."),
        required=False,
    )


class SixDigitsField(forms.CharField):
    """What was typed for a code; the form says the same sentence about all that is none."""

    default_error_messages = {"required": NOT_A_CODE}

    def run_validators(self, value: str) -> None:
        try:
            super().run_validators(value)
        except ValidationError as error:
            raise ValidationError(NOT_A_CODE, code="format") from error


class MailedCodeForm(forms.Form):
    """A code from an e-mail."""

    code = SixDigitsField(label=_("Code of six digits"), max_length=40, widget=code_input())

    def clean_code(self) -> str:
        code = "".join(char for char in clean_text(self.cleaned_data["code"]) if char not in " -")
        if len(code) != CODE_LENGTH or not (code.isascii() and code.isdigit()):
            raise ValidationError(NOT_A_CODE, code="format")
        return code


class CodeForm(MailedCodeForm):
    """The code that signs in."""

    shared_device = shared_device_field()


def organization_types() -> list[tuple[str, str]]:
    """The kinds of organization of the day, after the choice of naming none."""
    nothing = pgettext_lazy("type of organization", "I would rather not say")
    return [("", nothing), *term_choices("actor_type")]


class PersonFields(CleanName, forms.ModelForm):
    """The least we ask of a person."""

    organization_type = forms.ChoiceField(
        label=_("Type of organization"),
        help_text=_("It shows which kinds of organization learn here, never who you are."),
        required=False,
    )

    class Meta:
        model = User
        fields = ("display_name", "language", "organization_type")
        labels = {"display_name": _("Name that others see")}
        help_texts = {"display_name": _("It need not be your own name; a pseudonym is fine.")}
        widgets = {"display_name": forms.TextInput(attrs={"autocomplete": "nickname"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization_type"].choices = organization_types()


class ProfileForm(PersonFields):
    pass


class PrivacyForm(forms.ModelForm):
    """What others may see, and what is loaded."""

    class Meta:
        model = User
        fields = ("listed", "saves_data")


class NewEmailForm(forms.Form):
    email = EmailField(
        label=_("New e-mail"), help_text=_("We send a code there. Until you write it, nothing changes.")
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        if self.cleaned_data["email"] == self.user.email:
            raise ValidationError(_("This is your e-mail already."), code="same")
        return self.cleaned_data["email"]


def word_to_write() -> str:
    """What somebody must type to erase their account, in their language."""
    return pgettext("the word to type to erase an account", "ERASE")


class DeletionForm(forms.Form):
    """A word that nobody writes by accident."""

    word = forms.CharField(
        max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["word"].label = _("To go on, write %(word)s here") % {"word": word_to_write()}

    def clean_word(self) -> str:
        if clean_text(self.cleaned_data["word"]).strip().upper() != word_to_write().upper():
            raise ValidationError(_("Write %(word)s, or leave this page.") % {"word": word_to_write()})
        return self.cleaned_data["word"]


class SignUpForm(PersonFields):
    """The person is made by an action, once we know whether the e-mail has an account already."""

    email = EmailField(help_text=_("We send a code there. Others never see it."))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language.choices,
        initial=lazy(lambda: get_language() or Language.ES, str)(),
    )
    adult = forms.BooleanField(
        label=_("I am 18 or older"),
        help_text=_(
            "This training is made for adults who work with children and adolescents. It speaks of detention "
            "and of harm, and people under 18 deserve a place made for them."
        ),
        error_messages={
            "required": _(
                "Accounts are for people who are 18 or older. You can read the lessons without an account."
            )
        },
    )
    field_order = ("email", "display_name", "language", "organization_type", "adult")

    def details(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in PersonFields.Meta.fields}
