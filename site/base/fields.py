"""Model and form fields shared by every app."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField as WagtailStreamField

from base.enums import Language
from base.text import clean_text
from base.translated import Translated


class TranslatedWidget(forms.MultiWidget):
    """One input a language, each labelled and marked with its language."""

    template_name = "base/widgets/translated.html"

    def __init__(self, *, multiline: bool = False, attrs: dict | None = None):
        widget = forms.Textarea if multiline else forms.TextInput
        inputs = {}
        for code in Language.values:
            size = {"rows": 3} if multiline else {}
            inputs[code] = widget(
                attrs={"lang": code, "aria-label": Language(code).label, **size, **(attrs or {})}
            )
        super().__init__(inputs)

    def decompress(self, value: Any) -> list[str]:
        texts = as_translated(value)
        return [texts.in_language(code) for code in Language.values]


class TranslatedFormField(forms.MultiValueField):
    """Cleans to a `Translated`; a required field asks for every language."""

    def __init__(
        self, *, multiline: bool = False, max_length: int | None = None, required: bool = True, **kwargs
    ):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        fields = [forms.CharField(max_length=max_length, required=required) for _code in Language.values]
        kwargs["widget"] = TranslatedWidget(multiline=multiline)
        super().__init__(fields=fields, required=required, require_all_fields=True, **kwargs)

    def compress(self, values: list[str]) -> Translated:
        return Translated(dict(zip(Language.values, map(clean_text, values or []), strict=False)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.widget.decompress(initial), data)


def as_translated(value: Any) -> Translated:
    """`value` (a mapping, its JSON, or nothing) as a `Translated`."""
    if isinstance(value, Translated):
        return value
    if isinstance(value, str) and value:
        value = json.loads(value)
    if value is not None and not isinstance(value, Mapping | str):
        raise ValidationError(_("This text must be given by language."))
    return Translated(value or {})


class TranslatedField(models.JSONField):
    """Text in every language in one column; its value is a `Translated`."""

    def __init__(self, *args, multiline: bool = False, max_length: int | None = None, **kwargs):
        self.multiline = multiline
        self.text_max_length = max_length
        kwargs.setdefault("default", Translated)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection) -> Translated:
        return as_translated(super().from_db_value(value, expression, connection))

    def to_python(self, value) -> Translated:
        return as_translated(value)

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, Mapping):
            value = as_translated(value).as_dict()
        return super().get_db_prep_value(value, connection, prepared)

    def validate(self, value, model_instance) -> None:
        if not self.blank and as_translated(value).missing():
            raise ValidationError(_("Write this in every language."))

    def value_to_string(self, obj) -> str:
        return json.dumps(self.value_from_object(obj).as_dict(), ensure_ascii=False)

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        options = {
            "form_class": TranslatedFormField,
            "multiline": self.multiline,
            "max_length": self.text_max_length,
            "required": not self.blank,
        }
        return models.Field.formfield(self, **{**options, **kwargs})


class StreamField(WagtailStreamField):
    """A StreamField whose block definitions stay out of the migrations: blocks change, columns do not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class WebAddressField(models.URLField):
    """A URL whose form takes an address without a scheme for https."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})
