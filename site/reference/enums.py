from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Precision(models.TextChoices):
    """How exact a figure is (vocabulary `precision`)."""

    EXACT = "exact", _("Exact")
    AT_LEAST = "at_least", _("More than")
    APPROXIMATE = "approximate", _("About")


class SourceKind(models.TextChoices):
    ARTICLE = "article", pgettext_lazy("kind of source", "Article")
    PAGE = "page", pgettext_lazy("kind of source", "Web page")
    DOCUMENT = "document", pgettext_lazy("kind of source", "Document")
    LAW = "law", pgettext_lazy("kind of source", "Legal text")


class PlaceLevel(models.TextChoices):
    """No level is finer than a municipality: places of care are never pinned down."""

    COUNTRY = "country", _("Country")
    STATE = "state", _("State")
    MUNICIPALITY = "municipality", _("Municipality")


class DateKind(models.TextChoices):
    SIGNATURE = "signature", _("Signed")
    PUBLICATION = "publication", _("Published")
    ENTRY_INTO_FORCE = "entry_into_force", _("In force since")
    NOT_STATED = "not_stated", _("Dated")


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
