"""What is due with reports of concern: reminders, and forgetting."""

import datetime

from django.db import transaction

from safeguarding import audit, letters, rules
from safeguarding.enums import Act, ConcernState
from safeguarding.models import ConcernReport

# Long enough to answer questions about a report, short enough not to keep people's words for ever.
WORDS_KEPT = datetime.timedelta(days=365)


def remind_of_overdue(now: datetime.datetime) -> int:
    """Tell the safeguarding reviewers once a day of reports that wait too long; how many wait."""
    overdue = list(ConcernReport.objects.overdue(now))
    due = [
        one
        for one in overdue
        if rules.reminder_is_due(due_at=one.due_at, reminded_at=one.reminded_at, now=now)
    ]
    if due:
        ConcernReport.objects.filter(pk__in=[one.pk for one in overdue]).update(reminded_at=now)
        letters.send(letters.safeguarding_reviewers(), lambda: letters.overdue_concerns(len(overdue)))
    return len(overdue)


def forget_old_reports(now: datetime.datetime) -> int:
    """Delete words and e-mails of reports closed a year ago; that there was a report stays. How many."""
    old = ConcernReport.objects.filter(state=ConcernState.CLOSED, closed_at__lt=now - WORDS_KEPT)
    with transaction.atomic():
        rows = list(old.exclude(text="", email="").select_for_update())
        for row in rows:
            audit.record(act=Act.CONCERN_FORGOTTEN, actor=None, subject=row)
        ConcernReport.objects.filter(pk__in=[row.pk for row in rows]).update(text="", email="")
    return len(rows)
