"""The bilingual glossary."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from base.fields import TranslatedField
from reference.models.loaded import CodedRow
from reference.models.sources import Source


class GlossaryTermQuerySet(models.QuerySet):
    def with_facts(self) -> "GlossaryTermQuerySet":
        """Everything an entry shows, in four queries whatever the number of terms."""
        return self.prefetch_related("sources", "related", "related_from")


class GlossaryTerm(CodedRow):
    term = TranslatedField(_("term"), max_length=200)
    definition = TranslatedField(_("definition"), multiline=True)
    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), blank=True, related_name="glossary_terms"
    )
    source_note = TranslatedField(
        _("about the source"),
        multiline=True,
        blank=True,
        help_text=_("What comes from the source and what is our own wording."),
    )
    note = TranslatedField(_("note"), multiline=True, blank=True)
    avoid = TranslatedField(
        _("wordings to avoid"),
        multiline=True,
        blank=True,
        help_text=_("One on each line, in the language it is in."),
    )
    related = models.ManyToManyField(
        "self", verbose_name=_("related terms"), blank=True, symmetrical=False, related_name="related_from"
    )

    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.term)

    def avoided_by_language(self) -> list[tuple[str, list[str]]]:
        """The wordings to avoid in each language that has some, the reader's language first."""
        languages = sorted(self.avoid, key=lambda language: language != get_language())
        return [(language, _lines(self.avoid[language])) for language in languages]

    def elsewhere(self) -> list[tuple[str, str, str]]:
        """Language, term and definition in every other language that has the term."""
        others = [language for language in self.term if language != get_language()]
        return [(language, self.term[language], self.definition.in_language(language)) for language in others]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
