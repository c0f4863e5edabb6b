"""Legal instruments and their provisions, each text with what it is in its language."""

import datetime
from typing import NamedTuple

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from base.dates import format_partial_date
from base.enums import DatePrecision, Language
from base.fields import TranslatedField, WebAddressField
from reference.enums import DateKind, LegalForce, TranslationStatus
from reference.fields import ChoiceByLanguageField
from reference.models.loaded import CodedRow
from reference.models.places import Place
from reference.models.sources import Source
from reference.models.vocabularies import Term
from reference.rules import is_review_due


class LegalText(NamedTuple):
    """A text of a provision in one language, and what it is there."""

    language: str
    text: str
    status: TranslationStatus

    @property
    def invitation(self) -> str:
        return (
            gettext("Read it in Spanish") if self.language == Language.ES else gettext("Read it in English")
        )


class LegalInstrumentQuerySet(models.QuerySet):
    def with_provisions(self) -> "LegalInstrumentQuerySet":
        """Everything the list of law shows, in two queries."""
        return self.select_related("instrument_type", "jurisdiction", "source").prefetch_related("provisions")


class LegalInstrument(CodedRow):
    name = TranslatedField(_("name"), max_length=300, help_text=_("The official name, and how we call it."))
    instrument_type = models.ForeignKey(
        Term,
        verbose_name=_("type"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary__code": "legal_instrument_type"},
    )
    jurisdiction = models.ForeignKey(
        Place,
        verbose_name=_("jurisdiction"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="legal_instruments",
        help_text=_("Leave empty for international instruments."),
    )
    date = models.DateField(_("date"), null=True, blank=True)
    date_precision = models.CharField(
        _("how much of the date is known"),
        max_length=8,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
    )
    date_kind = models.CharField(
        _("what happened on that date"), max_length=20, choices=DateKind.choices, default=DateKind.PUBLICATION
    )
    legal_force = models.CharField(
        _("legal force"),
        max_length=20,
        choices=LegalForce.choices,
        default=LegalForce.TO_VERIFY,
        help_text=_("“To verify” until a lawyer has checked it."),
    )
    as_of_date = models.DateField(_("legal force as of"), null=True, blank=True)
    url = WebAddressField(_("address of the official text"), max_length=500, blank=True)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="instruments",
    )
    note = TranslatedField(_("note"), multiline=True, blank=True)

    objects = LegalInstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal instrument")
        verbose_name_plural = _("legal instruments")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)

    def dated(self) -> str:
        return format_partial_date(self.date, self.date_precision)


class ProvisionQuerySet(models.QuerySet):
    def with_facts(self) -> "ProvisionQuerySet":
        """Everything a provision shows, in one query."""
        return self.select_related(
            "source", "instrument__instrument_type", "instrument__jurisdiction", "instrument__source"
        )


class Provision(CodedRow):
    instrument = models.ForeignKey(
        LegalInstrument, verbose_name=_("instrument"), on_delete=models.PROTECT, related_name="provisions"
    )
    number = models.CharField(_("number"), max_length=40, help_text=_("The number alone: 111."))
    text = TranslatedField(
        _("text"),
        multiline=True,
        blank=True,
        help_text=_(
            "Only text taken from a source. Leave a language empty rather than translate the law yourself."
        ),
    )
    translation_status = ChoiceByLanguageField(
        _("what each text is"),
        enumeration=TranslationStatus,
        help_text=_("Shown beside the text as a badge."),
    )
    summary = TranslatedField(
        _("our summary"), multiline=True, help_text=_("In our own words; stands in where a text is pending.")
    )
    as_of_date = models.DateField(
        _("text as of"), help_text=_("The date of the version that this text belongs to.")
    )
    reviewed_date = models.DateField(
        _("last reviewed"), null=True, blank=True, help_text=_("A banner appears six months after this day.")
    )
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="provisions"
    )
    note = TranslatedField(_("note"), multiline=True, blank=True)

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.heading()}, {self.instrument}"

    def heading(self) -> str:
        """“Article 111” in the active language."""
        return gettext("Article %(number)s") % {"number": self.number}

    def text_here(self) -> "LegalText | None":
        """The text in the active language; none while it is pending."""
        return self._text_in(get_language())

    def texts_elsewhere(self) -> list["LegalText"]:
        """The texts in the other languages."""
        return [self._text_in(language) for language in self.text if language != get_language()]

    def _text_in(self, language: str) -> "LegalText | None":
        text, status = self.text.in_language(language), self.status_in(language)
        return LegalText(language, text, status) if status else None

    def status_in(self, language: str) -> TranslationStatus | None:
        """What the text in `language` is; unofficial unless somebody said otherwise, nothing without text."""
        if not self.text.in_language(language):
            return None
        return TranslationStatus(self.translation_status.get(language, TranslationStatus.UNOFFICIAL))

    def is_review_due(self, today: datetime.date) -> bool:
        return is_review_due(self.reviewed_date or self.as_of_date, today)
