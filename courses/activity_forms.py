"""What reaches the verbs of activities from outside passes one of these, or `courses.answers`."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.text import clean_text
from courses.forms import HappenedAtField
from courses.models import ReflectionEntry

# What stands for bytes that are no text.
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


class KeyedForm(forms.Form):
    """A form that is stored once, whatever happens on the way."""

    uuid = forms.UUIDField()
    happened_at = HappenedAtField()


class ChoiceForm(KeyedForm):
    """One decision in a scenario."""

    run = forms.UUIDField()
    version = forms.IntegerField(min_value=1)
    step = forms.SlugField(max_length=64)
    option = forms.SlugField(max_length=64)


class ReflectionTextField(forms.CharField):
    """Text that only its writer reads. Too long or unreadable text is refused, never cut."""

    def to_python(self, value):
        return clean_text(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if UNREADABLE in value:
            raise ValidationError(
                _(
                    "Some characters of your text arrived damaged. They show as “�”: write them anew, then save."
                )
            )
        if len(value) > ReflectionEntry.MAX_LENGTH:
            raise ValidationError(
                _(
                    "Your text has %(length)s characters. At most 5,000 can be kept: shorten it, then save again."
                ),
                params={"length": f"{len(value):,}"},
            )


class ReflectionForm(KeyedForm):
    text = ReflectionTextField(required=False, strip=False)
