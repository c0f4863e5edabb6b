"""Mail, by id."""

from django_tasks import task

from safeguarding import letters
from safeguarding.models import ConcernReport


@task()
def announce_concern(report_id: int) -> int:
    """Tell the safeguarding reviewers that a report waits, without a word of it; returns how many were told."""
    report = ConcernReport.objects.get(pk=report_id)
    return letters.send(letters.safeguarding_reviewers(), lambda: letters.new_concern(report.reference))
