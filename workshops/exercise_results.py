"""What a worksheet shows of its rows: a grid with its gaps, a ranking, canvases, a table."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max

from base.translated import Translated
from reference.terms import term_labels
from workshops.enums import WorksheetKind
from workshops.exercise_fields import RowField, fields_of, words_in
from workshops.measures import Spread, priority_index, spread
from workshops.models import Entry, PriorityScore, Worksheet


@dataclass(frozen=True)
class ShownRow:
    """A row in words: `(field, words)` without empty ones."""

    entry: Entry
    title: str
    cells: list[tuple[RowField, str]]


@dataclass(frozen=True)
class Ranked:
    """A priority with the index of those who rated it, and how far they are apart."""

    row: ShownRow
    index: Spread

    @property
    def is_disputed(self) -> bool:
        """Whether people see it so differently that the room should talk."""
        return self.index.sd is not None and self.index.sd >= 1


@dataclass(frozen=True)
class Grid:
    """How many activities stand in each cell of phases by components."""

    components: list[Translated]
    rows: list[tuple[Translated, list[int]]]
    formality: list[tuple[Translated, int]]

    @property
    def gaps(self) -> int:
        return sum(count == 0 for _label, counts in self.rows for count in counts)


def stamp_of(worksheet: Worksheet, *more: object) -> str:
    """What changes with every change of the rows: the validator of the live part. One query."""
    found = Entry.objects.filter(worksheet=worksheet).aggregate(at=Max("changed_at"), n=Count("pk"))
    told = f"{worksheet.pk}|{worksheet.is_open}|{found['at']}|{found['n']}|{'|'.join(map(str, more))}"
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def rows_of(worksheet: Worksheet) -> list[Entry]:
    return list(worksheet.entries.standing().select_related("organization"))


def shown(worksheet: Worksheet, entries: Iterable[Entry]) -> list[ShownRow]:
    fields = fields_of(worksheet)
    return [shown_row(fields, entry) for entry in entries]


def shown_row(fields: tuple[RowField, ...], entry: Entry) -> ShownRow:
    cells = [(field, words_in(field, entry.values.get(field.name))) for field in fields]
    return ShownRow(entry, cells[0][1] if cells else "", [cell for cell in cells[1:] if cell[1]])


def results_of(worksheet: Worksheet) -> dict:
    """What the room sees; at most three queries whatever the number of rows."""
    entries = rows_of(worksheet)
    rows = shown(worksheet, entries)
    found = {"rows": rows, "count": len(rows)}
    if worksheet.kind == WorksheetKind.MAPPING:
        found["grid"] = grid_of(entries)
    if worksheet.kind == WorksheetKind.PRIORITIES:
        found["ranking"] = ranking_of(rows)
    return found


def grid_of(entries: Iterable[Entry]) -> Grid:
    phases, components = term_labels("protocol_phase"), term_labels("cap_component")
    cells: Counter = Counter()
    formality: Counter = Counter()
    for entry in entries:
        formality[entry.values.get("formality") or "not_stated"] += 1
        for phase in entry.values.get("phases") or ():
            for component in entry.values.get("components") or ():
                cells[phase, component] += 1
    return Grid(
        list(components.values()),
        [(label, [cells[phase, component] for component in components]) for phase, label in phases.items()],
        [
            (label, formality[code])
            for code, label in term_labels("practice_formality").items()
            if formality[code]
        ],
    )


def ranking_of(rows: list[ShownRow]) -> list[Ranked]:
    """Priorities by the mean of everybody's index, the highest first; those that nobody rated last."""
    by_entry: dict = {}
    for score in PriorityScore.objects.filter(entry__in=[row.entry.pk for row in rows]):
        index = priority_index(score.impact, score.feasibility, score.capacity, score.risk)
        by_entry.setdefault(score.entry_id, []).append(index)
    ranked = [Ranked(row, spread(by_entry.get(row.entry.pk, []))) for row in rows]
    return sorted(ranked, key=lambda one: -(one.index.mean or 0))
