"""The forms of the workbench, one for each kind of part and block. A draft may lack most things."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from base.enums import FactStatus, Language
from base.text import clean_text
from courses.enums import BloomLevel, ItemType
from courses.freezing import as_text
from courses.workbench.light_text import as_html
from courses.workbench.source_choices import source_choices
from reference.glossary import validate_glossary_markup
from reference.terms import term_choices

LONG = 20_000
MIDDLE = 3_000
TYPING_HELP = _(
    "An empty line begins a paragraph, ## a heading, - a list, 1. a numbered list. **Two stars** make words bold."
)


class Words(forms.CharField):
    """Plain text in one form; control characters are refused in words a person understands."""

    def __init__(self, *, rows: int = 0, **kwargs):
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"required": False, **kwargs})
        # The one that refuses NUL: `clean` says it better.
        self.validators = [one for one in self.validators if type(one).__name__ != NULS]

    def to_python(self, value) -> str:
        return clean_text(super().to_python(value)).strip()


NULS = "ProhibitNullCharactersValidator"


class PartForm(forms.Form):
    """Reads and writes the values of a part. `in_both` names the texts that are there in every language."""

    use_required_attribute = False
    in_both: dict = {}
    rows_of: dict[str, int] = {}
    longest = MIDDLE

    def __init__(self, *args, first_language: str = Language.ES, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.languages = sorted(Language.values, key=lambda code: code != first_language)
        for name, label in self.in_both.items():
            for code in self.languages:
                self.fields[f"{name}_{code}"] = self.words(name, label, code)

    def words(self, name: str, label, code: str) -> Words:
        language = Language(code).label
        field = Words(
            label=format_lazy("{label} · {language}", label=label, language=language),
            max_length=self.longest,
            rows=self.rows_of.get(name, 2),
        )
        field.widget.attrs["lang"] = code
        return field

    @classmethod
    def initial_of(cls, values: dict) -> dict:
        """The values of a part as the form's own."""
        initial = {name: value for name, value in values.items() if name not in cls.in_both}
        for name in cls.in_both:
            initial |= {f"{name}_{code}": text for code, text in values[name].items()}
        return initial

    def values(self) -> dict:
        """What was typed, as values of a part."""
        data = dict(self.cleaned_data)
        for name in self.in_both:
            data[name] = {code: data.pop(f"{name}_{code}") for code in Language.values}
        return data

    def pairs(self) -> dict[str, list]:
        """Name → the fields of that text, the module's own language first."""
        return {name: [self[f"{name}_{code}"] for code in self.languages] for name in self.in_both}


class ModuleForm(PartForm):
    title = Words(label=_("Title of the module"), max_length=255, required=True)
    summary = Words(
        label=_("Summary"),
        max_length=400,
        rows=3,
        help_text=_("Two sentences that say what a learner gets from this module."),
    )


class LessonForm(PartForm):
    title = Words(label=_("Title of the lesson"), max_length=255, required=True)
    minutes = forms.IntegerField(
        label=_("Minutes"), validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    intro = Words(
        label=_("Introduction"),
        max_length=400,
        rows=2,
        help_text=_("One or two sentences: what this lesson is about."),
    )


class TextForm(PartForm):
    body = Words(label=_("Text"), max_length=LONG, rows=8, help_text=TYPING_HELP)
    fact_status = forms.ChoiceField(
        label=_("Where this comes from"),
        choices=[("", "—"), *FactStatus.choices],
        required=False,
    )

    source = forms.ChoiceField(
        label=_("Source"), choices=lazy(lambda: [("", "—"), *source_choices()], list), required=False
    )

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        validate_glossary_markup(as_html(body))
        return body


class NoteForm(PartForm):
    text = Words(label=_("Note to the learner"), max_length=MIDDLE, rows=2)
    topics = forms.MultipleChoiceField(
        label=_("What it is about"),
        choices=lazy(lambda: term_choices("content_note"), list),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    covers = forms.IntegerField(
        label=_("How many of the following blocks it covers"),
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )

    def clean_topics(self) -> list[str]:
        return sorted(self.cleaned_data["topics"])


class QuizForm(PartForm):
    in_both = {"title": _("Title of the quiz"), "intro": _("Introduction of the quiz")}
    rows_of = {"title": 1}
    pass_mark = forms.IntegerField(
        label=_("Pass mark in percent"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )


class ItemForm(PartForm):
    type = forms.ChoiceField(label=_("Kind of question"), choices=ItemType.choices)
    bloom = forms.ChoiceField(label=_("What it asks of the learner"), choices=BloomLevel.choices)
    points = forms.IntegerField(label=_("Points"), validators=[MinValueValidator(1), MaxValueValidator(100)])
    answer_value = forms.DecimalField(
        label=_("Right number"), max_digits=14, decimal_places=4, required=False, localize=False
    )
    tolerance = forms.DecimalField(
        label=_("Accepted difference"), max_digits=14, decimal_places=4, min_value=0, required=False
    )
    in_both = {
        "stem": _("Question"),
        "feedback": _("Feedback after any answer"),
        "model_answer": _("Model answer"),
    }
    rows_of = {"model_answer": 3}

    def values(self) -> dict:
        values = super().values()
        numbers = {"answer_value": as_text(values["answer_value"]) or ""}
        return values | numbers | {"tolerance": as_text(values["tolerance"]) or "0"}


class ChoiceForm(PartForm):
    in_both = {"text": _("Answer"), "feedback": _("What the learner reads after choosing it")}
    rows_of = {"text": 1, "feedback": 1}


class PairForm(PartForm):
    in_both = {"left": _("Left side"), "right": _("What belongs to it")}
    rows_of = {"left": 1, "right": 1}


class StepForm(PartForm):
    in_both = {"text": _("Step, in the right order")}
    rows_of = {"text": 1}


class CategoryForm(PartForm):
    in_both = {"label": _("Name of the group")}
    rows_of = {"label": 1}


class MemberForm(PartForm):
    in_both = {"text": _("What belongs here")}
    rows_of = {"text": 1}


class RubricForm(PartForm):
    in_both = {"text": _("A point to check")}
    rows_of = {"text": 1}


BLOCK_FORMS = {"text": TextForm, "content_note": NoteForm}
ROW_FORMS = {
    "choice": ChoiceForm,
    "pair": PairForm,
    "step": StepForm,
    "category": CategoryForm,
    "rubric": RubricForm,
}
