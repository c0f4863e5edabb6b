"""The verbs of writing a record together. Nothing here changes what readers see: that is for the next edition."""

import datetime
import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from base.enums import FactStatus
from base.translated import Translated
from safeguarding import audit
from safeguarding.enums import Act
from workshops.models import (
    Commitment,
    Event,
    Finding,
    ForumRecord,
    RecordPaste,
    RecordPresence,
    RecordWriter,
)
from workshops.records.errors import PasteKeyTakenError, RecordError
from workshops.records.lines import Line
from workshops.records.rows import RowChange, commitment_values, finding_values

WORDS = ("summary", "method", "limitations")


def record_for_writing(event: Event, by, now: datetime.datetime) -> ForumRecord:
    """The record of an event, made when there is none, locked until the transaction ends; `by` is its writer now."""
    status = FactStatus.ILLUSTRATIVE if event.is_illustrative else FactStatus.EXTERNAL
    record, is_new = ForumRecord.objects.get_or_create(event=event, defaults={"fact_status": status})
    record = ForumRecord.objects.select_for_update().get(pk=record.pk)
    if is_new:
        record.sources.set(event.sources.all())
    RecordWriter.objects.get_or_create(record=record, person=by, defaults={"first_at": now})
    return record


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_saved(*, event: Event, key: uuid.UUID, digest: str) -> bool:
    """Whether exactly these lines came under this key before.

    Raises `PasteKeyTakenError` when other ones did.
    """
    earlier = RecordPaste.objects.filter(pk=key).values_list("record__event", "digest").first()
    if earlier is not None and earlier != (event.pk, digest):
        raise PasteKeyTakenError(
            _(
                "Other lines were saved from this form before. What you see now is not saved yet: send it again."
            )
        )
    return earlier is not None


@transaction.atomic
def add_lines(
    *,
    event: Event,
    by,
    lines: Iterable[Line],
    language: str,
    key: uuid.UUID,
    digest: str,
    now: datetime.datetime,
    request=None,
) -> RecordPaste:
    """Append good lines to the record; the same key again gives the first result.

    Raises `PasteKeyTakenError` when other lines were saved under this key.
    """
    record = record_for_writing(event, by, now)
    if is_saved(event=event, key=key, digest=digest):
        return RecordPaste.objects.get(pk=key)
    good = [line for line in lines if line.is_good]
    add_findings(record, [line for line in good if not line.is_commitment], language, by, now)
    add_commitments(event, [line for line in good if line.is_commitment], language, now)
    audit.record(
        act=Act.RECORD_LINES_ADDED, actor=by, subject=record, detail={"lines": len(good)}, request=request
    )
    return RecordPaste.objects.create(pk=key, record=record, digest=digest, count=len(good), at=now)


def add_findings(record: ForumRecord, lines: list[Line], language: str, by, now: datetime.datetime) -> None:
    last = Finding.objects.filter(record=record).aggregate(number=Max("number"), order=Max("order"))
    number, order = (last["number"] or 0) + 1, (last["order"] or 0) + 1
    Finding.objects.bulk_create(
        Finding(
            record=record,
            number=number + place,
            order=order + place,
            kind=line.kind,
            text=Translated({language: line.text}),
            raised_by=line.organization,
            raised_by_plenary=line.plenary,
            fact_status=record.fact_status,
            written_by=by,
            written_at=now,
        )
        for place, line in enumerate(lines)
    )


def add_commitments(event: Event, lines: list[Line], language: str, now: datetime.datetime) -> None:
    last = Commitment.objects.filter(event=event).aggregate(order=Max("order"))["order"] or 0
    Commitment.objects.bulk_create(
        Commitment(
            event=event,
            order=last + place,
            text=Translated({language: line.text}),
            owner=line.organization,
            due_date=line.due,
            fact_status=status_of_promise(event, line.organization),
            made_at=now,
        )
        for place, line in enumerate(lines, start=1)
    )


def status_of_promise(event: Event, owner) -> str:
    """What fictional organizations promise is fiction, and so is what is promised at a fictional event."""
    return FactStatus.ILLUSTRATIVE if owner.is_demo or event.is_illustrative else FactStatus.EXTERNAL


@dataclass
class Saved:
    """What came of many changes: how many rows were written, and which were not, because somebody else was there."""

    count: int = 0
    conflicts: dict[uuid.UUID, Finding | Commitment] = field(default_factory=dict)


@transaction.atomic
def save_rows(
    *,
    event: Event,
    by,
    findings: Iterable[RowChange],
    commitments: Iterable[RowChange],
    now: datetime.datetime,
) -> Saved:
    """Write the rows that changed; a row that somebody else changed meanwhile stays as it is and is returned.

    Sent again, the same rows change nothing.
    """
    record = record_for_writing(event, by, now)
    saved = Saved()
    rows = locked(Finding.objects.filter(record=record))
    save_each(saved, findings, rows, finding_values, lambda row, new: write_finding(row, new, by, now))
    reorder([row for row in rows.values() if row.removed_at is None], findings)
    promises = locked(Commitment.objects.filter(event=event).select_related("finding"))
    save_each(saved, commitments, promises, commitment_values, write_commitment)
    reorder([row for row in promises.values() if row.removed_at is None], commitments)
    return saved


