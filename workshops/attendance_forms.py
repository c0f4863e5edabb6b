"""What comes in about attendance."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from base.text import refuse_control_characters
from courses.forms import HappenedAtField
from reference.terms import term_choices
from workshops.attendance_actions import Tick
from workshops.attendance_rules import as_code, numbers_in
from workshops.enums import Presence
from workshops.models import Registration

MOST_PEOPLE = 5000


class OneTickForm(forms.Form):
    """A tick that a phone sends by itself, now or when the line is back."""

    uuid = forms.UUIDField()
    happened_at = HappenedAtField()
    person = forms.UUIDField()
    presence = forms.ChoiceField(choices=Presence.choices)


class AttendanceForm(forms.Form):
    """The whole sheet: a choice for each person, or the numbers of those who signed on paper."""

    uuid = forms.UUIDField()
    happened_at = HappenedAtField()
    numbers = forms.CharField(
        label=_("Numbers from the printed sheet"),
        help_text=_("Those who were there, such as 1-12, 15, 18."),
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args, rows: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows

    def clean_numbers(self) -> set[int]:
        text = self.cleaned_data["numbers"]
        refuse_control_characters(text)
        known = {row.number for row in self.rows}
        found, wrong = numbers_in(text, most=max(known, default=0))
        strange = [*wrong, *(str(number) for number in sorted(found - known))]
        if strange:
            raise ValidationError(
                ngettext(
                    "This is no number of the sheet: %(numbers)s.",
                    "These are no numbers of the sheet: %(numbers)s.",
                    len(strange),
                ),
                params={"numbers": ", ".join(strange[:20])},
            )
        return found

    def ticks(self) -> list[Tick]:
        """What differs from what is known, each with a key that follows from the form's."""
        key, at = self.cleaned_data["uuid"], self.cleaned_data["happened_at"]
        wanted = ((row, self.presence_of(row)) for row in self.rows)
        return [
            Tick(uuid.uuid5(key, f"{row.registration.public_id}/{presence}"), row.registration, presence, at)
            for row, presence in wanted
            if presence and presence != row.presence
        ]

    def presence_of(self, row) -> str:
        """What was said of a person: by number, else by choice; empty for nothing."""
        if row.number in self.cleaned_data["numbers"]:
            return Presence.ATTENDED
        chosen = self.data.get(f"presence-{row.registration.public_id}", "")
        return chosen if chosen in Presence.values else ""


class KeyForm(forms.Form):
    uuid = forms.UUIDField()


class CheckInForm(KeyForm):
    """One's own presence, by the code that is shown in the room."""

    code = forms.CharField(
        label=_("Code of the session"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        refuse_control_characters(self.cleaned_data["code"])
        return as_code(self.cleaned_data["code"])


class HeadcountForm(forms.Form):
    """How many people of each type of organization were there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, label in term_choices("actor_type"):
            self.fields[code] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=MOST_PEOPLE
            )

    def counts(self) -> dict[str, int]:
        return {code: self.cleaned_data.get(code) or 0 for code in self.fields}


class MessageForm(KeyForm):
    """A letter to some of the people of an event."""

    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Message"),
        max_length=5000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "Everybody gets it alone: nobody sees who else got it. Write nothing about a child here."
        ),
    )

    def clean_subject(self) -> str:
        refuse_control_characters(self.cleaned_data["subject"])
        return self.cleaned_data["subject"]

    def clean_text(self) -> str:
        refuse_control_characters(self.cleaned_data["text"])
        return self.cleaned_data["text"]


def chosen_people(data, event) -> list[Registration]:
    """The registrations of this event whose keys were sent; what is no key is passed over."""
    keys = []
    for text in data.getlist("person"):
        try:
            keys.append(uuid.UUID(text))
        except ValueError:
            continue
    return list(event.registrations.filter(public_id__in=keys).select_related("person"))
