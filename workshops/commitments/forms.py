"""What people say of commitments."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from base.text import clean_text
from reference.terms import term_choices
from workshops.enums import REPORTED_BY_OWNERS, CommitmentStatus, EvidenceKind, Judgement
from workshops.models import Commitment, CommitmentEvidence

STATES = [(status.value, status.label) for status in REPORTED_BY_OWNERS]
LONGEST = 2000


class ReportForm(forms.Form):
    """How it stands, in the owner's words."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("How does it stand?"), choices=STATES, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("A word about it"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Everybody can read it. No names, and nothing by which a child could be known."),
    )

    def clean_note(self) -> str:
        return clean_text(self.cleaned_data["note"])

    @classmethod
    def of(cls, commitment: Commitment, data=None) -> "ReportForm":
        status = (
            commitment.status if commitment.status in REPORTED_BY_OWNERS else CommitmentStatus.IN_PROGRESS
        )
        return cls(data, initial={"uuid": uuid.uuid4(), "status": status})


class ManyForm(forms.Form):
    """One row of many: a status that was chosen anew, or a note, makes an update."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("How does it stand?"), choices=STATES, required=False)
    note = forms.CharField(
        label=_("A word about it"), required=False, max_length=LONGEST, widget=forms.TextInput
    )

    def clean_note(self) -> str:
        return clean_text(self.cleaned_data["note"])

    def says_something(self, commitment: Commitment) -> bool:
        data = self.cleaned_data
        return bool(data.get("note")) or (data.get("status") not in {"", None, commitment.status})


class EvidenceForm(forms.ModelForm):
    strength = forms.ChoiceField(
        label=_("How strong it is"), choices=lambda: term_choices("evidence_strength")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=EvidenceKind.choices)
    has_no_personal_data = forms.BooleanField(
        label=_(
            "No personal data of a child is in it, and no address of a place where children are received."
        ),
        required=True,
    )

    class Meta:
        model = CommitmentEvidence
        fields = ["kind", "summary", "url", "dated", "strength", "has_no_personal_data"]
        widgets = {"dated": forms.DateInput(attrs={"type": "date"})}

    def clean_summary(self) -> str:
        return clean_text(self.cleaned_data["summary"])


class AssessmentForm(forms.Form):
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    judgement = forms.ChoiceField(
        label=_("What do you say?"), choices=Judgement.choices, widget=forms.RadioSelect
    )
    organization = forms.ModelChoiceField(label=_("In the name of"), queryset=None, empty_label=None)
    note = forms.CharField(
        label=_("Why"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, organizations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations

    def clean_note(self) -> str:
        return clean_text(self.cleaned_data["note"])
