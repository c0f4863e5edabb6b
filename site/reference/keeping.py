"""Rows kept in step with content files, without ever overwriting what a person changed.

Every row that was loaded is remembered with a fingerprint of its values. A row that still has that
fingerprint follows the file; any other row is a person's and stays as it is, and so does a row that a
person deleted.
"""

import copy
import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.db import models

from reference.models import LoadedRow


class Outcome(IntEnum):
    """What happened to a row; of several outcomes the highest counts."""

    UNCHANGED = 0
    UPDATED = 1
    CREATED = 2
    KEPT = 3


@dataclass
class Report:
    """What a load did: an outcome for every row, and what could not be loaded, with the reason."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, outcome: Outcome) -> None:
        self.outcomes[name] = max(outcome, self.outcomes.get(name, outcome))

    def count(self, outcome: Outcome) -> int:
        return Counter(self.outcomes.values())[outcome]

    def names(self, outcome: Outcome) -> list[str]:
        return [name for name, found in self.outcomes.items() if found == outcome]

    def lines(self) -> list[str]:
        """The report for a terminal."""
        lines = [", ".join(f"{self.count(outcome)} {outcome.name.lower()}" for outcome in reversed(Outcome))]
        lines += [f"kept as a person left it: {name}" for name in self.names(Outcome.KEPT)]
        return lines + [f"left out: {name}: {reason}" for name, reason in self.left_out.items()]


def plain(value: Any) -> Any:
    """`value` in the one form in which equal values look equal."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Decimal | float):
        return format(Decimal(str(value)).normalize(), "f")
    return value.isoformat() if isinstance(value, datetime.date) else value


def fingerprint(row: models.Model, links: Mapping[str, Iterable[int]]) -> str:
    """A hash of everything a row says.

    Empty and default values are left out, so that a column added later changes no fingerprint.
    """
    columns = [column for column in row._meta.concrete_fields if not column.primary_key]
    values = {column.attname: plain(getattr(row, column.attname)) for column in columns}
    defaults = {column.attname: plain(column.get_default()) for column in columns}
    said: dict[str, Any] = {
        name: value
        for name, value in values.items()
        if value != defaults[name] and value not in (None, "", {}, [])
    }
    said |= {name: sorted(keys) for name, keys in links.items() if keys}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def links_of(row: models.Model) -> dict[str, list[int]]:
    """The rows that `row` is linked with, by field."""
    return {
        link.name: [linked.pk for linked in getattr(row, link.name).all()] for link in row._meta.many_to_many
    }


class Keeper:
    """Makes, updates or leaves rows, and reports on them."""

    def __init__(self, report: Report):
        self.report = report
        self._remembered: dict[str, dict[str, str]] = {}

    def keep(
        self,
        model: type[models.Model],
        key: str,
        lookup: Mapping[str, Any],
        values: Mapping[str, Any],
        links: Mapping[str, list[models.Model]] | None = None,
    ) -> models.Model | None:
        """The row that `lookup` finds, in step with the file where nobody changed it; None when deleted.

        Raises `ValidationError` when the values are not valid.
        """
        kind = model._meta.label_lower
        wanted_links = {name: [row.pk for row in rows] for name, rows in (links or {}).items()}
        row = model._default_manager.filter(**lookup).first()
        outcome = Outcome.CREATED
        if row is not None:
            outcome = self._compare(row, kind, key, values, wanted_links)
        elif key in self._fingerprints(kind):
            outcome = Outcome.KEPT
        if outcome in {Outcome.CREATED, Outcome.UPDATED}:
            row = self._write(row or model(**lookup), kind, key, values, wanted_links)
        self.report.note(f"{kind} {key}", outcome)
        return row

    def _compare(self, row, kind: str, key: str, values: Mapping, links: Mapping) -> Outcome:
        wanted = copy.copy(row)
        _fill(wanted, values)
        now = links_of(row)
        present, target = fingerprint(row, now), fingerprint(wanted, {**now, **links})
        if present == target:
            self._remember(kind, key, target)
            return Outcome.UNCHANGED
        return Outcome.UPDATED if self._fingerprints(kind).get(key) == present else Outcome.KEPT

    def _write(self, row, kind: str, key: str, values: Mapping, links: Mapping) -> models.Model:
        _fill(row, values)
        row.full_clean()
        row.save()
        for name, keys in links.items():
            getattr(row, name).set(keys)
        self._remember(kind, key, fingerprint(row, links_of(row)))
        return row

    def _fingerprints(self, kind: str) -> dict[str, str]:
        if kind not in self._remembered:
            rows = LoadedRow.objects.filter(kind=kind).values_list("key", "fingerprint")
            self._remembered[kind] = dict(rows)
        return self._remembered[kind]

    def _remember(self, kind: str, key: str, print_: str) -> None:
        if self._fingerprints(kind).get(key) == print_:
            return
        LoadedRow.objects.update_or_create(kind=kind, key=key, defaults={"fingerprint": print_})
        self._remembered[kind][key] = print_


def _fill(row: models.Model, values: Mapping[str, Any]) -> None:
    """Set the values as the fields themselves would read them (text to dates, mappings to texts)."""
    for name, value in values.items():
        column = row._meta.get_field(name)
        setattr(row, name, value if column.is_relation else column.to_python(value))
