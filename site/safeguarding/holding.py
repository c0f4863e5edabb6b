"""A scheduled publication that lacks its review waits, and those concerned are told once."""

import datetime
from functools import partial

from django.db import transaction
from wagtail.models import Revision

from safeguarding import audit, publication
from safeguarding.actions import ask_for_review
from safeguarding.enums import Act
from safeguarding.errors import NotReviewed
from safeguarding.models import AuditEntry
from safeguarding.tasks import announce_hold


@transaction.atomic
def hold(revision: Revision, refusal: NotReviewed, *, now: datetime.datetime) -> None:
    """Note that a version waits; tell whoever scheduled it, and the reviewers, the first time."""
    subject = refusal.subject
    told = AuditEntry.objects.filter(
        act=Act.PUBLICATION_HELD, subject_key=str(subject.pk), detail__revision=revision.pk
    )
    if told.exists():
        return
    audit.record(act=Act.PUBLICATION_HELD, actor=None, subject=subject, detail={"revision": revision.pk})
    for row in publication.unreviewed(subject):
        ask_for_review(subject=row, by=revision.user, now=now)
    transaction.on_commit(partial(announce_hold.enqueue, revision.pk))
