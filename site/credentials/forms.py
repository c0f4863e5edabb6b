"""What comes from outside, cleaned."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.text import clean_text
from credentials.codes import LONGEST_INPUT
from credentials.enums import Kind, RevocationReason
from credentials.errors import UnprintableError
from credentials.models.certificates import NAME_LENGTH
from credentials.printing import require_printable
from credentials.rules import looks_like_address
from credentials.subjects import Subject, all_subjects
from people.forms import clean_name


class HolderNameForm(forms.Form):
    name = forms.CharField(
        label=_("Name on your certificates"),
        max_length=NAME_LENGTH,
        help_text=_("Write it as you want employers and authorities to read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    # The certificate that is printed as soon as the name is known.
    certificate = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        name = clean_name(self.cleaned_data["name"])
        if looks_like_address(name):
            raise ValidationError(
                _(
                    "Write your name alone, without a web address or an e-mail. After a full stop, leave a space."
                ),
                code="address",
            )
        try:
            require_printable(name)
        except UnprintableError as error:
            raise ValidationError(
                _("We have no typeface for “%(letters)s”. Leave it out, or write it with other letters."),
                code="unprintable",
                params={"letters": error.letters},
            ) from error
        return name


class PrintForm(forms.Form):
    """In which language a certificate is printed; its own when nothing is said."""

    language = forms.ChoiceField(choices=[("es", "es"), ("en", "en")], required=False)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=LONGEST_INPUT,
        help_text=_("Seven groups of four letters and figures. Capitals, spaces and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        return clean_text(self.cleaned_data["code"])


class SharingForm(forms.Form):
    shown = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    def clean_shown(self) -> bool:
        return self.cleaned_data["shown"] == "yes"


class RevokeForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=RevocationReason.choices,
        help_text=_("Whoever checks the code reads this reason."),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("For those who run the programme; nobody else reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_note(self) -> str:
        return clean_text(self.cleaned_data["note"])


class BatchForm(forms.Form):
    """The module or path whose certificates are printed together."""

    subject = forms.ChoiceField(label=_("Module or path"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects = {f"{one.kind}:{one.key}": one for one in all_subjects()}
        self.fields["subject"].choices = [
            (value, f"{Kind(one.kind).label}: {one.titles}") for value, one in self.subjects.items()
        ]

    def clean_subject(self) -> Subject:
        return self.subjects[self.cleaned_data["subject"]]


class AnewForm(forms.Form):
    """Asks nothing: it only carries that somebody pressed the button."""
