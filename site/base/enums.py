from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    ES = "es", "Español"
    EN = "en", "English"


class DatePrecision(models.TextChoices):
    YEAR = "year", _("Year")
    MONTH = "month", _("Month")
    DAY = "day", _("Day")


class FactStatus(models.TextChoices):
    """Where a claim comes from (vocabulary `fact_status`)."""

    SOURCE_DOCUMENT = "source_document", _("From the source article")
    EXTERNAL = "external", _("From another cited source")
    DISPUTED = "disputed", _("Sources differ")
    ILLUSTRATIVE = "illustrative", _("Illustrative (fictional)")
    TEACHING_DESIGN = "teaching_design", _("Teaching design (not a record)")
