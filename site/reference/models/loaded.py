"""What every reference row has, and the memory of what was loaded from content files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CodedRow(models.Model):
    """A row that content files name by its code."""

    code = models.SlugField(
        _("code"),
        max_length=80,
        unique=True,
        help_text=_(
            "A short name without spaces, used in addresses and content files. Do not change it later."
        ),
    )

    class Meta:
        abstract = True


class LoadedRow(models.Model):
    """Remembers that a row was loaded, and the fingerprint of the values it was given.

    As long as the row still has that fingerprint nobody has touched it, and a newer file may update
    it. A remembered row that is gone was deleted by a person and is not made again.
    """

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="row_loaded_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
