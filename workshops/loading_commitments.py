"""Commitments from the content file `content/commitments.yaml`: made once, then a matter of people."""

import datetime
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from base.enums import FactStatus
from base.translated import Translated
from organizations.models import Organization
from reference.keeping import Outcome, Report
from reference.loading import MissingRowError, find, rows_in, text
from reference.models import LoadedRow
from workshops.enums import DONE, CommitmentStatus, Judgement
from workshops.loading_events import event_key
from workshops.models import (
    Commitment,
    CommitmentAssessment,
    CommitmentEvidence,
    CommitmentUpdate,
    Event,
)

Row = Mapping[str, Any]
KIND = "workshops.commitment"


def load_commitments(folder: Path, now: datetime.datetime | None = None) -> Report:
    """Load what is not there yet. A row that cannot be read is left out and named in the report."""
    report = Report()
    now = now or timezone.now()
    for order, row in enumerate(rows_in(Path(folder), "commitments", None)):
        try:
            report.note(f"{KIND} {row['code']}", keep(row, order, now))
        except (KeyError, ValueError, MissingRowError) as error:
            report.left_out[f"commitments {row.get('code') or row}"] = f"{type(error).__name__}: {error}"
    return report


@transaction.atomic
def keep(row: Row, order: int, now: datetime.datetime) -> Outcome:
    if LoadedRow.objects.filter(kind=KIND, key=row["code"]).exists():
        return Outcome.KEPT
    event = Event.objects.filter(slug=row["event"]).first()
    if event is None:
        raise MissingRowError(f"there is no event {row['event']!r}")
    made = make(row, order, event, now)
    LoadedRow.objects.create(kind=KIND, key=row["code"], fingerprint=str(made.key))
    return Outcome.CREATED


def make(row: Row, order: int, event: Event, now: datetime.datetime) -> Commitment:
    """The commitment with everything said of it. Owners are fictional, so it is illustrative."""
    owner = find(Organization, row["owner"])
    due = timezone.localtime(now).date() + datetime.timedelta(days=row["due_in_days"])
    made = Commitment.objects.create(
        key=event_key(event.slug, "commitment", row["code"]),
        code=row["code"],
        event=event,
        order=order,
        text=text(row["text"]),
        indicator=text(row.get("indicator")),
        owner=owner,
        due_date=due,
        phases=row.get("phases", []),
        fact_status=FactStatus.ILLUSTRATIVE if owner.is_demo else FactStatus.EXTERNAL,
        is_public=True,
        made_at=ago(now, max([one["days_ago"] for one in row["updates"]], default=0)),
    )
    for one in row.get("evidence", ()):
        add_evidence(made, one, now)
    for one in row["updates"]:
        add_update(made, one["status"], one, owner, now)
    if "verified_by" in row:
        verify(made, row["verified_by"], now)
    return made


def ago(now: datetime.datetime, days: int) -> datetime.datetime:
    return now - datetime.timedelta(days=days)


def add_update(made: Commitment, status: str, told: Row, by: Organization, now: datetime.datetime) -> None:
    at = ago(now, told["days_ago"])
    note, language = Translated(told.get("note") or {}).or_other("es")
    CommitmentUpdate.objects.create(
        pk=uuid.uuid5(made.key, f"{status}/{told['days_ago']}"),
        commitment=made,
        earlier_status=made.status,
        status=CommitmentStatus(status),
        note=note,
        language=language if note else "",
        organization=by,
        at=at,
    )
    made.status, made.last_news_at = CommitmentStatus(status), at
    made.done_at = (made.done_at or at) if status in DONE else None
    made.save(update_fields=["status", "last_news_at", "done_at"])


def add_evidence(made: Commitment, told: Row, now: datetime.datetime) -> None:
    summary, language = Translated(told["summary"]).or_other("es")
    CommitmentEvidence.objects.create(
        commitment=made,
        kind=told["kind"],
        strength=told["strength"],
        summary=summary,
        language=language,
        has_no_personal_data=True,
        at=now,
    )


def verify(made: Commitment, told: Row, now: datetime.datetime) -> None:
    organization = find(Organization, told["organization"])
    CommitmentAssessment.objects.create(
        commitment=made,
        judgement=Judgement.VERIFIED,
        organization=organization,
        at=ago(now, told["days_ago"]),
    )
    add_update(made, CommitmentStatus.FULFILLED_VERIFIED, told, organization, now)
