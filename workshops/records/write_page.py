"""The one page on which a record is written, reviewed and published: everything that it shows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from base.enums import Language
from reference.terms import term_choices, term_labels
from safeguarding import publication
from workshops.addresses import address_of
from workshops.enums import FindingKind
from workshops.models import Commitment, Event, Finding, ForumRecord
from workshops.records import grid
from workshops.records.changes import differences
from workshops.records.content import checksum, content_of
from workshops.records.lines import Line
from workshops.records.names import organizations_for, places


@dataclass
class Box:
    """The box into which lines are pasted, with what is known of them."""

    text: str = ""
    language: str = ""
    refusal: str = ""
    lines: list[Line] | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def good(self) -> int:
        return sum(line.is_good for line in self.lines or ())

    @property
    def bad(self) -> list[Line]:
        return [line for line in self.lines or () if not line.is_good]


@dataclass
class Returned:
    """What a sent form leaves to be shown: rows as they were typed, with errors or with what others wrote."""

    data: Mapping | None = None
    refused: dict[str, list[str]] = field(default_factory=dict)
    conflicts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """Where a record stands on its way to its readers."""

    record: ForumRecord
    edition: object = None
    has_changes: bool = False
    changes: object = None
    about_children: bool = False
    review: object = None

    @property
    def may_be_published(self) -> bool:
        return self.has_changes and (self.review is not None or not self.about_children)


def standing_of(record: ForumRecord) -> Standing:
    if record.pk is None:
        return Standing(record)
    content = content_of(record)
    last = record.editions.select_related("published_by").first()
    about_children = publication.concerns_children(record)
    return Standing(
        record,
        last,
        not record.live or last is None or checksum(last.content) != checksum(content),
        differences(last.content, content) if last else None,
        about_children,
        publication.review_of(record) if about_children else None,
    )


def record_of(event: Event) -> ForumRecord:
    """The record of an event; one that is not stored yet when nobody has written anything."""
    found = ForumRecord.objects.filter(event=event).select_related("event", "submitted_by").first()
    return found or ForumRecord(event=event)


def show(
    request: HttpRequest,
    event: Event,
    *,
    page: int = 1,
    box: Box | None = None,
    returned: Returned | None = None,
    words: dict | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with whatever came back of a form that was not taken whole."""
    record, links = record_of(event), grid.links_of(event)
    findings, total = grid.finding_rows(record, page, links) if record.pk else ([], 0)
    commitments = grid.commitment_rows(event, links)
    lost = put_back(returned, [*findings, *commitments]) if returned else []
    box = box or Box()
    box.language = box.language or get_language()
    context = {
        "event": event,
        "record": record,
        "box": box,
        "languages": Language.choices,
        "findings": findings,
        "commitments": commitments,
        "lost": lost,
        "has_marked": bool(lost) or any(row.is_marked for row in (*findings, *commitments)),
        "pages": Pages(page, total),
        "removed": removed_lines(event),
        "kinds": FindingKind.choices,
        "phases": term_choices("protocol_phase"),
        "sessions": [(row.pk, str(row)) for row in event.sessions.all()],
        "organizations": sorted({str(row) for row in organizations_for(request.user).rows.values()}),
        "places": sorted({str(row) for row in places().rows.values()}),
        "words": words or words_of(record),
        "room": room_of(record, words),
        "standing": standing_of(record),
        "crumbs": [(str(event), address_of(event))],
        "is_first": not (findings or commitments),
        "here": reverse("teach_events:record", args=[event.slug]),
    }
    return render(request, "workshops/record/write.html", context, status=status)


@dataclass(frozen=True)
class Pages:
    """Fifty rows a page; reads like a paginator's page."""

    number: int
    count: int

    @property
    def paginator(self) -> "Pages":
        return self

    @property
    def num_pages(self) -> int:
        return max(1, -(-self.count // grid.PER_PAGE))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.num_pages

    @property
    def has_other_pages(self) -> bool:
        return self.has_previous or self.has_next

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def put_back(returned: Returned, rows: list[grid.GridRow]) -> list[dict]:
    """Show rows as they were typed, with what is wrong; returns texts whose rows are not there any more."""
    present = set()
    for row in rows:
        present.add(row.key)
        if row.key in returned.conflicts:
            row.theirs = dict(row.shown)
            row.changed_by = writer_of(returned.conflicts[row.key])
        if row.key in returned.refused:
            row.errors = returned.refused[row.key]
        if row.is_marked:
            grid.as_typed(row, returned.data)
    gone = [key for key in (*returned.conflicts, *returned.refused) if key not in present]
    return [
        {"key": key, "texts": [returned.data.get(f"{key}-text_{code}", "") for code in Language.values]}
        for key in gone
    ]


def writer_of(row) -> str:
    by = getattr(row, "written_by", None)
    return by.display_name if by else ""


def removed_lines(event: Event) -> list:
    """What was taken out, the newest first, to be put back."""
    findings = Finding.objects.filter(record__event=event, removed_at__isnull=False)
    commitments = Commitment.objects.filter(event=event, removed_at__isnull=False)
    return sorted([*findings, *commitments], key=lambda row: row.removed_at, reverse=True)


def words_of(record: ForumRecord) -> dict:
    """The words of the record as its form shows them."""
    values = {
        f"{name}_{code}": getattr(record, name).in_language(code)
        for name in ("summary", "method", "limitations")
        for code in Language.values
    }
    return {"version": record.version, "values": values, "theirs": None, "error": ""}


def room_of(record: ForumRecord, words: dict | None) -> list[dict]:
    """A line for every type of actor, then those in the words of a source, and one to write another."""
    typed = (words or {}).get("data")
    presences = list(record.presences.all()) if record.pk else []
    stored = {row.actor_type: row for row in presences if row.actor_type}
    lines = [
        {"code": code, "label": label, "there": code in stored, "number": number_of(stored.get(code))}
        for code, label in term_labels("actor_type").items()
    ]
    named = [row for row in presences if not row.actor_type]
    for place in range(len(named) + 1):
        row = named[place] if place < len(named) else None
        texts = {code: row.label.in_language(code) if row else "" for code in Language.values}
        lines.append({"code": f"label{place}", "texts": texts, "there": bool(row), "number": number_of(row)})
    return [as_typed(line, typed) for line in lines] if typed is not None else lines


def number_of(row) -> str:
    return "" if row is None or row.number is None else str(row.number)


def as_typed(line: dict, data: Mapping) -> dict:
    code = line["code"]
    typed = {"there": bool(data.get(f"there_{code}")), "number": data.get(f"number_{code}", "")}
    if "texts" in line:
        typed["texts"] = {language: data.get(f"{code}_{language}", "") for language in line["texts"]}
    return {**line, **typed}
