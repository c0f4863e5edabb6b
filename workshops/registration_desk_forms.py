"""What comes in from the team of an event: decisions, questions, invitations, and that it is called off."""

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from base.fields import TranslatedFormField
from base.text import refuse_control_characters
from workshops.enums import WITH_OPTIONS, RegistrationStatus
from workshops.models import EventTrack, RegistrationQuestion

MOST_OPTIONS, MOST_QUESTIONS, MOST_INVITED = 20, 20, 300


class DecisionForm(forms.Form):
    """Whom to admit, or not."""

    uuid = forms.UUIDField()
    verdict = forms.ChoiceField(choices=[("approve", "approve"), ("decline", "decline")])
    chosen = forms.TypedMultipleChoiceField(coerce=str)

    def __init__(self, *args, known: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(key, key) for key in known]


class FilterForm(forms.Form):
    """Which registrations are shown; anything unreadable counts as not given."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All")), *RegistrationStatus.choices],
    )

    def __init__(self, *args, tracks: list[EventTrack], **kwargs):
        super().__init__(*args, **kwargs)
        if tracks:
            choices = [("", _("All")), *((str(track.key), str(track)) for track in tracks)]
            self.fields["track"] = forms.ChoiceField(label=_("Track"), required=False, choices=choices)

    def filters(self) -> dict[str, str]:
        """What was chosen and can be."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class QuestionForm(forms.ModelForm):
    """A question in both languages; its choices one on each line, in the same order in both."""

    options_es = forms.CharField(
        label=_("Choices in Spanish"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    options_en = forms.CharField(
        label=_("Choices in English"),
        help_text=_("One on each line, in the same order in both languages."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    text = TranslatedFormField(label=_("Question"), max_length=300)

    class Meta:
        model = RegistrationQuestion
        fields = ["text", "kind", "is_required"]

    field_order = ["text", "kind", "options_es", "options_en", "is_required"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for language in ("es", "en"):
            lines = [one.get(language, "") for one in self.instance.options]
            self.initial.setdefault(f"options_{language}", "\n".join(lines))

    def clean(self) -> dict:
        data = super().clean()
        if data.get("kind") in WITH_OPTIONS:
            self.instance.options = self._options(data)
        elif "kind" in data:
            self.instance.options = []
        return data

    def _options(self, data: dict) -> list[dict]:
        """The choices; those whose words are known in either language keep their id."""
        spanish, english = lines_of(data.get("options_es")), lines_of(data.get("options_en"))
        if len(spanish) != len(english) or not 2 <= len(spanish) <= MOST_OPTIONS:
            self.add_error(
                "options_en",
                _("Write two choices or more, the same number in both languages, each on a line."),
            )
            return self.instance.options
        known = {one[language]: one["id"] for one in self.instance.options for language in ("es", "en")}
        return [
            {"id": known.get(es) or known.get(en) or secrets.token_hex(4), "es": es, "en": en}
            for es, en in zip(spanish, english, strict=True)
        ]


def lines_of(text: str | None) -> list[str]:
    refuse_control_characters(text or "")
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


class QuestionRemovalForm(forms.Form):
    question = forms.UUIDField()


class InviteForm(forms.Form):
    """E-mails as they are pasted: separated by anything that cannot stand in one."""

    emails = forms.CharField(
        label=_("E-mails"),
        help_text=_("One on each line, or separated by commas."),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_emails(self) -> list[str]:
        text = self.cleaned_data["emails"]
        refuse_control_characters(text)
        for mark in ",;<>":
            text = text.replace(mark, " ")
        found = [word.lower() for word in text.split() if "@" in word]
        wrong = [email for email in found if not is_email(email)]
        if wrong:
            raise ValidationError(
                ngettext("This is no e-mail: %(words)s", "These are no e-mails: %(words)s", len(wrong)),
                params={"words": ", ".join(wrong[:10])},
            )
        if not found:
            raise ValidationError(_("There is no e-mail in this text."))
        if len(found) > MOST_INVITED:
            raise ValidationError(
                _("Send %(most)s invitations or fewer at a time."), params={"most": MOST_INVITED}
            )
        return found


def is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


class InvitationRemovalForm(forms.Form):
    invitation = forms.UUIDField()


class CallOffForm(forms.Form):
    """Why the event does not take place, and that somebody is sure."""

    reason = TranslatedFormField(
        label=_("Reason"),
        help_text=_("It stands on the page of the event and in the letters."),
        max_length=500,
        multiline=True,
        required=False,
    )
    sure = forms.BooleanField(
        label=_("Cancel the event and write to everybody who is registered, waits, or asked for a seat")
    )
