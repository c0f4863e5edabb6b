"""What comes in from people who register."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from base.text import clean_text, refuse_control_characters
from organizations.models import Organization
from people.models import User
from workshops.enums import QuestionKind
from workshops.models import Event, EventTrack, RegistrationQuestion
from workshops.registration_actions import Choice

NOBODY, ANOTHER = "none", "another"
SHORT, LONG, ACCESSIBILITY = 200, 2000, 500
YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]


class TextField(forms.CharField):
    """Plain text; line ends count as one character."""

    def to_python(self, value: object) -> str:
        return clean_text(super().to_python(value))


class KeyForm(forms.Form):
    """A button: its key is made with the page, so that a second arrival is recognized."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)


class RegistrationForm(KeyForm):
    """Track, organization, the team's own questions, and what a person needs to take part."""

    waiting = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, event: Event, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.tracks = {str(track.key): track for track in event.tracks.all()}
        self.organizations = organizations_of(person)
        self.questions = list(RegistrationQuestion.objects.filter(event=event.pk, is_asked=True))
        self.initial.setdefault("uuid", uuid.uuid4())
        self._add_track()
        self._add_organization()
        for question in self.questions:
            self.fields[name_of(question)] = field_of(question)
        self.fields["accessibility"] = TextField(
            label=_("What do you need to take part?"),
            help_text=_(
                "Such as a ramp, an interpreter, or somebody to look after your child. Only the team of the "
                "event reads it."
            ),
            max_length=ACCESSIBILITY,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def _add_track(self) -> None:
        if self.tracks:
            choices = [(key, str(track)) for key, track in self.tracks.items()]
            self.fields["track"] = forms.ChoiceField(
                label=_("Track"), choices=choices, widget=forms.RadioSelect
            )

    def _add_organization(self) -> None:
        own = [(row.code, str(row)) for row in self.organizations.values()]
        choices = [*own, (ANOTHER, _("Another one")), (NOBODY, _("For none"))]
        self.fields["organization"] = forms.ChoiceField(
            label=_("For which organization do you come?"),
            choices=choices,
            initial=own[0][0] if own else NOBODY,
            widget=forms.RadioSelect,
        )
        self.fields["organization_name"] = TextField(
            label=_("Name of the other organization"), max_length=120, required=False
        )

    def clean(self) -> dict:
        data = super().clean()
        is_nameless = not data.get("organization_name") and "organization_name" not in self.errors
        if data.get("organization") == ANOTHER and is_nameless:
            self.add_error("organization_name", _("Write its name, or choose “For none”."))
        return data

    def choice(self) -> Choice:
        """The words of `workshops.registration_actions.register`."""
        data = self.cleaned_data
        is_another = data["organization"] == ANOTHER
        return Choice(
            track=self.tracks.get(data.get("track")),
            organization=self.organizations.get(data["organization"]),
            organization_name=data["organization_name"] if is_another else "",
            accessibility=data["accessibility"],
            answers={str(one.key): data[name_of(one)] for one in self.questions if data[name_of(one)]},
        )


def organizations_of(person) -> dict[str, Organization]:
    """Those a person belongs to, by code."""
    if not person.is_authenticated:
        return {}
    rows = Organization.objects.able_to_act().filter(memberships__person=person)
    return {row.code: row for row in rows.order_by("code").prefetch_related("actor_types")}


def name_of(question: RegistrationQuestion) -> str:
    return f"q-{question.key}"


def options_of(question: RegistrationQuestion) -> list[tuple[str, str]]:
    """Id and words of each choice, in the reader's language or in the other one."""
    language = get_language() or "es"
    return [(one["id"], one.get(language) or one.get("es") or one["en"]) for one in question.options]


def field_of(question: RegistrationQuestion) -> forms.Field:
    """The field that asks a question."""
    said = {"label": str(question), "required": question.is_required}
    match question.kind:
        case QuestionKind.SHORT:
            return TextField(max_length=SHORT, **said)
        case QuestionKind.LONG:
            return TextField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}), **said)
        case QuestionKind.SEVERAL:
            several = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=options_of(question), widget=several, **said)
        case QuestionKind.YES_NO:
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **said)
    return forms.ChoiceField(choices=options_of(question), widget=forms.RadioSelect, **said)


def answers_in_words(questions: list[RegistrationQuestion], answers: dict) -> list[tuple[str, str]]:
    """Question and answer of those that were answered, in the reader's language."""
    return [(str(one), in_words(one, answers[str(one.key)])) for one in questions if str(one.key) in answers]


def in_words(question: RegistrationQuestion, answer: object) -> str:
    words = dict(YES_NO) if question.kind == QuestionKind.YES_NO else dict(options_of(question))
    values = answer if isinstance(answer, list) else [answer]
    return "; ".join(str(words.get(value, value)) for value in values)


class AddByHandForm(KeyForm):
    """Somebody with an account, found by e-mail: nobody browses a list of people."""

    email = forms.EmailField(
        label=_("E-mail of the person"),
        help_text=_("They need an account on this site; ask them to open one first."),
    )

    def __init__(self, *args, tracks: list[EventTrack], **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("uuid", uuid.uuid4())
        self.tracks = {str(track.key): track for track in tracks}
        if tracks:
            choices = [("", "—"), *((key, str(track)) for key, track in self.tracks.items())]
            self.fields["track"] = forms.ChoiceField(label=_("Track"), choices=choices, required=False)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        refuse_control_characters(email)
        self.person = User.objects.filter(email=email, erased_at=None).first()
        if self.person is None:
            raise ValidationError(_("Nobody has an account with this e-mail. Check it for typing errors."))
        return email

    def track(self) -> EventTrack | None:
        return self.tracks.get(self.cleaned_data.get("track"))
