"""Model fields: codes of a vocabulary, and one code for every language."""

from decimal import Decimal

from django import forms
from django.db import models
from django.utils.text import capfirst

from base.enums import Language
from base.fields import TranslatedField, as_translated
from base.translated import Translated
from reference.terms import term_choices


class TermCodesField(models.JSONField):
    """A list of term codes of one vocabulary, in the vocabulary's order; edited as tick boxes."""

    def __init__(self, *args, vocabulary: str = "", **kwargs):
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        vocabulary = self.vocabulary
        return forms.MultipleChoiceField(
            choices=lambda: term_choices(vocabulary),
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
        )


class PlainNumberInput(forms.NumberInput):
    """A number as one writes it: 35700, not 35700.00."""

    def format_value(self, value: object) -> str | None:
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        return super().format_value(value)


class ChoiceByLanguageWidget(forms.MultiWidget):
    """One list of choices a language."""

    template_name = "base/widgets/translated.html"

    def __init__(self, choices: list[tuple[str, str]]):
        super().__init__(
            {
                code: forms.Select(attrs={"lang": code, "aria-label": Language(code).label}, choices=choices)
                for code in Language.values
            }
        )

    def decompress(self, value) -> list[str]:
        texts = as_translated(value)
        return [texts.in_language(code) for code in Language.values]


class ChoiceByLanguageFormField(forms.MultiValueField):
    """Cleans to a `Translated` whose texts are codes of `choices`."""

    def __init__(self, *, choices: list[tuple[str, str]], **kwargs):
        offered = [("", "—"), *choices]
        fields = [forms.ChoiceField(choices=offered, required=False) for _code in Language.values]
        super().__init__(
            fields=fields, widget=ChoiceByLanguageWidget(offered), require_all_fields=False, **kwargs
        )

    def compress(self, values: list[str]) -> Translated:
        return Translated(dict(zip(Language.values, values or [], strict=False)))

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(self.widget.decompress(initial), data)


class ChoiceByLanguageField(TranslatedField):
    """One code of an enumeration for every language, in one column."""

    def __init__(self, *args, enumeration: type[models.TextChoices] | None = None, **kwargs):
        self.enumeration = enumeration
        super().__init__(*args, **{**kwargs, "blank": True})

    def formfield(self, **_kwargs):
        return ChoiceByLanguageFormField(
            choices=self.enumeration.choices,
            required=False,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )
