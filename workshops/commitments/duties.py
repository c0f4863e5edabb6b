"""What is due for commitments, minute by minute."""

import datetime
from functools import partial

from django.db import IntegrityError, transaction

from workshops.commitments import tasks
from workshops.commitments.rules import BEFORE, occasion
from workshops.enums import CommitmentStatus
from workshops.models import Commitment, CommitmentLetter

MOST_AT_ONCE = 200


def ask_owners(now: datetime.datetime) -> None:
    """Ask for news thirty days before the date, on the day, and once a month after; each once."""
    near = Commitment.objects.standing().open().filter(is_public=True, due_date__lte=now.date() + BEFORE)
    waiting = near.exclude(status=CommitmentStatus.PROPOSED).order_by("due_date", "pk")
    sent = 0
    for pk, due_date in waiting.values_list("pk", "due_date").iterator():
        sent += ask(pk, occasion(due_date, now.date()), now)
        if sent >= MOST_AT_ONCE:
            return


def ask(pk: int, which: str, now: datetime.datetime) -> int:
    if not which or CommitmentLetter.objects.filter(commitment=pk, occasion=which).exists():
        return 0
    try:
        with transaction.atomic():
            CommitmentLetter.objects.create(commitment_id=pk, occasion=which, sent_at=now)
            transaction.on_commit(partial(tasks.ask_for_news.enqueue, pk))
    except IntegrityError:
        return 0
    return 1
