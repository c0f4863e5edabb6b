"""Records of events from the content files `content/records/*.yaml`, each named like the address of its event.

A record that somebody wrote in, or published anew, stays as it is.
"""

import hashlib
import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from base.translated import Translated
from organizations.models import Organization
from reference.keeping import Outcome, Report
from reference.loading import MissingRowError, Row, find, read, sources_of, text
from reference.models import LoadedRow, Place
from safeguarding import publication
from safeguarding.actions import note_loaded
from workshops.loading_events import event_key
from workshops.models import Event, EventSession, Finding, ForumRecord, RecordPresence
from workshops.records.publishing_actions import publish_record

KIND = "workshops.record"


def load_records(folder: Path) -> Report:
    """Load every record in `folder/records` whose event is there; one that cannot be read is named in the report."""
    report = Report()
    for path in sorted((Path(folder) / "records").glob("*.yaml")):
        if not Event.objects.filter(slug=path.stem).exists():
            continue
        try:
            report.note(f"{KIND} {path.stem}", keep_record(path.stem, read(path.parent, path.stem)))
        except (KeyError, ValueError, MissingRowError) as error:
            report.left_out[f"records {path.stem}"] = f"{type(error).__name__}: {error}"
    return report


@transaction.atomic
def keep_record(slug: str, row: Row) -> Outcome:
    """The record as its file says, published, unless a person wrote in it or took it down."""
    event = Event.objects.get(slug=slug)
    wanted = hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()
    remembered = LoadedRow.objects.filter(kind=KIND, key=slug).values_list("fingerprint", flat=True).first()
    record = ForumRecord.objects.filter(event=event).first()
    if (record is None) == bool(remembered) or (record and is_of_people(record)):
        return Outcome.KEPT
    if remembered == wanted:
        return Outcome.UNCHANGED
    outcome = Outcome.UPDATED if record else Outcome.CREATED
    write_record(event, row)
    LoadedRow.objects.update_or_create(kind=KIND, key=slug, defaults={"fingerprint": wanted})
    return outcome


def is_of_people(record: ForumRecord) -> bool:
    """Whether anybody wrote in it, or took it down."""
    return record.writers.exists() or not record.live


def write_record(event: Event, row: Row) -> None:
    words = {name: text(row.get(name)) for name in ("summary", "method", "limitations")}
    values = {**words, "fact_status": row["fact_status"]}
    record, is_new = ForumRecord.objects.get_or_create(event=event, defaults=values)
    if not is_new:
        ForumRecord.objects.filter(pk=record.pk).update(**values)
    record.sources.set(sources_of(row))
    RecordPresence.objects.filter(record=record).delete()
    RecordPresence.objects.bulk_create(
        RecordPresence(
            record=record,
            actor_type=told.get("actor_type", ""),
            label=text(told.get("label")),
            number=told.get("number"),
        )
        for told in row.get("room", ())
    )
    write_findings(record, row["findings"])
    record = ForumRecord.objects.get(pk=record.pk)
    if publication.concerns_children(record):
        note_loaded(subject=record, now=timezone.now())
    publish_record(event=event, by=None, now=timezone.now())


def write_findings(record: ForumRecord, rows: list[Row]) -> None:
    """Findings keep their keys, so that what points at one stays; those that the file lost are taken out."""
    made = {}
    for number, told in enumerate(rows, start=1):
        key = event_key(record.event.slug, "finding", told["code"])
        values = {**values_of(record, told), "record": record, "number": number, "order": number}
        # Numbers are not handed on: whoever had it gives it up first.
        Finding.objects.filter(record=record, number=number).exclude(key=key).update(number=None)
        finding = Finding.objects.update_or_create(key=key, defaults=values)[0]
        finding.sources.set(sources_of(told))
        made[told["code"]] = finding
    for told in rows:
        Finding.objects.filter(pk=made[told["code"]].pk).update(same_as=made.get(told.get("same_as", "")))
    lost = Finding.objects.filter(record=record).standing().exclude(pk__in=[one.pk for one in made.values()])
    lost.update(removed_at=timezone.now())


def values_of(record: ForumRecord, row: Row) -> dict:
    if "same_as" not in row and not row.get("text"):
        raise ValueError(f"finding {row['code']!r} says nothing")
    return {
        "kind": row["kind"],
        "text": text(row.get("text")) if row.get("text") else Translated(),
        "session": session_at(record.event, row.get("session")),
        "phases": row.get("phases", []),
        "population": row.get("population", []),
        "actor_types": row.get("actor_types", []),
        "raised_by": find(Organization, row.get("raised_by")),
        "raised_by_plenary": row.get("raised_by_plenary", False),
        "place": find(Place, row.get("place")),
        "fact_status": row["fact_status"],
        "is_interpretation": row.get("is_interpretation", False),
        "removed_at": None,
    }


def session_at(event: Event, code: str | None) -> EventSession | None:
    """The session with this code of the event's content file."""
    if code is None:
        return None
    found = EventSession.objects.filter(event=event, key=event_key(event.slug, "session", code)).first()
    if found is None:
        raise MissingRowError(f"session {code!r} of {event.slug!r} does not exist")
    return found
