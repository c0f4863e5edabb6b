"""Reports of concern: kept, taken in hand, noted on, closed."""

import datetime
import uuid
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from safeguarding import audit, rules
from safeguarding.enums import Act, ConcernState
from safeguarding.errors import ConcernRefusedError
from safeguarding.models import ConcernReport, ConcernStep
from safeguarding.tasks import announce_concern


def report_concern(
    *,
    key: uuid.UUID,
    kind: str,
    text: str,
    about: str,
    email: str,
    language: str,
    now: datetime.datetime,
) -> ConcernReport:
    """Keep a report and tell the safeguarding reviewers; the same key again gives the first report."""
    values = {"kind": kind, "text": text, "about": about, "email": email, "language": language}
    with transaction.atomic():
        report, is_new = ConcernReport.objects.get_or_create(
            uuid=key, defaults={**values, "reported_at": now, "due_at": now + rules.RESPONSE_TIME}
        )
        if is_new:
            # Nobody's name, and no network: whoever reports may need to stay unknown.
            audit.record(act=Act.CONCERN_REPORTED, actor=None, subject=report, detail={"kind": kind})
            transaction.on_commit(partial(announce_concern.enqueue, report.pk))
    return report


@transaction.atomic
def take_concern(*, report: ConcernReport, by, now: datetime.datetime, request=None) -> ConcernReport:
    """Take a report in hand. Raises `ConcernRefusedError` when somebody else has it, or it is closed."""
    row = ConcernReport.objects.select_for_update().get(pk=report.pk)
    if row.state == ConcernState.IN_HAND and row.owner_id == by.pk:
        return row
    if row.state != ConcernState.NEW and row.owner_id is not None:
        raise ConcernRefusedError(
            _("%(name)s has taken this report in hand already.") % {"name": row.owner.display_name}
        )
    if not row.is_open:
        raise ConcernRefusedError(_("This report is closed."))
    row.state, row.owner = ConcernState.IN_HAND, by
    row.save(update_fields=["state", "owner"])
    step(row, by, now, Act.CONCERN_TAKEN, request=request)
    return row


@transaction.atomic
def note_concern(*, report: ConcernReport, by, note: str, now: datetime.datetime, request=None) -> None:
    """Add a note to a report, open or closed. Raises `ConcernRefusedError` when there is nothing in it."""
    if not note.strip():
        raise ConcernRefusedError(_("Write the note first."))
    row = ConcernReport.objects.select_for_update().get(pk=report.pk)
    step(row, by, now, Act.CONCERN_NOTED, note=note.strip(), request=request)


@transaction.atomic
def close_concern(*, report: ConcernReport, by, note: str, now: datetime.datetime, request=None):
    """Close a report with a note that says what was done; again changes nothing.

    Raises `ConcernRefusedError` without a note.
    """
    row = ConcernReport.objects.select_for_update().get(pk=report.pk)
    if not row.is_open:
        return row
    if not note.strip():
        raise ConcernRefusedError(_("Write in a few words what was done, then close the report."))
    row.state, row.closed_at = ConcernState.CLOSED, now
    row.owner = row.owner or by
    row.save(update_fields=["state", "closed_at", "owner"])
    step(row, by, now, Act.CONCERN_CLOSED, note=note.strip(), request=request)
    return row


def step(
    report: ConcernReport, by, now: datetime.datetime, act: Act, *, note: str = "", request=None
) -> None:
    ConcernStep.objects.create(report=report, by=by, at=now, state=report.state, note=note)
    audit.record(act=act, actor=by, subject=report, request=request)
