"""The rows of a record's grid: what a row says as plain values, and a stamp by which a change is noticed."""

import hashlib
import json
import uuid
from dataclasses import dataclass

from reference.terms import term_labels
from workshops.models import Commitment, Finding
from workshops.records.content import worded


@dataclass(frozen=True)
class RowChange:
    """What came back for one row. `was` is the stamp of what the person was shown, `version` its version then."""

    key: uuid.UUID
    version: int
    was: str
    values: dict
    position: int | None = None

    @property
    def is_untouched(self) -> bool:
        return stamp(self.values) == self.was


def finding_values(row: Finding) -> dict:
    return {
        "kind": row.kind,
        "text": dict(row.text),
        "phases": in_order(row.phases),
        "session_id": row.session_id,
        "raised_by_id": row.raised_by_id,
        "raised_by_plenary": row.raised_by_plenary,
        "place_id": row.place_id,
        "is_interpretation": row.is_interpretation,
        "same_as_id": row.same_as_id,
    }


def commitment_values(row: Commitment) -> dict:
    said = worded(row)
    return {
        "text": said["text"],
        "indicator": said["indicator"],
        "owner_id": row.owner_id,
        "due_date": said["due_date"],
        "phases": in_order(said["phases"]),
        "finding": said["finding"],
    }


def in_order(phases: list[str]) -> list[str]:
    """Phases as their vocabulary orders them; whatever it does not know comes last."""
    known = list(term_labels("protocol_phase"))
    return sorted(set(phases), key=lambda code: (known.index(code) if code in known else len(known), code))


def stamp(values: dict) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]
