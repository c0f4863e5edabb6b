"""What follows for paths when modules are completed, and when pages come and go."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from courses.models import Enrolment, ModulePage, PathPage
from courses.path_outline import paths_with
from courses.path_records import record_completions_after
from courses.path_tasks import refresh_path
from courses.signals import enrolment_completed


def on_enrolment_completed(sender, enrolment_id: int, **_kwargs) -> None:
    record_completions_after(enrolment_id, now=timezone.now())


def on_path_changed(sender, instance: PathPage, **_kwargs) -> None:
    """A path came, went, or asks for other modules: somebody may have completed it by that."""
    transaction.on_commit(partial(refresh_path.enqueue, str(instance.translation_key)))


def on_module_changed(sender, instance: ModulePage, **_kwargs) -> None:
    """A path does not ask for a module that went; looked up before and after, for both may differ."""
    key = instance.translation_key
    affected = {str(path.key) for path in paths_with(key)}
    transaction.on_commit(partial(refresh_paths_with, key, affected))


def refresh_paths_with(module_key, affected: set[str]) -> None:
    for path_key in affected | {str(path.key) for path in paths_with(module_key)}:
        refresh_path.enqueue(path_key)


enrolment_completed.connect(on_enrolment_completed, sender=Enrolment, dispatch_uid="courses-complete-paths")
for changed in (page_published, page_unpublished, post_delete):
    changed.connect(on_path_changed, sender=PathPage, dispatch_uid="courses-path-changed")
    changed.connect(on_module_changed, sender=ModulePage, dispatch_uid="courses-module-of-path-changed")
