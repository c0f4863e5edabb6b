"""Who comes into the team, found by e-mail: nobody browses a list of people."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from base.text import refuse_control_characters
from people.models import User
from workshops.enums import TeamRole


class AddToTeamForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail of the person"),
        help_text=_("They need an account on this site; ask them to open one first."),
    )
    role = forms.ChoiceField(
        label=pgettext_lazy("in the team of an event", "Role"),
        choices=TeamRole.choices,
        initial=TeamRole.FACILITATOR,
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        refuse_control_characters(email)
        self.person = User.objects.filter(email=email, erased_at=None).first()
        if self.person is None:
            raise ValidationError(_("Nobody has an account with this e-mail. Check it for typing errors."))
        return email


class RemoveFromTeamForm(forms.Form):
    member = forms.IntegerField(min_value=1)
