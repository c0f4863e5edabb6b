"""A questionnaire as a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from base.text import clean_text
from workshops.enums import AskedAs, QuestionnaireKind
from workshops.models import EvaluationQuestion, Questionnaire

LONGEST = 2000
STEPS = (("1", _("1, not at all")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5, fully")))


def name_of(question: EvaluationQuestion) -> str:
    return f"q-{question.code}"


def field_for(question: EvaluationQuestion) -> forms.Field:
    """Nothing must be answered but what is a test: who leaves a question out is counted as leaving it out."""
    told = {"label": str(question.text), "required": False}
    if question.asked_as == AskedAs.SCALE:
        return forms.ChoiceField(choices=STEPS, widget=forms.RadioSelect, **told)
    if question.asked_as == AskedAs.KNOWLEDGE:
        options = [line.strip() for line in str(question.options).splitlines() if line.strip()]
        choices = [(str(number), words) for number, words in enumerate(options, start=1)]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
    if question.asked_as == AskedAs.YES_NO:
        return forms.ChoiceField(
            choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect, **told
        )
    help_text = _("Nothing by which somebody could be known.")
    return forms.CharField(
        max_length=LONGEST, widget=forms.Textarea({"rows": 3}), help_text=help_text, **told
    )


class EvaluationForm(forms.Form):
    uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, questionnaire: Questionnaire, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(questionnaire.questions.all())
        for question in self.questions:
            self.fields[name_of(question)] = field_for(question)

    def clean(self) -> dict:
        cleaned = super().clean()
        for question in self.questions:
            name = name_of(question)
            try:
                cleaned[name] = clean_text(cleaned.get(name))
            except forms.ValidationError as error:
                self.add_error(name, error)
        if not any(cleaned.get(name_of(question)) for question in self.questions) and not self.errors:
            raise forms.ValidationError(_("Answer at least one question."))
        return cleaned

    def answers(self) -> dict[str, str]:
        """Code → answer, of what was answered."""
        given = ((question.code, self.cleaned_data.get(name_of(question))) for question in self.questions)
        return {code: value for code, value in given if value}


class AddForm(forms.Form):
    """Which questionnaire to add."""

    kind = forms.ChoiceField(label=_("When people are asked"), choices=QuestionnaireKind.choices)
    day_no = forms.IntegerField(
        label=_("Day"), required=False, min_value=1, max_value=30, help_text=_("For the end of a day.")
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        is_daily = cleaned.get("kind") == QuestionnaireKind.DAY
        if is_daily and not cleaned.get("day_no"):
            self.add_error("day_no", _("Say which day."))
        cleaned["day_no"] = (cleaned.get("day_no") or 0) if is_daily else 0
        return cleaned
