"""Which modules are sensitive: their pages say where to turn and how to report a concern."""

import uuid

from django import template

from base.per_generation import PerGeneration
from courses.models import ModulePage
from courses.publication_gate import child_terms

register = template.Library()
_about_children = PerGeneration()


@register.filter
def is_about_children(module_key: uuid.UUID) -> bool:
    """Whether a module is about children; read once for each content generation."""
    return module_key in _about_children.get("modules", modules_about_children)


def modules_about_children() -> frozenset[uuid.UUID]:
    terms = child_terms()
    rows = ModulePage.objects.values_list("translation_key", "population")
    return frozenset(key for key, population in rows if not terms.isdisjoint(population))
