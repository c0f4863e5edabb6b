from django import forms
from django.utils.translation import gettext_lazy as _

from base.enums import Language
from base.text import clean_text
from courses.models import ModulePage


class BeginModuleForm(forms.Form):
    """What is needed to begin a module; everything else is written in its editor."""

    language = forms.ChoiceField(
        label=_("Language you write it in"),
        choices=Language.choices,
        help_text=_("The other language is translated from this one."),
    )
    title = forms.CharField(label=_("Title"), max_length=255)
    summary = forms.CharField(
        label=ModulePage._meta.get_field("summary").verbose_name,
        help_text=ModulePage._meta.get_field("summary").help_text,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"])

    def clean_summary(self) -> str:
        return clean_text(self.cleaned_data["summary"])
