"""What those who teach hand in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from base.text import clean_text


class DeclareCompleteForm(forms.Form):
    """Why a trainer declares a module complete for a learner."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept with your name and the date. At most 500 characters."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self) -> str:
        return clean_text(self.cleaned_data["reason"])


class PageForm(forms.Form):
    """Which page of a list; anything unreadable is the first."""

    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    @property
    def number(self) -> int:
        return (self.cleaned_data.get("page") if self.is_valid() else None) or 1
