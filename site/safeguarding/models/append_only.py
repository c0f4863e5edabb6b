"""Rows that are written once."""

from django.db import models

from safeguarding.errors import AppendOnlyError


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses what would change or delete rows, however many."""

    def update(self, **_values):
        raise AppendOnlyError("Rows of this table are never changed.")

    def bulk_update(self, *_args, **_kwargs):
        raise AppendOnlyError("Rows of this table are never changed.")

    def delete(self):
        raise AppendOnlyError("Rows of this table are never deleted.")

    def _raw_delete(self, using):
        raise AppendOnlyError("Rows of this table are never deleted.")


class AppendOnly(models.Model):
    """A row that is saved once, and never changed or deleted."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise AppendOnlyError("This row is never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args, **_kwargs):
        raise AppendOnlyError("This row is never deleted.")
