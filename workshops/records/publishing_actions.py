"""Sending a record to review, publishing it as an edition, and taking it down."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from base import generation
from safeguarding import audit, publication
from safeguarding.actions import ask_for_review
from safeguarding.enums import Act
from workshops.models import Commitment, Event, Finding, ForumRecord, RecordEdition
from workshops.records.content import checksum, content_of
from workshops.records.errors import RecordError
from workshops.records.line_actions import columns_of
from workshops.records.rows import finding_values


def locked_record(event: Event) -> ForumRecord:
    found = ForumRecord.objects.select_for_update().filter(event=event).first()
    if found is None:
        raise RecordError(_("There is nothing in this record yet. Paste its lines first."))
    return found


@transaction.atomic
def submit_record(*, event: Event, by, now: datetime.datetime, request=None) -> ForumRecord:
    """Put the record before its reviewers; about children, before those of safeguarding, too. Again asks nobody twice.

    Raises `RecordError` when there is nothing to read.
    """
    record = locked_record(event)
    require_words(record)
    if publication.concerns_children(record) and publication.review_of(record) is None:
        ask_for_review(subject=record, by=by, now=now, request=request)
    if record.submitted_at is None:
        ForumRecord.objects.filter(pk=record.pk).update(submitted_at=now, submitted_by=by)
        audit.record(act=Act.RECORD_SUBMITTED, actor=by, subject=record, request=request)
    return ForumRecord.objects.get(pk=record.pk)


def require_words(record: ForumRecord) -> None:
    has_lines = (
        Finding.objects.filter(record=record).standing().exists()
        or Commitment.objects.filter(event_id=record.event_id).standing().exists()
    )
    if not (has_lines or record.summary):
        raise RecordError(_("There is nothing in this record yet. Paste its lines first."))


@transaction.atomic
def publish_record(*, event: Event, by, now: datetime.datetime, request=None) -> RecordEdition:
    """Freeze the record as it stands into an edition, which is what readers get; unchanged, it stays the last one.

    Raises `RecordError` when there is nothing in it, when its event is not public, and while a review is missing.
    """
    record = locked_record(event)
    require_words(record)
    if not event.live:
        raise RecordError(_("Publish the event itself first: its record stands beside it."))
    reason = publication.missing_review(record)
    if reason:
        raise RecordError(reason)
    content, last = content_of(record), record.editions.first()
    if record.live and last and checksum(last.content) == checksum(content):
        return last
    edition = RecordEdition.objects.create(
        record=record,
        number=last.number + 1 if last else 1,
        content=content,
        published_at=now,
        published_by=by,
    )
    make_lines_public(record)
    record.live, record.last_published_at = True, now
    record.submitted_at, record.submitted_by = None, None
    record.save(update_fields=["live", "last_published_at", "submitted_at", "submitted_by"])
    generation.bump()
    detail = {"edition": edition.number}
    audit.record(act=Act.RECORD_PUBLISHED, actor=by, subject=record, detail=detail, request=request)
    return edition


def make_lines_public(record: ForumRecord) -> None:
    """Findings keep the words of the edition; commitments take over what the draft said of them."""
    findings = Finding.objects.filter(record=record)
    findings.exclude(removed_at=None).update(is_public=False, published={})
    standing = list(findings.standing())
    for row in standing:
        row.is_public, row.published = True, finding_values(row)
    Finding.objects.bulk_update(standing, ["is_public", "published"], batch_size=200)
    promises = list(Commitment.objects.filter(event_id=record.event_id).standing().select_for_update())
    for row in promises:
        said = columns_of({**values_beside(row), **row.drafted}) if row.drafted else {}
        Commitment.objects.filter(pk=row.pk).update(**said, is_public=True, drafted={})


def values_beside(row: Commitment) -> dict:
    return {"text": row.text, "indicator": row.indicator, "due_date": "", "phases": row.phases, "finding": ""}


@transaction.atomic
def unpublish_record(*, event: Event, by, now: datetime.datetime, request=None) -> ForumRecord:
    """Take the record down, with its findings and commitments; its editions stay. Again changes nothing."""
    record = locked_record(event)
    if record.live:
        Finding.objects.filter(record=record).update(is_public=False)
        Commitment.objects.filter(event=event).update(is_public=False)
        record.live = False
        record.save(update_fields=["live"])
        generation.bump()
        audit.record(act=Act.RECORD_UNPUBLISHED, actor=by, subject=record, request=request)
    return record
