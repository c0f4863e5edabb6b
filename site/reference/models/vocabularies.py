"""Controlled vocabularies: the words that content is sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.fields import TranslatedField
from reference.models.loaded import CodedRow
from reference.models.sources import Source


class Vocabulary(CodedRow):
    label = TranslatedField(_("name"), max_length=200)
    note = TranslatedField(_("note"), multiline=True, blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")
    source_note = TranslatedField(
        _("about the source"),
        multiline=True,
        blank=True,
        help_text=_("What comes from the source and what is our own wording."),
    )

    class Meta:
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.label)


class TermQuerySet(models.QuerySet):
    def of(self, vocabulary: str) -> "TermQuerySet":
        """The terms of the vocabulary with this code, in display order."""
        return self.filter(vocabulary__code=vocabulary)


class Term(models.Model):
    vocabulary = models.ForeignKey(
        Vocabulary, verbose_name=_("vocabulary"), on_delete=models.CASCADE, related_name="terms"
    )
    code = models.SlugField(_("code"), max_length=80)
    label = TranslatedField(_("label"), max_length=200)
    definition = TranslatedField(_("definition"), multiline=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    applies_to_children = models.BooleanField(
        _("may be used for content on children"),
        default=True,
        help_text=_(
            "Untick for words such as conditions or detention as a last resort: never an option for children."
        ),
    )
    is_child = models.BooleanField(_("means children or adolescents"), default=False)
    deprivation_of_liberty = models.BooleanField(
        _("means deprivation of liberty"), default=False, help_text=_("Whatever the place is called.")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["vocabulary", "order", "code"]
        constraints = [models.UniqueConstraint(fields=["vocabulary", "code"], name="term_once_in_vocabulary")]

    def __str__(self) -> str:
        return str(self.label)
