"""What every reference row has: a stable code, and the memory of what was last loaded into it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRow(models.Model):
    """A row that content files fill and people correct.

    `loaded_hash` is the fingerprint of the values last loaded; as long as the present values still
    have it, nobody has touched the row and a newer file may update it.
    """

    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class CodedRow(LoadedRow):
    """A row that content files name by its code."""

    code = models.SlugField(
        _("code"),
        max_length=80,
        unique=True,
        help_text=_("A short name without spaces, used in addresses and content files. Do not change it later."),
    )

    class Meta:
        abstract = True
