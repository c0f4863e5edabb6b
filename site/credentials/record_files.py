"""A person's record as files: JSON with the signed certificates, and a table for spreadsheets."""

import csv
import io

from django.utils.translation import gettext as _

from base.sheets import safe_cell
from credentials import signing
from credentials.models import Certificate
from credentials.record import CompletedRow, Record


def as_data(record: Record) -> dict:
    """Everything on the page, for machines. A certificate can be checked without us: `statement` as canonical
    JSON (sorted keys, no spaces, UTF-8) was signed with the Ed25519 key `public_key`.
    """
    return {
        "format": "puentes-record-1",
        "name_on_certificates": record.name,
        "completed": [completed_data(row) for row in record.completed],
        "under_way": [under_way_data(row) for row in record.under_way],
        "estimated_minutes": record.minutes,
    }


def completed_data(row: CompletedRow) -> dict:
    return {
        "kind": row.kind.value,
        "titles": row.titles.as_dict(),
        "minutes": row.minutes,
        "completed_at": row.completed_at.isoformat(),
        "certificate": row.certificate and certificate_data(row.certificate),
    }


def under_way_data(row) -> dict:
    return {
        "titles": row.outline.titles.as_dict(),
        "enrolled_at": row.enrolment.enrolled_at.isoformat(),
        "percent": row.enrolment.percent,
        "left": not row.enrolment.is_active,
    }


def certificate_data(certificate: Certificate) -> dict:
    key = signing.known_keys().get(certificate.key_id)
    return {
        "statement": certificate.statement(),
        "signature": certificate.signature,
        "public_key": signing.written(key) if key else None,
        "status": certificate.status,
        "name_is_shown": certificate.shows_name,
    }


def as_table(record: Record) -> str:
    """The completed modules and paths as CSV, with a mark that makes spreadsheets read it as UTF-8."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(
        [_("Kind"), _("Title"), _("Completed"), _("Estimated minutes"), _("Code"), _("Status"), _("Name")]
    )
    for row in record.completed:
        writer.writerow([safe_cell(str(cell)) for cell in table_cells(row)])
    return out.getvalue()


def table_cells(row: CompletedRow) -> list:
    issued = row.certificate
    of_certificate = (
        [issued.grouped_code, issued.get_status_display(), issued.holder_name] if issued else [""] * 3
    )
    return [row.kind.label, row.titles, row.completed_at.date(), row.minutes, *of_certificate]
