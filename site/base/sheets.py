"""Tables for spreadsheets: UTF-8 that they recognize, and no cell that they take for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# Spreadsheets take cells that begin like this for formulas.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """The value as text, marked as text where a spreadsheet would take it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(LIKE_A_FORMULA) else text


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """The rows, the first with the names of the columns."""
    out = io.StringIO()
    out.write("\ufeff")
    csv.writer(out).writerows([[safe_cell(value) for value in row] for row in rows])
    return out.getvalue()


def csv_file(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A download that nobody keeps a copy of on the way."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)
