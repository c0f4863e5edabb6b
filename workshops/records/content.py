"""Everything that the page of a record shows, as plain data in both languages: what an edition freezes.

Its shape is described in docs/reference/record-format.md. Numbers, dates and codes are as they are stored; whoever
shows them to the public masks small numbers and hidden organizations (`records.reading`).
"""

import hashlib
import json
from collections.abc import Iterable

from organizations.models import Organization
from reference.models import Place, Source
from workshops.models import Commitment, Event, Finding, ForumRecord

FORMAT = "puentes-record-1"
# Names that are corrected elsewhere; what was reviewed are the words of the record.
NOT_REVIEWED = ("organizations", "places", "sources")


def content_of(record: ForumRecord) -> dict:
    """The record as it stands in its draft, in a fixed number of queries."""
    event = Event.objects.select_related("place", "series").get(pk=record.event_id)
    findings = list(standing_findings(record))
    commitments = list(standing_commitments(record))
    organizations, places, sources = Named(Organization), Named(Place), Named(Source)
    content = {
        "format": FORMAT,
        "event": event_data(event, places),
        "fact_status": record.fact_status,
        **{name: dict(getattr(record, name)) for name in ("summary", "method", "limitations")},
        "source_codes": sources.of(record.sources.all()),
        "room": [presence_data(row) for row in record.presences.all()] if record.pk else [],
        "sessions": [session_data(row, organizations) for row in sessions_of(event)],
        "findings": [finding_data(row, organizations, places, sources) for row in findings],
        "commitments": [commitment_data(row, organizations) for row in commitments],
    }
    return content | {
        "organizations": organizations.named(),
        "places": places.named(),
        "sources": sources.named(),
    }


def fingerprint_of(record: ForumRecord) -> str:
    """A checksum of all its words, those of its findings, commitments and sessions included."""
    return checksum(content_of(record))


def checksum(content: dict) -> str:
    said = {name: value for name, value in content.items() if name not in NOT_REVIEWED}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def standing_findings(record: ForumRecord) -> Iterable[Finding]:
    rows = Finding.objects.filter(record=record).standing()
    return rows.select_related("session", "raised_by", "place", "same_as").prefetch_related("sources")


def standing_commitments(record: ForumRecord) -> Iterable[Commitment]:
    rows = Commitment.objects.filter(event_id=record.event_id).standing()
    return rows.select_related("owner", "finding").prefetch_related("co_ownerships__organization")


def sessions_of(event: Event):
    return event.sessions.all().prefetch_related("parts__organization")


class Named:
    """Rows that the content names by code, each told once."""

    def __init__(self, model):
        self.model = model
        self.rows: dict[str, object] = {}

    def code(self, row) -> str:
        if row is None:
            return ""
        self.rows[row.code] = row
        return row.code

    def of(self, rows) -> list[str]:
        return [self.code(row) for row in rows]

    def named(self) -> dict[str, dict]:
        tell = source_data if self.model is Source else lambda row: {"name": dict(row.name)}
        return {code: tell(self.rows[code]) for code in sorted(self.rows)}


def source_data(source: Source) -> dict:
    return {"citation": dict(source.citation), "url": source.url, "language": source.language}


def event_data(event: Event, places: Named) -> dict:
    return {
        "key": str(event.key),
        "slug": event.slug,
        "kind": event.kind,
        "title": dict(event.title),
        "objective": dict(event.objective),
        "series": event.series.slug if event.series else "",
        "ordinal": event.ordinal,
        "place": places.code(event.place),
        "start_date": event.start_date.isoformat() if event.start_date else "",
        "end_date": event.end_date.isoformat() if event.end_date else "",
        "date_precision": event.date_precision,
        "date_note": dict(event.date_note),
    }


def presence_data(row) -> dict:
    return {"actor_type": row.actor_type, "label": dict(row.label), "number": row.number}


def session_data(session, organizations: Named) -> dict:
    return {
        "key": str(session.key),
        "kind": session.kind,
        "day": session.day_no,
        "title": dict(session.title),
        "summary": dict(session.summary),
        "phases": session.phases,
        "content_notes": session.content_notes,
        "is_inferred": session.is_inferred,
        "parts": [part_data(part, organizations) for part in session.parts.all()],
    }


def part_data(part, organizations: Named) -> dict:
    return {
        "role": part.role,
        "organization": organizations.code(part.organization),
        "label": dict(part.label),
        "contribution": dict(part.contribution),
        "fact_status": part.fact_status,
    }


def finding_data(row: Finding, organizations: Named, places: Named, sources: Named) -> dict:
    return {
        "key": str(row.key),
        "number": row.number,
        "kind": row.kind,
        "text": dict(row.text),
        "phases": row.phases,
        "session": str(row.session.key) if row.session else "",
        "actor_types": row.actor_types,
        "population": row.population,
        "raised_by": organizations.code(row.raised_by),
        "raised_by_plenary": row.raised_by_plenary,
        "place": places.code(row.place),
        "fact_status": row.fact_status,
        "is_interpretation": row.is_interpretation,
        "same_as": str(row.same_as.key) if row.same_as else "",
        "source_codes": sources.of(row.sources.all()),
    }


def commitment_data(row: Commitment, organizations: Named) -> dict:
    """A commitment as the draft of the record words it."""
    said = worded(row)
    return {
        "key": str(row.key),
        "code": row.code,
        "text": said["text"],
        "indicator": said["indicator"],
        "owner": organizations.code(row.owner),
        "co_owners": [organizations.code(one.organization) for one in row.co_ownerships.all()],
        "due_date": said["due_date"],
        "phases": said["phases"],
        "finding": said["finding"],
        "fact_status": row.fact_status,
    }


def worded(row: Commitment) -> dict:
    """What a record says of a commitment, as plain data: that of its draft where it differs from what is public."""
    return {
        "text": dict(row.text),
        "indicator": dict(row.indicator),
        "due_date": row.due_date.isoformat() if row.due_date else "",
        "phases": list(row.phases),
        "finding": str(row.finding.key) if row.finding else "",
        **row.drafted,
    }
