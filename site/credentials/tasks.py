"""Long work, by id."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from credentials import batches
from credentials.models import Batch


@task()
def print_batch(batch_id: int) -> None:
    """Go on with a batch for a while, then hand over to the next task. Can be repeated, and run twice at once."""
    batch = Batch.objects.filter(pk=batch_id).first()
    now = timezone.now()
    if batch is None or not batches.take_up(batch, now=now):
        return
    if not batches.work_on(batch, until=now + timedelta(seconds=batches.LONGEST_TURN)):
        print_batch.enqueue(batch_id)
