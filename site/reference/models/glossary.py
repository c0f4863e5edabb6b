"""The bilingual glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.fields import TranslatedField
from reference.models.loaded import CodedRow
from reference.models.sources import Source


class GlossaryTermQuerySet(models.QuerySet):
    def with_facts(self) -> "GlossaryTermQuerySet":
        """Everything an entry shows, in three queries whatever the number of terms."""
        return self.prefetch_related("sources", "related")


class GlossaryTerm(CodedRow):
    term = TranslatedField(_("term"), max_length=200)
    definition = TranslatedField(_("definition"), multiline=True)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="glossary_terms")
    source_note = TranslatedField(
        _("about the source"),
        multiline=True,
        blank=True,
        help_text=_("What comes from the source and what is our own wording."),
    )
    note = TranslatedField(_("note"), multiline=True, blank=True)
    avoid = TranslatedField(
        _("wordings to avoid"), multiline=True, blank=True, help_text=_("One on each line, in the language it is in.")
    )
    related = models.ManyToManyField("self", verbose_name=_("related terms"), blank=True)

    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.term)

    def avoided(self, language: str) -> list[str]:
        """The wordings to avoid in `language`."""
        return [line.strip() for line in self.avoid.in_language(language).splitlines() if line.strip()]

    def missing(self) -> list[str]:
        """The languages that lack the term or its definition."""
        return sorted({*self.term.missing(), *self.definition.missing()})
