"""Rows of the grid as they come back: read into changes, or refused with a reason and kept as they were typed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from base.errors import RefusedError
from organizations.errors import MentionOnlyError
from workshops.models import Commitment, Event, Finding
from workshops.records.forms import CommitmentForm, FindingForm, RowForm
from workshops.records.grid import Links
from workshops.records.names import Names
from workshops.records.rows import RowChange, in_order
from workshops.records.said import date_of, is_no_date, is_plenary


@dataclass
class GridReading:
    """What came back: changes to save, and rows that could not be read, as they were typed."""

    findings: list[RowChange] = field(default_factory=list)
    commitments: list[RowChange] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class GridReader:
    """Reads rows from what was posted. `sessions` are those of the event."""

    data: Mapping
    names: Names
    places: Names
    links: Links
    sessions: set[int]

    def read(self, event: Event) -> GridReading:
        """Every row that was sent and that this record has; two queries, however many they are."""
        found = GridReading()
        findings = self.sent("finding")
        for row in Finding.objects.filter(record__event=event, key__in=findings).select_related(
            "raised_by", "place", "same_as"
        ):
            self.read_row(found, found.findings, row, FindingForm, self.finding_values)
        commitments = self.sent("commitment")
        for row in Commitment.objects.filter(event=event, key__in=commitments).select_related(
            "owner", "finding"
        ):
            self.read_row(found, found.commitments, row, CommitmentForm, self.commitment_values)
        return found

    def sent(self, name: str) -> list[uuid.UUID]:
        keys = []
        for text in self.data.getlist(name)[:1000]:
            try:
                keys.append(uuid.UUID(text))
            except ValueError:
                continue
        return keys

    def read_row(self, found: GridReading, into: list[RowChange], row, form_class, values_of) -> None:
        form: RowForm = form_class(self.data, prefix=str(row.key))
        try:
            if not form.is_valid():
                raise RefusedError(" ".join(str(e) for errors in form.errors.values() for e in errors))
            change = RowChange(
                row.key,
                form.cleaned_data["version"],
                form.cleaned_data["was"],
                values_of(form, row),
                form.new_position(),
            )
        except RefusedError as error:
            found.refused[str(row.key)] = [str(error)]
            return
        into.append(change)

    def finding_values(self, form: FindingForm, row: Finding) -> dict:
        cleaned = form.cleaned_data
        plenary, organization = self.raised_by(cleaned["raised_by"], row)
        same_as = self.links.find(cleaned["same_as"])
        if same_as is not None and same_as in {row.pk, *self.pointing_at(row)}:
            raise RefusedError(_("A line cannot repeat itself, nor one that repeats it."))
        session = cleaned["session"]
        return {
            "kind": cleaned["kind"],
            "text": form.text(),
            "phases": in_order(cleaned["phases"]),
            "session_id": session if session in self.sessions else None,
            "raised_by_id": organization,
            "raised_by_plenary": plenary,
            "place_id": self.place(cleaned["place"], row),
            "is_interpretation": cleaned["is_interpretation"],
            "same_as_id": same_as,
        }

    def pointing_at(self, row: Finding) -> set[int]:
        if not hasattr(self, "_pointing"):
            pairs = Finding.objects.filter(record=row.record_id, same_as__isnull=False).standing()
            self._pointing: dict[int, set[int]] = {}
            for pk, target in pairs.values_list("pk", "same_as"):
                self._pointing.setdefault(target, set()).add(pk)
        return self._pointing.get(row.pk, set())

    def raised_by(self, written: str, row: Finding) -> tuple[bool, int | None]:
        """(by the plenary, the organization); what stands there unchanged is not looked up."""
        if not written:
            return False, None
        if row.raised_by_id and written == str(row.raised_by):
            return False, row.raised_by_id
        if is_plenary(written):
            return True, None
        return False, self.names.find(written).pk

    def place(self, written: str, row: Finding) -> int | None:
        if not written or (row.place_id and written == str(row.place)):
            return row.place_id if written else None
        return self.places.find(written).pk

    def commitment_values(self, form: CommitmentForm, row: Commitment) -> dict:
        cleaned = form.cleaned_data
        finding = self.links.find(cleaned["finding"])
        keys = {pk: key for key, number in self.links.keys.items() for pk in [self.links.numbers[number]]}
        return {
            "text": form.text(),
            "indicator": form.text("indicator"),
            "owner_id": self.owner(cleaned["owner"], row),
            "due_date": due_date(cleaned["due"]),
            "phases": in_order(cleaned["phases"]),
            "finding": keys.get(finding, "") if finding else "",
        }

    def owner(self, written: str, row: Commitment) -> int:
        """Who promises it; of a public promise always who did. Raises `RefusedError` for who cannot."""
        if row.is_public or written == str(row.owner):
            return row.owner_id
        if not written:
            raise RefusedError(_("A commitment needs an owner: the organization that promises it."))
        found = self.names.find(written)
        if found.mention_only:
            raise RefusedError(str(MentionOnlyError()))
        return found.pk


def due_date(written: str) -> str:
    """The date as it is stored in a draft; empty for none. Raises `RefusedError` for what is no date."""
    if is_no_date(written):
        return ""
    try:
        return date_of(written).isoformat()
    except ValueError as error:
        raise RefusedError(
            _("“%(date)s” is no date that can be read. Write 2027-06-30, 30/06/2027, June 2027 or “no date”.")
            % {"date": written}
        ) from error
