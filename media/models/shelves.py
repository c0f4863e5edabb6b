"""Which collection belongs to whom."""

from django.db import models
from wagtail.models import Collection


class Shelf(models.Model):
    """The collection of one owner: a module, in all its languages. `owner_key` is its `translation_key`."""

    owner_key = models.UUIDField(unique=True, editable=False)
    collection = models.OneToOneField(Collection, on_delete=models.CASCADE, related_name="shelf")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.collection.name
