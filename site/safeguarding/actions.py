"""The verbs of safeguarding. Each is one transaction and writes itself into the audit log."""

import datetime
import uuid
from collections.abc import Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from safeguarding import audit, checklist, publication, rules
from safeguarding.enums import Act, ConcernState, ReviewOrigin
from safeguarding.errors import ConcernRefusedError, ConsentRefusedError, ReviewRefusedError
from safeguarding.models import ConcernReport, ConcernStep, Consent, PublicationReview
from safeguarding.signals import consent_changed, consent_withdrawn
from safeguarding.tasks import announce_concern

# --- Consents


def record_consent(
    *,
    by,
    given_by: str,
    scope: str,
    channels: list[str],
    languages: list[str],
    valid_from: datetime.date,
    expires_on: datetime.date,
    now: datetime.datetime,
    evidence: File | None = None,
    renews: Consent | None = None,
    request=None,
) -> Consent:
    """Note a consent; it counts once a second person has confirmed it."""
    consent = Consent(
        given_by=given_by,
        scope=scope,
        channels=list(channels),
        languages=list(languages),
        valid_from=valid_from,
        expires_on=expires_on,
        renews=renews,
        recorded_by=by,
        recorded_at=now,
    )
    if evidence:
        # Before the transaction: files are not taken back with it, and an unknown file harms nobody.
        consent.evidence.save(evidence.name, evidence, save=False)
    with transaction.atomic():
        consent.save()
        audit.record(act=Act.CONSENT_RECORDED, actor=by, subject=consent, request=request)
        consent_changed.send(sender=Consent, consent=consent)
    return consent


@transaction.atomic
def review_consent(*, consent: Consent, by, now: datetime.datetime, request=None) -> Consent:
    """Confirm a consent as a second person; again changes nothing.

    Raises `ConsentRefusedError` for whoever recorded it, and when it is withdrawn.
    """
    row = Consent.objects.select_for_update().get(pk=consent.pk)
    if row.reviewed_at:
        return row
    if row.withdrawn_at:
        raise ConsentRefusedError(_("This consent was withdrawn, so it cannot be confirmed."))
    if not rules.is_second_person(by.pk, [row.recorded_by_id]):
        raise ConsentRefusedError(
            _("You recorded this consent yourself. Ask another safeguarding reviewer to confirm it.")
        )
    row.reviewed_at, row.reviewed_by = now, by
    row.save(update_fields=["reviewed_at", "reviewed_by"])
    audit.record(act=Act.CONSENT_REVIEWED, actor=by, subject=row, request=request)
    consent_changed.send(sender=Consent, consent=row)
    return row


@transaction.atomic
def withdraw_consent(*, consent: Consent, by, reason: str, now: datetime.datetime, request=None) -> Consent:
    """End a consent for good: what rests on it is blocked with this commit and removed after it.

    Again changes nothing. Raises `ConsentRefusedError` without a reason.
    """
    row = Consent.objects.select_for_update().get(pk=consent.pk)
    if row.withdrawn_at:
        return row
    if not reason.strip():
        raise ConsentRefusedError(_("Say in a few words why the consent is withdrawn."))
    row.withdrawn_at, row.withdrawn_by, row.withdrawal_reason = now, by, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    audit.record(act=Act.CONSENT_WITHDRAWN, actor=by, subject=row, request=request)
    consent_changed.send(sender=Consent, consent=row)
    transaction.on_commit(partial(consent_withdrawn.send, sender=Consent, consent_id=row.pk))
    return row


# --- The publication checklist


@transaction.atomic
def tick_checklist(
    *,
    subject: models.Model,
    by,
    answers: dict[str, bool],
    authors: Iterable[int],
    now: datetime.datetime,
    request=None,
) -> PublicationReview:
    """Confirm the whole checklist for the text of `subject` as it is; again gives the same review.

    Raises `ReviewRefusedError` for authors, and while an item is not ticked.
    """
    if not rules.is_second_person(by.pk, authors):
        raise ReviewRefusedError(
            _("You worked on this text yourself, so another safeguarding reviewer must tick the checklist.")
        )
    left = checklist.unticked(answers)
    if left:
        names = " ".join(str(item.text) for item in left)
        raise ReviewRefusedError(_("Not ticked yet: %(items)s") % {"items": names})
    values = {"reviewer": by, "answers": dict.fromkeys(checklist.CODES, True), "reviewed_at": now}
    review, is_new = keep_review(subject, **values)
    if is_new:
        detail = {"fingerprint": review.fingerprint}
        audit.record(act=Act.REVIEW_TICKED, actor=by, subject=subject, detail=detail, request=request)
    return review


@transaction.atomic
def note_loaded(*, subject: models.Model, now: datetime.datetime) -> PublicationReview:
    """Note that the text of `subject` comes from the content files, which are reviewed before they are loaded."""
    review, is_new = keep_review(subject, origin=ReviewOrigin.CONTENT_FILES, reviewed_at=now)
    if is_new:
        detail = {"fingerprint": review.fingerprint}
        audit.record(act=Act.REVIEW_LOADED, actor=None, subject=subject, detail=detail)
    return review


def keep_review(subject: models.Model, **values) -> tuple[PublicationReview, bool]:
    """The review of this text and whether it is new; of two at once the first stays."""
    key = {
        "subject_type": ContentType.objects.get_for_model(type(subject)),
        "subject_id": str(subject.pk),
        "fingerprint": publication.fingerprint_of(subject),
    }
    try:
        with transaction.atomic():
            return PublicationReview.objects.create(**key, **values), True
    except IntegrityError:
        return PublicationReview.objects.get(**key), False


# --- Reports of concern


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
