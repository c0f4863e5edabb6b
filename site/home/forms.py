import uuid

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from base.enums import Language
from base.text import clean_text
from courses.models import ModulePage
from courses.starting_points import StartingPoint, starting_points

FROM_NOTHING = "nothing"


def template_choices() -> list[tuple[str, object]]:
    """The templates by name, and beginning with an empty page."""
    named = [(code, point.name) for code, point in starting_points().items()]
    return [(code, str(name)) for code, name in named] + [(FROM_NOTHING, _("An empty module"))]


class BeginModuleForm(forms.Form):
    """What is needed to begin a module; everything else is written on its workbench."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    template = forms.ChoiceField(
        label=_("Begin with"),
        choices=lazy(template_choices, list),
        widget=forms.RadioSelect,
        initial=lazy(lambda: next(iter(starting_points())), str),
    )
    title = forms.CharField(label=_("Title"), max_length=255)
    summary = forms.CharField(
        label=_("Summary"),
        help_text=ModulePage._meta.get_field("summary").help_text,
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(
        label=_("Language you write it in"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        help_text=_("The other language is translated from this one."),
    )

    def __init__(self, *args, initial: dict | None = None, **kwargs):
        super().__init__(*args, initial={"key": uuid.uuid4(), **(initial or {})}, **kwargs)

    def clean_template(self) -> StartingPoint | None:
        return starting_points().get(self.cleaned_data["template"])

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"])

    def clean_summary(self) -> str:
        return clean_text(self.cleaned_data["summary"])
