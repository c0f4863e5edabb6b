"""Long work on paths, by key."""

from django.utils import timezone
from django_tasks import task

from courses.path_outline import path_of
from courses.path_records import record_missing


@task()
def refresh_path(path_key: str) -> int:
    """Record the completions that a changed path brought to its followers; returns how many. Can be repeated."""
    path = path_of(path_key)
    return record_missing(path, now=timezone.now()) if path else 0
