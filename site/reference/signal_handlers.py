"""A correction of a reference row is a change of public content."""

from django.apps import apps
from django.db.models.signals import m2m_changed

from base.generation import bump, bumps_on_change
from reference.models import GlossaryTerm, LoadedRow, Vocabulary

bumps_on_change(*(model for model in apps.get_app_config("reference").get_models() if model is not LoadedRow))
for _through in (GlossaryTerm.related.through, GlossaryTerm.sources.through, Vocabulary.sources.through):
    m2m_changed.connect(bump, sender=_through, dispatch_uid=f"bump-{_through._meta.label}")
