"""The forms of worksheets, made from what each kind asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from base.fields import TranslatedFormField
from base.text import clean_text
from workshops.enums import FilledBy, WorksheetKind
from workshops.exercise_fields import MOST_COLUMNS, RowField, fields_of
from workshops.models import Event, EventSession, Worksheet

MOST_TABLES = 40


def form_field(field: RowField) -> forms.Field:
    """The form field for a part of a row."""
    told = {"label": field.label, "help_text": field.help_text, "required": field.is_required}
    if field.is_date:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **told)
    if field.choices is None:
        widget = forms.TextInput() if field.longest <= 200 else forms.Textarea({"rows": 3})
        return forms.CharField(max_length=field.longest, widget=widget, **told)
    if field.several:
        return forms.MultipleChoiceField(choices=field.choices, widget=forms.CheckboxSelectMultiple, **told)
    return forms.ChoiceField(choices=lambda: [("", "—"), *field.choices()], **told)


class EntryForm(forms.Form):
    """A row of a worksheet."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args, worksheet: Worksheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.row_fields = fields_of(worksheet)
        for field in self.row_fields:
            self.fields[field.name] = form_field(field)
        if worksheet.filled_by == FilledBy.TABLE:
            self.fields["table_no"] = forms.IntegerField(
                label=_("Number of your table"), min_value=1, max_value=MOST_TABLES
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        for field in self.row_fields:
            value = cleaned.get(field.name)
            if isinstance(value, str):
                try:
                    cleaned[field.name] = clean_text(value)
                except forms.ValidationError as error:
                    self.add_error(field.name, error)
        return cleaned

    def values(self) -> dict:
        """What is stored: words, codes, dates as text."""
        stored = {field.name: self.cleaned_data.get(field.name) or "" for field in self.row_fields}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in stored.items()
        }


class RatingForm(forms.Form):
    """Four marks from 1 to 5."""

    impact = forms.IntegerField(label=_("Impact on children’s liberty"), min_value=1, max_value=5)
    feasibility = forms.IntegerField(label=_("Feasible within twelve months"), min_value=1, max_value=5)
    capacity = forms.IntegerField(label=_("Our capacity"), min_value=1, max_value=5)
    risk = forms.IntegerField(
        label=_("Risk of harm"), min_value=1, max_value=5, help_text=_("5 is the highest risk.")
    )


class WorksheetForm(forms.ModelForm):
    """A worksheet, as the team makes it."""

    title = TranslatedFormField(label=_("Title"), max_length=200)
    instructions = TranslatedFormField(label=_("What to do"), multiline=True, required=False)
    columns = TranslatedFormField(
        label=_("Columns of a free table"),
        multiline=True,
        required=False,
        help_text=_("One on each line, in the same order in both languages; at most eight."),
    )

    class Meta:
        model = Worksheet
        fields = ["kind", "title", "instructions", "session", "filled_by", "columns", "shows_results"]

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.event = event
        self.fields["session"].queryset = EventSession.objects.filter(event=event)
        self.fields["session"].empty_label = pgettext_lazy("session", "No session in particular")

    def clean(self) -> dict:
        cleaned = super().clean()
        columns = cleaned.get("columns")
        if cleaned.get("kind") == WorksheetKind.TABLE and columns is not None:
            numbers = {len(text.strip().splitlines()) for text in columns.values()}
            if (
                not columns
                or len(numbers) != 1
                or not 1 <= numbers.pop() <= MOST_COLUMNS
                or columns.missing()
            ):
                self.add_error("columns", _("Write one to eight columns, as many in Spanish as in English."))
        return cleaned
