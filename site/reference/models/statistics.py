"""Figures with their meaning: what was counted, by whom, in whose words."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.dates import format_partial_date
from base.enums import DatePrecision, FactStatus
from base.fields import TranslatedField
from reference.enums import Precision
from reference.models.loaded import CodedRow
from reference.models.places import Place
from reference.models.sources import Source
from reference.models.vocabularies import Term
from reference.numbers import format_number, format_percent, precision_phrase


class DisplayValue(NamedTuple):
    """A value in the active language: `("more than", "35,700", "", "Children")`."""

    before: str
    number: str
    after: str
    unit: str

    @property
    def phrase(self) -> str:
        return " ".join(part for part in (self.before, self.number, self.after) if part)

    def __str__(self) -> str:
        return self.phrase


class StatisticQuerySet(models.QuerySet):
    def with_facts(self) -> "StatisticQuerySet":
        """Everything a figure shows, in one query."""
        return self.select_related("unit", "place", "population", "statistic_term", "source")

    def told_with(self, statistics: list["Statistic"]) -> "StatisticQuerySet":
        """The statistics that dispute one of these, and these themselves."""
        groups = {statistic.dispute_group for statistic in statistics} - {""}
        codes = [statistic.code for statistic in statistics]
        return self.filter(models.Q(dispute_group__in=groups) | models.Q(code__in=codes))


class Statistic(CodedRow):
    indicator = TranslatedField(
        _("what was counted"),
        multiline=True,
        help_text=_("One sentence without the number, in your own words."),
    )
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)
    precision = models.CharField(
        _("how exact"),
        max_length=20,
        choices=Precision.choices,
        help_text=_("As the source says it: “more than 35,700” stays “more than”."),
    )
    unit = models.ForeignKey(
        Term,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary__code": "statistic_unit"},
    )
    period = TranslatedField(
        _("period"),
        max_length=200,
        blank=True,
        help_text=_("As the source gives it, for example 2015. Leave empty when it gives none."),
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="statistics"
    )
    population = models.ForeignKey(
        Term,
        verbose_name=_("population"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary__code": "population"},
    )
    statistic_term = models.ForeignKey(
        Term,
        verbose_name=_("word the source uses"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary__code": "statistic_term"},
        help_text=_("“Detained”, “presented”, “housed”… Figures with different words are never compared."),
    )
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="statistics"
    )
    retrieved_date = models.DateField(_("retrieved"), null=True, blank=True)
    as_of_date = models.DateField(_("as of"), null=True, blank=True)
    as_of_precision = models.CharField(
        _("how much of the date is known"),
        max_length=8,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
    )
    note = TranslatedField(_("note"), multiline=True, blank=True)
    fact_status = models.CharField(
        _("where this comes from"), max_length=20, choices=FactStatus.choices, default=FactStatus.EXTERNAL
    )
    dispute_group = models.SlugField(
        _("shown together with"),
        max_length=80,
        blank=True,
        help_text=_(
            "Give the same word to figures on the same thing that differ: readers always see them together."
        ),
    )

    objects = StatisticQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.display_value()}"

    def display_value(self) -> DisplayValue:
        """The value in the active language, with the words of its precision; unit as the vocabulary names it."""
        is_percent = self.unit.code == "percent"
        number = format_percent(self.value) if is_percent else format_number(self.value)
        before, _number, after = precision_phrase(self.precision, number).partition(number)
        return DisplayValue(before.strip(), number, after.strip(), "" if is_percent else str(self.unit))

    def as_of(self) -> str:
        return format_partial_date(self.as_of_date, self.as_of_precision)
