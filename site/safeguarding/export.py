"""The audit log as CSV, streamed whole, safe to open in a spreadsheet."""

import csv
import json
from collections.abc import Iterator

from django.db.models import QuerySet

from safeguarding.models import AuditEntry

COLUMNS = ("when", "act", "act in words", "actor", "kind of object", "object", "details", "network")
# Spreadsheets take cells that begin like this for formulas.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 1000


class Line:
    """What `csv` writes into: it hands each line back."""

    def write(self, text: str) -> str:
        return text


def safe_cell(text: str) -> str:
    """The text, marked as text where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(LIKE_A_FORMULA) else text


def lines(entries: QuerySet) -> Iterator[str]:
    """The export line by line, the oldest entry first, however many there are."""
    writer = csv.writer(Line())
    # The mark by which spreadsheets know that what follows is UTF-8.
    yield "\ufeff" + writer.writerow(COLUMNS)
    for entry in entries.order_by("at", "id").iterator(chunk_size=AT_ONCE):
        yield writer.writerow([safe_cell(cell) for cell in cells(entry)])


def cells(entry: AuditEntry) -> list[str]:
    return [
        entry.at.isoformat(timespec="seconds"),
        entry.act,
        entry.act_label,
        str(entry.actor or ""),
        entry.subject_type,
        entry.subject_key,
        json.dumps(entry.detail, sort_keys=True) if entry.detail else "",
        entry.came_from,
    ]
