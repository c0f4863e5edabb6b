"""Everything that reaches the verbs of safeguarding from outside passes one of these."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from base.enums import Language
from base.text import clean_text
from safeguarding import checklist
from safeguarding.enums import Act, Channel, ConcernKind, ConsentStanding, ConsentStatus
from safeguarding.paths import own_path

# The first bytes of the kinds of file that evidence comes in.
EVIDENCE = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
MOST_EVIDENCE = 10 * 1024 * 1024


class TextField(forms.CharField):
    """Plain text in one form; control characters are refused."""

    def __init__(self, *, rows: int = 4, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: str | None) -> str:
        return clean_text(super().to_python(value))


class EvidenceField(forms.FileField):
    """A PDF or picture, by its ending and by its first bytes."""

    def clean(self, data, initial=None) -> UploadedFile | None:
        file = super().clean(data, initial)
        if file:
            self.refuse_other_kinds(file)
        return file

    def refuse_other_kinds(self, file: UploadedFile) -> None:
        begins = EVIDENCE.get(file.name.rpartition(".")[2].lower())
        head = file.read(16)
        file.seek(0)
        if begins is None or not head.startswith(begins):
            raise ValidationError(_("Choose a PDF, a JPEG or a PNG file; this is none of them."))
        if file.size > MOST_EVIDENCE:
            raise ValidationError(_("This file is larger than 10 MB. Choose a smaller one."))


class ConsentForm(forms.Form):
    """A consent as somebody gave it."""

    given_by = forms.ChoiceField(
        label=_("Who agreed"), choices=ConsentStatus.choices, widget=forms.RadioSelect
    )
    scope = TextField(
        label=_("What it covers, and what for"),
        max_length=2000,
        help_text=_("Describe the material and the purpose. Write no name of a child here."),
    )
    channels = forms.MultipleChoiceField(
        label=_("Where it may be shown"), choices=Channel.choices, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    valid_from = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("From the next day on it no longer counts."),
    )
    evidence = EvidenceField(
        label=_("Evidence"),
        required=False,
        help_text=_(
            "The signed paper as PDF, JPEG or PNG, up to 10 MB. It is kept apart from everything public; only"
            " safeguarding reviewers can open it, and each time is logged."
        ),
    )

    def clean(self) -> dict:
        data = super().clean()
        first, last = data.get("valid_from"), data.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("The last day comes before the first."))
        return data


class ConsentFilterForm(forms.Form):
    standing = forms.ChoiceField(choices=[("", ""), *ConsentStanding.choices], required=False)
    reference = forms.CharField(max_length=20, required=False)


class WithdrawalForm(forms.Form):
    reason = TextField(
        label=_("Why it is withdrawn"),
        max_length=1000,
        rows=3,
        help_text=_("A few words are enough, such as “asked for by the guardian”. Write no names."),
    )


class ChecklistForm(forms.Form):
    """A tick for each item, and the text they were given for."""

    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for item in checklist.ITEMS:
            self.fields[item.code] = forms.BooleanField(label=item.text, required=False)

    @property
    def answers(self) -> dict[str, bool]:
        return {code: self.cleaned_data.get(code, False) for code in checklist.CODES}


class ConcernActForm(forms.Form):
    """What a reviewer does with a report."""

    TAKE, NOTE, CLOSE = "take", "note", "close"

    act = forms.ChoiceField(choices=[(TAKE, TAKE), (NOTE, NOTE), (CLOSE, CLOSE)])
    note = TextField(label=_("Note"), max_length=5000, required=False)


class AuditFilterForm(forms.Form):
    act = forms.ChoiceField(label=_("What"), choices=[("", _("Everything")), *Act.choices], required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    about = forms.CharField(label=_("Identifier"), max_length=64, required=False)


class FormKeyField(forms.UUIDField):
    """Made with the form. What cannot be one is not shown again: the form that comes back has a new one."""

    widget = forms.HiddenInput

    def bound_data(self, data, initial):
        try:
            return self.clean(data)
        except ValidationError:
            return initial


class ReportForm(forms.Form):
    """A report of concern, by anybody. `uuid` is made with the form, so a second arrival is recognized."""

    uuid = FormKeyField(initial=uuid.uuid4)
    kind = forms.ChoiceField(label=_("What is wrong?"), choices=ConcernKind.choices, widget=forms.RadioSelect)
    text = TextField(
        label=_("Tell us more"),
        max_length=5000,
        rows=6,
        required=False,
        help_text=_("Say where on the page it is. Write no names, photographs or details of a child."),
    )
    about = forms.CharField(
        label=_("Which page?"),
        max_length=500,
        required=False,
        help_text=_("The address of a page of this site, if it is about one."),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you want an answer"),
        required=False,
        help_text=_("You can leave it empty. It is used for the answer and for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # People do not see it; programs fill it in.
    website = forms.CharField(required=False, max_length=500)

    def __init__(self, *args, host: str = "", **kwargs):
        self.host = host
        super().__init__(*args, **kwargs)

    @property
    def shown(self) -> list:
        """The fields people see, in their order."""
        return [self[name] for name in ("kind", "text", "about", "email")]

    def clean(self) -> dict:
        """People do not see the key of the form, so what is wrong with it is said of the form."""
        data = super().clean()
        if self.errors.pop("uuid", None):
            self.add_error(None, _("The form arrived without its key. Nothing is lost: send it again."))
        return data

    def clean_about(self) -> str:
        given = self.cleaned_data["about"].strip()
        path = own_path(given, self.host)
        if given and not path:
            raise ValidationError(_("Write the address of a page of this site, or leave it empty."))
        return path
