"""StreamField blocks shared by every app."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from base.enums import FactStatus
from base.translated import Translated


class TranslatedTextBlock(blocks.StructBlock):
    """A text in both languages, for objects that are one row; read it with `as_translated()`."""

    es = blocks.TextBlock(label="Español", rows=2)
    en = blocks.TextBlock(label="English", rows=2)

    class Meta:
        label = _("Text")


class OptionalTranslatedTextBlock(TranslatedTextBlock):
    es = blocks.TextBlock(label="Español", rows=2, required=False)
    en = blocks.TextBlock(label="English", rows=2, required=False)


def translated_value(value) -> Translated:
    """The value of a `TranslatedTextBlock` as a `Translated`."""
    return Translated({code: value.get(code) or "" for code in ("es", "en")} if value else {})


class FactStatusBlock(blocks.ChoiceBlock):
    """Where a claim comes from."""

    def __init__(self, **kwargs):
        # No default: whoever writes a claim says where it comes from.
        options = {"choices": FactStatus.choices}
        super().__init__(**{"label": _("Where this comes from"), **options, **kwargs})
