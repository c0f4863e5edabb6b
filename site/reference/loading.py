"""Reference rows from the content files `content/reference/*.yaml` and `*.json`."""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import models, transaction

from base.dates import parse_partial_date
from base.enums import Language
from base.translated import Translated
from reference.keeping import Keeper, Report
from reference.models import (
    Framework,
    GlossaryTerm,
    LegalInstrument,
    LoadedRow,
    Place,
    Provision,
    Source,
    Stage,
    StageMatch,
    Statistic,
    Term,
    Vocabulary,
)

Row = Mapping[str, Any]


class MissingRowError(Exception):
    """A row names another that does not exist."""


def load_reference(folder: Path) -> Report:
    """Load every reference file in `folder`; a file that is not there is passed over.

    Rows that a person changed or deleted stay as they are. A row that cannot be read is left out and
    named in the report. One transaction.
    """
    loader = Loader(Path(folder))
    with transaction.atomic():
        loader.load()
    return loader.report


class Loader:
    """Reads the files in the order in which their rows refer to each other."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.report = Report()
        self.keeper = Keeper(self.report)

    def load(self) -> None:
        self.each("sources", None, self.source)
        self.each("vocabularies", "vocabularies", self.vocabulary)
        self.each("places", None, self.place)
        self.each("frameworks", "frameworks", self.framework)
        self.each("frameworks", "crosswalk", self.match)
        self.each("statistics", None, self.statistic)
        self.each("law", "instruments", self.instrument)
        self.each("law", "provisions", self.provision)
        self.each("glossary", "terms", self.new_glossary_term)
        self.each("glossary", "terms", self.glossary_term)

    def each(self, file: str, part: str | None, keep: Callable[[Row], None]) -> None:
        """Call `keep` with every row of (a part of) a file, and report those that cannot be read."""
        for row in rows_in(self.folder, file, part):
            name = f"{file} {row.get('code') or row}"
            try:
                keep(row)
            except (KeyError, ValueError, ValidationError, MissingRowError) as error:
                self.report.left_out[name] = f"{type(error).__name__}: {error}"

    def code(self, model: type[models.Model], row: Row, values: Row, links: Row | None = None):
        return self.keeper.keep(model, row["code"], {"code": row["code"]}, values, links)

    def source(self, row: Row) -> None:
        published_date, published_precision = partial_date(row.get("published"))
        self.code(
            Source,
            row,
            {
                "citation": row["citation"],
                "url": row.get("url") or "",
                "kind": row["kind"],
                "language": row.get("language") or "",
                "published_date": published_date,
                "published_precision": published_precision,
                "retrieved_date": row.get("retrieved"),
                "note": text(row.get("note")),
            },
        )

    def vocabulary(self, row: Row) -> None:
        values = {name: text(row.get(name)) for name in ("label", "note", "source_note")}
        vocabulary = self.code(Vocabulary, row, values, {"sources": sources_of(row)})
        if vocabulary is not None:
            for term in row["terms"]:
                self.term(vocabulary, term)

    def term(self, vocabulary: Vocabulary, row: Row) -> None:
        values = {
            "label": row["label"],
            "definition": text(row.get("definition")),
            "order": row.get("order", 0),
            "applies_to_children": row.get("applies_to_children", True),
            "is_child": row.get("is_child", False),
            "deprivation_of_liberty": row.get("deprivation_of_liberty", False),
        }
        key = f"{vocabulary.code}/{row['code']}"
        self.keeper.keep(Term, key, {"vocabulary": vocabulary, "code": row["code"]}, values)

    def place(self, row: Row) -> None:
        self.code(
            Place, row, {"name": row["name"], "level": row["level"], "parent": find(Place, row.get("parent"))}
        )

    def framework(self, row: Row) -> None:
        values = {
            "version": row["version"],
            "label": row["label"],
            "note": text(row.get("note")),
            "source": find(Source, row.get("source")),
            "is_current": row.get("is_current", True),
        }
        framework = self.code(Framework, row, values)
        if framework is not None:
            for stage in row["stages"]:
                self.stage(framework, stage)

    def stage(self, framework: Framework, row: Row) -> None:
        values = {
            "label": row["label"],
            "definition": text(row.get("definition")),
            "order": row.get("order", 0),
            "applies_to_children": row.get("applies_to_children", True),
        }
        key = f"{framework.code}/{row['code']}"
        self.keeper.keep(Stage, key, {"framework": framework, "code": row["code"]}, values)

    def match(self, row: Row) -> None:
        ends = {"from_stage": stage_at(row["from"]), "to_stage": stage_at(row["to"])}
        self.keeper.keep(StageMatch, f"{row['from']} {row['to']}", ends, {"note": text(row.get("note"))})

    def statistic(self, row: Row) -> None:
        as_of_date, as_of_precision = partial_date(row.get("as_of"))
        self.code(
            Statistic,
            row,
            {
                "indicator": row["indicator"],
                "value": str(row["value"]),
                "precision": row["precision"],
                "unit": term_of("statistic_unit", row["unit"]),
                "period": text(row.get("period")),
                "place": find(Place, row["place"]),
                "population": term_of("population", row.get("population")),
                "statistic_term": term_of("statistic_term", row.get("term")),
                "source": find(Source, row["source"]),
                "retrieved_date": row.get("retrieved"),
                "as_of_date": as_of_date,
                "as_of_precision": as_of_precision,
                "note": text(row.get("note")),
                "fact_status": row["fact_status"],
                "dispute_group": row.get("dispute_group") or "",
            },
        )

    def instrument(self, row: Row) -> None:
        date, date_precision = partial_date(row.get("date"))
        self.code(
            LegalInstrument,
            row,
            {
                "name": row["name"],
                "instrument_type": term_of("legal_instrument_type", row["type"]),
                "jurisdiction": find(Place, row.get("jurisdiction")),
                "date": date,
                "date_precision": date_precision,
                "date_kind": row["date_kind"],
                "legal_force": row["legal_force"],
                "as_of_date": row.get("as_of"),
                "url": row.get("link") or "",
                "source": find(Source, row.get("source")),
                "note": text(row.get("note")),
            },
        )

    def provision(self, row: Row) -> None:
        texts = row["texts"]
        self.code(
            Provision,
            row,
            {
                "instrument": find(LegalInstrument, row["instrument"]),
                "number": row["number"],
                "text": {item["language"]: item["text"] for item in texts},
                "translation_status": {item["language"]: item["translation_status"] for item in texts},
                "summary": row["summary"],
                "as_of_date": row["as_of"],
                "reviewed_date": row.get("reviewed"),
                "source": find(Source, row["source"]),
                "note": text(row.get("note")),
            },
        )

    def new_glossary_term(self, row: Row) -> None:
        """A first round makes what is missing, because entries refer to entries further down the file."""
        if not GlossaryTerm.objects.filter(code=row["code"]).exists():
            self.code(GlossaryTerm, row, glossary_values(row), {"sources": sources_of(row)})

    def glossary_term(self, row: Row) -> None:
        links = {"sources": sources_of(row), "related": find_all(GlossaryTerm, row.get("related", []))}
        self.code(GlossaryTerm, row, glossary_values(row), links)


def glossary_values(row: Row) -> Row:
    values = {name: text(row.get(name)) for name in ("term", "definition", "source_note", "note")}
    return {**values, "avoid": wordings(row.get("avoid"))}


def rows_in(folder: Path, file: str, part: str | None) -> list[Row]:
    """The rows of a file, or of one part of it; mappings from code to row become rows with a code."""
    found = read(folder, file)
    rows = found if part is None else (found or {}).get(part)
    if isinstance(rows, Mapping):
        return [{"code": code, **row} for code, row in rows.items()]
    return rows or []


def read(folder: Path, file: str) -> Any:
    """The content of `<file>.yaml` or `<file>.json` in `folder`; None when there is neither."""
    for path, parse in ((folder / f"{file}.yaml", yaml.safe_load), (folder / f"{file}.json", json.loads)):
        if path.exists():
            return parse(path.read_text(encoding="utf-8"))
    return None


def text(value: str | Row | None) -> Translated:
    """A text by language; one string without a language is the same in all."""
    if isinstance(value, str):
        return Translated(dict.fromkeys(Language.values, value))
    return Translated(value or {})


def wordings(value: Mapping[str, list[str]] | None) -> Translated:
    """Wordings by language, one on each line."""
    return Translated({language: "\n".join(lines) for language, lines in (value or {}).items()})


def partial_date(value: str | None) -> tuple[datetime.date | None, str]:
    return parse_partial_date(str(value)) if value else (None, "day")


def find(model: type[models.Model], code: str | None):
    """The row with this code; None without a code."""
    if code is None:
        return None
    try:
        return model._default_manager.get(code=code)
    except model.DoesNotExist as error:
        raise MissingRowError(f"{model._meta.verbose_name} {code!r} does not exist") from error


def term_of(vocabulary: str, code: str | None) -> Term | None:
    if code is None:
        return None
    try:
        return Term.objects.of(vocabulary).get(code=code)
    except Term.DoesNotExist as error:
        raise MissingRowError(f"{vocabulary} has no term {code!r}") from error


def stage_at(path: str) -> Stage:
    """The stage that `"framework/stage"` names."""
    framework, _slash, code = path.partition("/")
    try:
        return Stage.objects.get(framework__code=framework, code=code)
    except Stage.DoesNotExist as error:
        raise MissingRowError(f"stage {path!r} does not exist") from error


def sources_of(row: Row) -> list[Source]:
    """The sources a row names, under `source`, `sources` or both."""
    return find_all(Source, dict.fromkeys(filter(None, [row.get("source"), *(row.get("sources") or [])])))


def find_all(model: type[models.Model], codes: Iterable[str]) -> list:
    """The rows with these codes, without those that a person deleted."""
    return [find(model, code) for code in codes if not was_deleted(model, code)]


def was_deleted(model: type[models.Model], code: str) -> bool:
    known = LoadedRow.objects.filter(kind=model._meta.label_lower, key=code)
    return known.exists() and not model._default_manager.filter(code=code).exists()
