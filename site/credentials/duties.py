"""What is due here every minute; see `manage.py tick`."""

import datetime

from credentials import batches
from credentials.overdue import issue_overdue
from credentials.tasks import print_batch

# Looking for overdue certificates reads every completion, so it is done once an hour.
OVERDUE_MINUTE = 17


def look_after_certificates(now: datetime.datetime) -> None:
    """Go on with what was broken off, delete what was kept long enough, issue what is overdue."""
    for batch in batches.abandoned(now=now):
        print_batch.enqueue(batch.pk)
    batches.expire(now=now)
    if now.minute == OVERDUE_MINUTE:
        issue_overdue(now=now)
