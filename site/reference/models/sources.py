"""Where facts come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from base.dates import format_partial_date
from base.enums import DatePrecision
from base.fields import TranslatedField, WebAddressField
from reference.enums import SourceKind
from reference.models.loaded import CodedRow


class Source(CodedRow):
    citation = TranslatedField(
        _("citation"),
        multiline=True,
        help_text=_("Who published it, its title, and the language when it differs."),
    )
    url = WebAddressField(_("address"), max_length=500, blank=True)
    kind = models.CharField(
        pgettext_lazy("source", "kind"), max_length=20, choices=SourceKind.choices, default=SourceKind.PAGE
    )
    # Sources are written in any language, not only in ours.
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        help_text=_("Code of the language it is written in: en, es, fr …"),
    )
    published_date = models.DateField(_("published"), null=True, blank=True)
    published_precision = models.CharField(
        _("how much of the date is known"),
        max_length=8,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
    )
    retrieved_date = models.DateField(
        _("retrieved"),
        null=True,
        blank=True,
        help_text=_("The day we had the text in our hands. Empty: not opened."),
    )
    note = TranslatedField(_("note"), multiline=True, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.citation)

    def published(self) -> str:
        """The publication date in the active language, no finer than it is known."""
        return format_partial_date(self.published_date, self.published_precision)
