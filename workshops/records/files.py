"""A record as CSV and JSON. Each row carries its source, its status and where it stands on the site."""

import csv
import io

from django.utils.translation import gettext as _

from base.enums import FactStatus, Language
from base.translated import Translated
from courses.admin_views import safe_cell
from reference.terms import term_labels
from workshops.enums import CommitmentStatus
from workshops.records.content import FORMAT
from workshops.records.reading import FEWEST, Reading
from workshops.records.reading_parts import FindingView


def as_csv(reading: Reading, address: str) -> str:
    """One row a finding and a commitment; marked as UTF-8 for spreadsheets, formulas made harmless."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    rows = [finding_cells(one, reading, address) for one in reading.findings]
    rows += [commitment_cells(row, reading, address) for row in reading.commitments]
    for cells in ([str(cell) for cell in headings()], *rows):
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def headings() -> list[str]:
    return [
        _("No."),
        _("Type"),
        _("Text in Spanish"),
        _("Text in English"),
        _("Phases"),
        _("Session"),
        _("Raised by"),
        _("Place"),
        _("Owner"),
        _("Due"),
        _("State of the commitment"),
        _("Repeats line no."),
        _("Our reading"),
        _("Kind of content"),
        _("Sources"),
        _("Address"),
    ]


def harmless(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula, on one line of its own or not."""
    text = str(cell)
    return safe_cell(text) if text == text.lstrip() else safe_cell(text.lstrip())


def finding_cells(one: FindingView, reading: Reading, address: str) -> list:
    return [
        one.number,
        one.kind.label,
        one.words.in_language("es"),
        one.words.in_language("en"),
        "; ".join(str(label) for _code, label in one.phases),
        one.session,
        _("Plenary") if one.by_plenary else (one.raised_by.name if one.raised_by else ""),
        one.place.name if one.place else "",
        "",
        "",
        "",
        one.same.number if one.same else "",
        _("yes") if one.is_interpretation else "",
        FactStatus(one.fact_status).label,
        cited(one.sources or reading.sources()),
        f"{address}#{one.anchor}",
    ]


def commitment_cells(row, reading: Reading, address: str) -> list:
    labels = term_labels("protocol_phase")
    return [
        row.code,
        _("Commitment"),
        row.text.in_language("es"),
        row.text.in_language("en"),
        "; ".join(str(labels[code]) for code in row.phases if code in labels),
        "",
        "",
        "",
        row.owner,
        row.due_date.isoformat() if row.due_date else _("no date set"),
        CommitmentStatus(row.status).label,
        "",
        "",
        FactStatus(row.fact_status).label,
        cited(reading.sources()),
        f"{address}#commitments",
    ]


def cited(sources: list[dict]) -> str:
    return "; ".join(f"{Translated(one['citation'])} {one['url']}".strip() for one in sources)


def as_data(reading: Reading, address: str) -> dict:
    """The edition in every language, for machines; docs/reference/record-format.md tells what is in it."""
    content = reading.content
    shown = {one.key for one in reading.findings}
    promises = {str(row.key): row for row in reading.commitments}
    return {
        "format": FORMAT,
        "address": address,
        "edition": reading.number,
        "published_at": reading.published_at.isoformat() if reading.published_at else None,
        "languages": Language.values,
        **{name: content[name] for name in ("event", "fact_status", "summary", "method", "limitations")},
        "room": [masked(row) for row in content["room"]],
        "sessions": [without_hidden(row, reading) for row in content["sessions"]],
        "findings": [
            finding_data(row, reading, address) for row in content["findings"] if row["key"] in shown
        ],
        "commitments": [
            commitment_data(row, promises[row["key"]], reading)
            for row in content["commitments"]
            if row["key"] in promises
        ],
        "organizations": {code: {"name": one.name.as_dict()} for code, one in reading.organizations.items()},
        "places": content["places"],
        "sources": content["sources"],
        "source_codes": content["source_codes"],
    }


def masked(row: dict) -> dict:
    """Fewer than five people are not counted in public."""
    number = row["number"]
    is_small = number is not None and number < FEWEST
    return {**row, "number": None if is_small else number, "fewer_than": FEWEST if is_small else None}


def without_hidden(session: dict, reading: Reading) -> dict:
    parts = [
        {
            **part,
            "organization": part["organization"] if part["organization"] in reading.organizations else "",
        }
        for part in session["parts"]
    ]
    return {**session, "parts": parts}


def finding_data(row: dict, reading: Reading, address: str) -> dict:
    raised_by = row["raised_by"] if row["raised_by"] in reading.organizations else ""
    return {**row, "raised_by": raised_by, "address": f"{address}#f{row['number']}"}


def commitment_data(row: dict, present, reading: Reading) -> dict:
    """As the edition words it, with where it stands now."""
    co_owners = [code for code in row["co_owners"] if code in reading.organizations]
    return {**row, "co_owners": co_owners, "status": present.status}
