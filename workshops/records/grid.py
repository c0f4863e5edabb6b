"""The grid of a record’s lines: rows as their inputs show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from base.errors import RefusedError
from base.translated import Translated
from workshops.models import Commitment, Event, Finding, ForumRecord
from workshops.records.rows import commitment_values, finding_values, stamp

PER_PAGE = 50


@dataclass
class GridRow:
    """One row as its inputs show it; `errors` say what could not be taken, `theirs` what somebody else wrote."""

    key: str
    number: int | None
    version: int
    was: str
    position: int
    shown: dict
    is_public: bool = False
    errors: list[str] = field(default_factory=list)
    theirs: dict | None = None
    changed_by: str = ""
    # The name of its organization where it cannot be changed here.
    fixed_owner: str = ""

    @property
    def is_marked(self) -> bool:
        return bool(self.errors or self.theirs)

    def missing(self) -> list[str]:
        """The languages in which it says nothing yet."""
        return [code for code in ("es", "en") if not self.shown.get(f"text_{code}")]


@dataclass(frozen=True)
class Links:
    """What rows point at: findings of this record by number, and those of the earlier forums of its series."""

    numbers: Mapping[str, int]
    by_pk: Mapping[int, str]
    keys: Mapping[str, str]

    def number_of(self, pk: int | None) -> str:
        return self.by_pk.get(pk, "") if pk else ""

    def find(self, written: str) -> int | None:
        """The finding with this number. Raises `RefusedError` when there is none."""
        written = written.strip().lstrip("#")
        if not written:
            return None
        if written not in self.numbers:
            raise RefusedError(_("There is no line with the number “%(number)s”.") % {"number": written})
        return self.numbers[written]


def links_of(event: Event) -> Links:
    """One query. A number of an earlier forum stands behind that forum's own, as in 2/7."""
    rows = Finding.objects.filter(record__event=event).standing()
    found = list(rows.values_list("pk", "number", "key"))
    numbers = {str(number): pk for pk, number, _key in found}
    keys = {str(key): str(number) for _pk, number, key in found}
    if event.series_id and event.ordinal:
        earlier = Finding.objects.public().filter(
            record__event__series=event.series_id, record__event__ordinal__lt=event.ordinal
        )
        for pk, ordinal, number in earlier.values_list("pk", "record__event__ordinal", "number"):
            numbers[f"{ordinal}/{number}"] = pk
    return Links(numbers, {pk: number for number, pk in numbers.items()}, keys)


def finding_rows(record: ForumRecord, page: int, links: Links) -> tuple[list[GridRow], int]:
    """One page of findings, and how many there are."""
    rows = Finding.objects.filter(record=record).standing()
    shown = rows.select_related("raised_by", "place")[(page - 1) * PER_PAGE : page * PER_PAGE]
    first = (page - 1) * PER_PAGE + 1
    return [finding_row(row, place, links) for place, row in enumerate(shown, start=first)], rows.count()


def finding_row(row: Finding, position: int, links: Links) -> GridRow:
    values = finding_values(row)
    return GridRow(
        str(row.key),
        row.number,
        row.version,
        stamp(values),
        position,
        shown_finding(row, links),
        row.is_public,
    )


def shown_finding(row: Finding, links: Links) -> dict:
    raised_by = _("Plenary") if row.raised_by_plenary else str(row.raised_by or "")
    return {
        "kind": row.kind,
        "text_es": row.text.in_language("es"),
        "text_en": row.text.in_language("en"),
        "phases": row.phases,
        "session": row.session_id,
        "raised_by": raised_by,
        "place": str(row.place or ""),
        "is_interpretation": row.is_interpretation,
        "same_as": links.number_of(row.same_as_id),
    }


def commitment_rows(event: Event, links: Links) -> list[GridRow]:
    rows = Commitment.objects.filter(event=event).standing().select_related("owner", "finding")
    return [
        commitment_row(row, place, links) for place, row in enumerate(rows.order_by("order", "pk"), start=1)
    ]


def commitment_row(row: Commitment, position: int, links: Links) -> GridRow:
    values = commitment_values(row)
    text, indicator = Translated(values["text"]), Translated(values["indicator"])
    shown = {
        "text_es": text.in_language("es"),
        "text_en": text.in_language("en"),
        "indicator_es": indicator.in_language("es"),
        "indicator_en": indicator.in_language("en"),
        "owner": str(row.owner),
        "due": values["due_date"],
        "phases": values["phases"],
        "finding": links.keys.get(values["finding"], ""),
    }
    return GridRow(
        str(row.key),
        position,
        row.version,
        stamp(values),
        position,
        shown,
        row.is_public,
        fixed_owner=str(row.owner) if row.is_public else "",
    )


def as_typed(row: GridRow, data: Mapping) -> GridRow:
    """The row with what the person typed in its inputs."""
    shown = {
        name: data.getlist(f"{row.key}-{name}") if name == "phases" else data.get(f"{row.key}-{name}", "")
        for name in row.shown
    }
    row.shown = {
        **shown,
        "session": int(shown["session"]) if str(shown.get("session", "")).isdigit() else None,
    }
    return row
