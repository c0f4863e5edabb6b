"""What a reviewer or a trainer sends from the page of a module in review."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.text import clean_text


class DecisionForm(forms.Form):
    """What is done, and a text for the trainer; without a text nobody knows what to change."""

    APPROVE, CHANGES, WITHDRAW, SEND = "approve", "changes", "withdraw", "send"

    do = forms.ChoiceField(choices=[(name, name) for name in (APPROVE, CHANGES, WITHDRAW, SEND)])
    text = forms.CharField(
        label=gettext_lazy("To the trainer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Needed when you ask for changes. The trainer reads it here and by e-mail."),
    )

    def clean(self) -> dict:
        values = super().clean()
        values["text"] = clean_text(values.get("text", "")).strip()
        if values.get("do") == self.CHANGES and not values["text"]:
            self.add_error("text", _("Say what should be changed."))
        return values