def locked(rows) -> dict[uuid.UUID, Finding | Commitment]:
    return {row.key: row for row in rows.select_for_update(of=("self",))}


def save_each(
    saved: Saved, changes: Iterable[RowChange], rows: dict, values_of: Callable, write: Callable
) -> None:
    for change in changes:
        row = rows.get(change.key)
        if row is None:
            continue
        now_said = values_of(row)
        if change.values == now_said or change.is_untouched:
            continue
        if change.version != row.version or row.removed_at is not None:
            saved.conflicts[change.key] = row
            continue
        write(row, change.values)
        saved.count += 1


def write_finding(row: Finding, values: dict, by, now: datetime.datetime) -> None:
    said = {**values, "text": Translated(values["text"])}
    Finding.objects.filter(pk=row.pk).update(**said, version=F("version") + 1, written_by=by, written_at=now)


def write_commitment(row: Commitment, values: dict) -> None:
    """Into its columns while it is not public, else into its draft: a public promise changes with the next edition."""
    if row.is_public:
        said = {name: values[name] for name in ("text", "indicator", "due_date", "phases", "finding")}
        Commitment.objects.filter(pk=row.pk).update(drafted=said, version=F("version") + 1)
        return
    columns = columns_of(values)
    Commitment.objects.filter(pk=row.pk).update(
        **columns, owner_id=values["owner_id"], version=F("version") + 1
    )


def columns_of(values: dict) -> dict:
    """The columns of a commitment from what a record says of it."""
    return {
        "text": Translated(values["text"]),
        "indicator": Translated(values["indicator"]),
        "due_date": datetime.date.fromisoformat(values["due_date"]) if values["due_date"] else None,
        "phases": values["phases"],
        "finding": Finding.objects.filter(key=values["finding"]).first() if values["finding"] else None,
    }


def reorder(rows: list, changes: Iterable[RowChange]) -> None:
    """Put rows where people want them: each moved one at its new place, the others in their order."""
    order = sorted(rows, key=lambda row: (row.order, row.pk))
    by_key = {row.key: row for row in order}
    moved = [one for one in changes if one.position is not None and one.key in by_key]
    for change in sorted(moved, key=lambda one: one.position or 0):
        row = by_key[change.key]
        order.remove(row)
        order.insert(max(0, (change.position or 1) - 1), row)
    if not moved:
        return
    for place, row in enumerate(order, start=1):
        if row.order != place:
            type(row).objects.filter(pk=row.pk).update(order=place)


def row_with(event: Event, key: uuid.UUID) -> Finding | Commitment:
    """The finding or commitment of this event's record. Raises `RecordError` when it has none."""
    found = Finding.objects.filter(record__event=event, key=key).first()
    found = found or Commitment.objects.filter(event=event, key=key).first()
    if found is None:
        raise RecordError(_("This line is not in the record any more."))
    return found


@transaction.atomic
def remove_line(*, event: Event, by, key: uuid.UUID, now: datetime.datetime, request=None):
    """Take a line out; it can be put back. Again changes nothing.

    Raises `RecordError` for a promise that is public: it is withdrawn by its owner, not taken out.
    """
    record = record_for_writing(event, by, now)
    row = row_with(event, key)
    if isinstance(row, Commitment) and row.is_public:
        raise RecordError(
            _("This commitment is public, so it is not taken out. Its owner can say that it is withdrawn.")
        )
    if row.removed_at is None:
        type(row).objects.filter(pk=row.pk).update(removed_at=now)
        log_line(Act.RECORD_LINE_REMOVED, by, record, row, request)
    return row


@transaction.atomic
def restore_line(*, event: Event, by, key: uuid.UUID, now: datetime.datetime, request=None):
    """Put a line back where it was. Again changes nothing."""
    record = record_for_writing(event, by, now)
    row = row_with(event, key)
    if row.removed_at is not None:
        type(row).objects.filter(pk=row.pk).update(removed_at=None)
        log_line(Act.RECORD_LINE_RESTORED, by, record, row, request)
    return row


def log_line(act: str, by, record: ForumRecord, row, request) -> None:
    audit.record(act=act, actor=by, subject=record, detail={"line": str(row.key)}, request=request)


@transaction.atomic
def save_words(
    *, event: Event, by, words: dict, room: Iterable[dict], version: int, now: datetime.datetime
) -> ForumRecord | None:
    """Write the summary, the method, the limitations and who was in the room.

    None, and nothing is written, when somebody else has changed them since `version`; sent again, the same words
    change nothing.
    """
    record = record_for_writing(event, by, now)
    room = [row for row in room if row["actor_type"] or row["label"]]
    if all(getattr(record, name) == words[name] for name in WORDS) and room_of(record) == room:
        return record
    if record.version != version:
        return None
    ForumRecord.objects.filter(pk=record.pk).update(**words, version=F("version") + 1)
    RecordPresence.objects.filter(record=record).delete()
    RecordPresence.objects.bulk_create(RecordPresence(record=record, **row) for row in room)
    return ForumRecord.objects.get(pk=record.pk)


def room_of(record: ForumRecord) -> list[dict]:
    return [
        {"actor_type": row.actor_type, "label": row.label, "number": row.number}
        for row in record.presences.all()
    ]
