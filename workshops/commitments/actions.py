"""Saying what became of a commitment: its owner reports, somebody else verifies. Everything is appended.

Each verb locks the commitment; a form that comes twice gives the first result; two people at once both stay in the
history.
"""

import datetime
import uuid
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization
from safeguarding import audit
from workshops.commitments import tasks
from workshops.commitments.rules import may_verify
from workshops.enums import DONE, REPORTED_BY_OWNERS, CommitmentStatus, Judgement
from workshops.errors import CommitmentRefusedError, KeyUsedError
from workshops.models import (
    Commitment,
    CommitmentAssessment,
    CommitmentEvidence,
    CommitmentFollower,
    CommitmentUpdate,
)


def locked(pk: int) -> Commitment:
    return Commitment.objects.select_for_update().get(pk=pk)


def owners_of(commitment: Commitment) -> set[int]:
    """The organizations that promised it."""
    return {commitment.owner_id, *commitment.co_ownerships.values_list("organization", flat=True)}


@transaction.atomic
def report(
    *,
    commitment: Commitment,
    status: str,
    note: str,
    key: uuid.UUID,
    now: datetime.datetime,
    organization: Organization | None,
    by=None,
    by_link: bool = False,
    language: str = "",
) -> CommitmentUpdate:
    """What an owner says of it. The same `key` again gives the saved update.

    Raises `CommitmentRefusedError` for a status that is not the owner's to give, and `KeyUsedError`.
    """
    row = locked(commitment.pk)
    known = CommitmentUpdate.objects.filter(pk=key).first()
    if known is not None:
        if known.commitment_id != row.pk:
            raise KeyUsedError(_("This form has been used already. Open the page again."))
        return known
    if status not in REPORTED_BY_OWNERS:
        raise CommitmentRefusedError(_("Choose one of the states that are offered."))
    if row.status == CommitmentStatus.FULFILLED_VERIFIED:
        raise CommitmentRefusedError(
            _("This commitment is fulfilled and verified. Nothing more needs to be reported.")
        )
    return append(
        row,
        status,
        note=note,
        key=key,
        now=now,
        organization=organization,
        by=by,
        by_link=by_link,
        language=language,
    )


def append(row: Commitment, status: str, *, now: datetime.datetime, **said) -> CommitmentUpdate:
    """Write an update, let the newest one count, and tell those who follow."""
    made = CommitmentUpdate.objects.create(
        pk=said.pop("key"), commitment=row, earlier_status=row.status, status=status, at=now, **said
    )
    row.status, row.last_news_at = CommitmentStatus(status), now
    row.done_at = (row.done_at or now) if status in DONE else None
    row.version += 1
    row.save(update_fields=["status", "last_news_at", "done_at", "version"])
    detail = {"to": str(status), "by_link": said.get("by_link", False)}
    audit.record(act="commitment.updated", actor=said.get("by"), subject=row, detail=detail)
    transaction.on_commit(partial(tasks.tell_followers.enqueue, str(made.pk)))
    return made


@transaction.atomic
def add_evidence(*, commitment: Commitment, by, now: datetime.datetime, **values) -> CommitmentEvidence:
    """What an owner shows. Raises `CommitmentRefusedError` without the attestation."""
    row = locked(commitment.pk)
    if not values.get("has_no_personal_data"):
        raise CommitmentRefusedError(_("Confirm that no personal data of a child is in it."))
    same = row.evidence.filter(summary=values["summary"], url=values.get("url", ""), by=by).first()
    if same is not None:
        return same
    made = CommitmentEvidence.objects.create(commitment=row, by=by, at=now, **values)
    audit.record(act="commitment.evidence_added", actor=by, subject=row)
    return made


@transaction.atomic
def assess(
    *,
    commitment: Commitment,
    judgement: str,
    organization: Organization,
    by,
    key: uuid.UUID,
    now: datetime.datetime,
    note: str = "",
) -> CommitmentAssessment:
    """What somebody of another organization says. "Verified" makes it fulfilled and verified.

    Raises `CommitmentRefusedError` for somebody of an owner, without evidence, and before the owner has reported.
    """
    row = locked(commitment.pk)
    known = CommitmentAssessment.objects.filter(pk=key).first()
    if known is not None:
        return known
    own = set(by.memberships.values_list("organization", flat=True)) | {organization.pk}
    if organization.pk not in may_verify(own, owners_of(row)):
        raise CommitmentRefusedError(
            _("Only somebody of another organization than its owners can verify it.")
        )
    if judgement == Judgement.VERIFIED:
        require_reported(row)
    made = CommitmentAssessment.objects.create(
        pk=key, commitment=row, judgement=judgement, note=note, organization=organization, by=by, at=now
    )
    if judgement == Judgement.VERIFIED:
        append(
            row,
            CommitmentStatus.FULFILLED_VERIFIED,
            key=uuid.uuid4(),
            now=now,
            organization=organization,
            by=by,
        )
    audit.record(act="commitment.assessed", actor=by, subject=row, detail={"judgement": str(judgement)})
    return made


def require_reported(row: Commitment) -> None:
    if row.status != CommitmentStatus.FULFILLED_REPORTED:
        raise CommitmentRefusedError(_("Its owner has not reported it as fulfilled."))
    if not row.evidence.exists():
        raise CommitmentRefusedError(_("There is no evidence yet. Without it nothing is verified."))


@transaction.atomic
def follow(*, commitment: Commitment, person, is_following: bool) -> None:
    """Be told of changes, or no longer. Again changes nothing."""
    if is_following:
        CommitmentFollower.objects.get_or_create(commitment=commitment, person=person)
    else:
        CommitmentFollower.objects.filter(commitment=commitment, person=person).delete()


@transaction.atomic
def revoke_links(*, commitment: Commitment, by, now: datetime.datetime) -> int:
    """Let no link that was sent for this commitment work any longer."""
    number = commitment.links.filter(revoked_at=None, expires_at__gt=now).update(revoked_at=now)
    if number:
        audit.record(act="commitment.links_revoked", actor=by, subject=commitment, detail={"number": number})
    return number
