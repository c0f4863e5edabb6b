"""Places named by the content, never finer than a municipality."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.fields import TranslatedField
from reference.enums import PlaceLevel
from reference.models.loaded import CodedRow


class Place(CodedRow):
    name = TranslatedField(_("name"), max_length=200)
    level = models.CharField(
        _("level"),
        max_length=20,
        choices=PlaceLevel.choices,
        help_text=_("Places where children are cared for are named by municipality at most."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)
