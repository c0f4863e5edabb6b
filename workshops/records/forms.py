"""What comes from the page on which a record is written. Every text passes one of these."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.enums import Language
from base.text import clean_text
from base.translated import Translated
from reference.terms import term_choices, term_labels
from workshops.enums import FindingKind
from workshops.records.lines import LONGEST_TEXT

LONGEST_PASTE = 1_000_000
LONGEST_WORDS = 10_000
MOST_PEOPLE = 100_000


class CleanText(forms.CharField):
    """Text in one form, without characters that cannot be shown."""

    def __init__(self, *, max_length: int, **kwargs):
        super().__init__(max_length=max_length, required=kwargs.pop("required", False), **kwargs)

    def to_python(self, value) -> str:
        return clean_text(super().to_python(value))


class LinesForm(forms.Form):
    """The box into which lines are pasted."""

    uuid = forms.UUIDField()
    language = forms.ChoiceField(choices=Language.choices, label=gettext_lazy("Language of these lines"))
    lines = CleanText(
        label=gettext_lazy("Lines"),
        max_length=LONGEST_PASTE,
        required=True,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Paste some lines first.")},
    )

    def why_not(self) -> str:
        """The first thing that is wrong, in words."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class RowForm(forms.Form):
    """What every row of the grid carries. Names are those of the inputs, behind the key of the row."""

    version = forms.IntegerField(min_value=1, max_value=10**9)
    was = CleanText(max_length=16, required=True)
    position = forms.IntegerField(min_value=1, max_value=10**6, required=False)
    at = forms.IntegerField(min_value=1, max_value=10**6, required=False)
    text_es = CleanText(max_length=LONGEST_TEXT)
    text_en = CleanText(max_length=LONGEST_TEXT)
    phases = forms.MultipleChoiceField(choices=lambda: term_choices("protocol_phase"), required=False)

    def text(self, name: str = "text") -> dict:
        cleaned = self.cleaned_data
        return Translated({code: cleaned[f"{name}_{code}"] for code in Language.values}).as_dict()

    def new_position(self) -> int | None:
        """Where somebody wants it, if elsewhere than it was."""
        wanted, present = self.cleaned_data.get("position"), self.cleaned_data.get("at")
        return wanted if wanted != present else None


class FindingForm(RowForm):
    kind = forms.ChoiceField(choices=FindingKind.choices)
    session = forms.IntegerField(required=False)
    raised_by = CleanText(max_length=200)
    place = CleanText(max_length=200)
    is_interpretation = forms.BooleanField(required=False)
    same_as = CleanText(max_length=12)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not (cleaned.get("text_es") or cleaned.get("text_en") or cleaned.get("same_as")):
            self.add_error(
                "text_es", _("Write the text in one language at least, or say which line it repeats.")
            )
        return cleaned


class CommitmentForm(RowForm):
    owner = CleanText(max_length=200)
    due = CleanText(max_length=40)
    indicator_es = CleanText(max_length=LONGEST_TEXT)
    indicator_en = CleanText(max_length=LONGEST_TEXT)
    finding = CleanText(max_length=12)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not (cleaned.get("text_es") or cleaned.get("text_en")):
            self.add_error("text_es", _("Write the text in one language at least."))
        return cleaned


class WordsForm(forms.Form):
    """Summary, method and limitations, in both languages, and who was in the room."""

    version = forms.IntegerField(min_value=1, max_value=10**9)

    def __init__(self, *args, labels: Iterable[dict] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.labels = list(labels)
        for name in ("summary", "method", "limitations"):
            for code in Language.values:
                self.fields[f"{name}_{code}"] = CleanText(max_length=LONGEST_WORDS)
        for code in [
            *term_labels("actor_type"),
            *(f"label{number}" for number in range(len(self.labels) + 1)),
        ]:
            self.fields[f"there_{code}"] = forms.BooleanField(required=False)
            self.fields[f"number_{code}"] = forms.IntegerField(
                min_value=0, max_value=MOST_PEOPLE, required=False
            )
        for number in range(len(self.labels) + 1):
            for code in Language.values:
                self.fields[f"label{number}_{code}"] = CleanText(max_length=200)

    def words(self) -> dict[str, Translated]:
        return {
            name: Translated({code: self.cleaned_data[f"{name}_{code}"] for code in Language.values})
            for name in ("summary", "method", "limitations")
        }

    def room(self) -> list[dict]:
        """Who was there; a number says so, too, without a tick."""
        cleaned = self.cleaned_data
        rows = [
            {"actor_type": code, "label": Translated(), "number": cleaned[f"number_{code}"]}
            for code in term_labels("actor_type")
            if cleaned[f"there_{code}"] or cleaned[f"number_{code}"] is not None
        ]
        for number in range(len(self.labels) + 1):
            label = Translated({code: cleaned[f"label{number}_{code}"] for code in Language.values})
            if label:
                rows.append({"actor_type": "", "label": label, "number": cleaned[f"number_label{number}"]})
        return rows
