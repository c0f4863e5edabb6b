"""A field that holds codes of one vocabulary."""

from django import forms
from django.db import models

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
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
        )
