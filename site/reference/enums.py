from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Precision(models.TextChoices):
    """How exact a figure is (vocabulary `precision`)."""

    EXACT = "exact", pgettext_lazy("precision", "Exact")
    AT_LEAST = "at_least", pgettext_lazy("precision", "More than")
    APPROXIMATE = "approximate", pgettext_lazy("precision", "About")


class SourceKind(models.TextChoices):
    ARTICLE = "article", pgettext_lazy("kind of source", "Article")
    PAGE = "page", pgettext_lazy("kind of source", "Web page")
    DOCUMENT = "document", pgettext_lazy("kind of source", "Document")
    LAW = "law", pgettext_lazy("kind of source", "Legal text")


class PlaceLevel(models.TextChoices):
    """No level is finer than a municipality: places of care are never pinned down."""

    COUNTRY = "country", pgettext_lazy("level of a place", "Country")
    STATE = "state", pgettext_lazy("level of a place", "State")
    MUNICIPALITY = "municipality", pgettext_lazy("level of a place", "Municipality")


class DateKind(models.TextChoices):
    SIGNATURE = "signature", pgettext_lazy("date of a law", "Signed")
    PUBLICATION = "publication", pgettext_lazy("date of a law", "Published")
    ENTRY_INTO_FORCE = "entry_into_force", pgettext_lazy("date of a law", "In force since")
    NOT_STATED = "not_stated", pgettext_lazy("date of a law", "Dated")


class LegalForce(models.TextChoices):
    """Whether a norm applies today (vocabulary `legal_force`)."""

    IN_FORCE = "in_force", _("In force")
    PARTIALLY_IN_FORCE = "partially_in_force", _("Partially in force")
    NOT_IN_FORCE = "not_in_force", _("Not in force")
    TO_VERIFY = "to_verify", _("To verify")


class TranslationStatus(models.TextChoices):
    """What a legal text is in one language (vocabulary `translation_status`)."""

    ORIGINAL = "original", _("Original text")
    OFFICIAL = "official", _("Official translation")
    UNOFFICIAL = "unofficial", _("Unofficial translation")
    EDITORIAL_SUMMARY = "editorial_summary", _("Editorial summary")
    MACHINE_REVIEWED = "machine_reviewed", _("Machine translation, reviewed")
