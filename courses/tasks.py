"""Long work, by id."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from courses import progress
from courses.models import Enrolment


@task()
def refresh_module(module_key: str) -> int:
    """Count the summaries of a module again after its content changed; returns how many. Can be repeated."""
    ids = list(Enrolment.objects.filter(module_key=module_key).values_list("pk", flat=True))
    for pk in ids:
        with transaction.atomic():
            enrolment = Enrolment.objects.select_for_update().filter(pk=pk).first()
            if enrolment:
                progress.refresh(enrolment, now=timezone.now())
    return len(ids)
