"""Forums and workshops that come again: "third regional forum" is the third of a series."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.fields import TranslatedField


class EventSeries(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("short name for addresses"), unique=True)
    name = TranslatedField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)
