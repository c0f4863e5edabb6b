"""Lines as rapporteurs paste them, `type | text | owner | date`: read, checked, and never half understood."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from base.errors import RefusedError
from organizations.errors import MentionOnlyError
from organizations.models import Organization
from reference.terms import term_labels
from workshops.enums import FindingKind
from workshops.records.names import Names
from workshops.records.said import COMMITMENT, date_of, is_no_date, is_plenary, kind_of, plain

MOST_LINES = 500
LONGEST_TEXT = 2000
COLUMNS = 4
SEPARATORS = ("|", "\t", ";")
# Lines that only draw a table.
RULER = re.compile(r"^[\s|:;+=-]*$")
HEADINGS = frozenset({"type", "tipo", "kind", "clase"})


class NotLinesError(RefusedError):
    """What was pasted cannot be read as lines of a record; all of it is still there."""


@dataclass
class Line:
    """One line: what it says, and why it cannot be kept, if so."""

    number: int
    raw: str
    kind: str = ""
    text: str = ""
    organization: Organization | None = None
    plenary: bool = False
    due: datetime.date | None = None
    reasons: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.reasons

    @property
    def is_commitment(self) -> bool:
        return self.kind == COMMITMENT

    @property
    def kind_words(self) -> str:
        if self.is_commitment:
            return _("Commitment")
        return str(FindingKind(self.kind).label) if self.kind else ""

    @property
    def same(self) -> tuple[str, str]:
        """What makes two lines the same."""
        return self.kind, plain(self.text)


def read_lines(text: str, *, names: Names, known: set[tuple[str, str]] = frozenset()) -> list[Line]:
    """Every line of `text` with what is wrong with it; `known` are the lines that the record has.

    Raises `NotLinesError` for too many lines, and for what is no list of lines at all.
    """
    rows = [row for row in text.splitlines() if not RULER.match(row)]
    refuse_too_many(rows)
    rows = [row for row in rows if plain(columns_of(row)[0]) not in HEADINGS]
    reader = LineReader(names, vocabulary_words(), set(known))
    lines = [reader.read(number, row) for number, row in enumerate(rows, start=1)]
    refuse_foreign_tables(lines)
    return lines


def refuse_too_many(rows: list[str]) -> None:
    if len(rows) <= MOST_LINES:
        return
    raise NotLinesError(
        _(
            "These are %(number)s lines, and at most %(most)s are saved at once. Nothing was saved, and all of them are"
            " still in the box: cut the first %(most)s out, save them, then paste the others."
        )
        % {"number": len(rows), "most": MOST_LINES}
    )


def refuse_foreign_tables(lines: list[Line]) -> None:
    """A list in which no line begins with a type is no list of ours: one sentence is clearer than hundreds."""
    if len(lines) > 1 and not any(line.kind for line in lines):
        raise NotLinesError(
            _(
                "No line begins with a type, so this looks like the table of another program. Nothing was saved, and"
                " all of it is still in the box. Each line is: type | text | owner | date."
            )
        )


def vocabulary_words() -> dict[str, str]:
    """Label → code of the vocabulary, in every language."""
    terms = term_labels("forum_item_type").items()
    return {plain(label): code for code, labels in terms for label in labels.values()}


def columns_of(row: str) -> list[str]:
    """The cells of a line, by the sign that parts a type from the rest, else by the first that it holds."""
    signs = [sign for sign in SEPARATORS if sign in row]
    if not signs:
        return [row.strip()]
    read = [cells_by(sign, row) for sign in signs]
    return next((cells for cells in read if kind_of(cells[0], {})), read[0])


def cells_by(sign: str, row: str) -> list[str]:
    """Tables may have a sign at both ends, and spreadsheets quotation marks around a cell."""
    inner = row.strip().removeprefix(sign).removesuffix(sign) if row.startswith("|") and sign == "|" else row
    cells = [cell.strip() for cell in inner.split(sign)]
    while len(cells) > COLUMNS and not cells[-1]:
        cells.pop()
    return [unquoted(cell) for cell in cells] if sign == "\t" else cells


def unquoted(cell: str) -> str:
    """A cell as spreadsheets copy it: with quotation marks around it when it holds some."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


@dataclass
class LineReader:
    names: Names
    vocabulary: dict[str, str]
    known: set[tuple[str, str]]

    def read(self, number: int, row: str) -> Line:
        line = Line(number, row)
        cells = columns_of(row)
        if len(cells) > COLUMNS:
            line.reasons.append(
                _("This line has %(number)s parts, and at most 4 are meant: type, text, owner, date.")
                % {"number": len(cells)}
            )
            return line
        kind, text, owner, due = (*cells, "", "", "")[:COLUMNS] if len(cells) > 1 else ("", cells[0], "", "")
        for step in (
            lambda: self.read_kind(line, kind),
            lambda: self.read_text(line, text),
            lambda: self.read_owner(line, owner),
            lambda: self.read_date(line, due),
            lambda: self.refuse_twice(line),
        ):
            note_refusal(line, step)
        return line

    def read_kind(self, line: Line, written: str) -> None:
        found = kind_of(written, self.vocabulary)
        if found in {*FindingKind.values, COMMITMENT}:
            line.kind = found
            return
        if not written:
            raise RefusedError(_("It does not begin with a type, such as “obstacle |”."))
        raise RefusedError(
            _(
                "“%(word)s” is no type. Write obstacle, opportunity, consensus, challenge, best practice, conclusion,"
                " objective or commitment."
            )
            % {"word": written[:60]}
        )

    def read_text(self, line: Line, written: str) -> None:
        if not written:
            raise RefusedError(_("It has no text."))
        if len(written) > LONGEST_TEXT:
            raise RefusedError(
                _(
                    "The text has %(number)s characters; at most %(most)s fit one line. Shorten it, or make two of it."
                )
                % {"number": len(written), "most": LONGEST_TEXT}
            )
        line.text = written

    def read_owner(self, line: Line, written: str) -> None:
        if not written:
            if line.is_commitment:
                raise RefusedError(_("A commitment needs an owner: the organization that promises it."))
            return
        if is_plenary(written):
            if line.is_commitment:
                raise RefusedError(_("The plenary cannot promise: name the organization that does it."))
            line.plenary = True
            return
        found = self.names.find(written)
        if line.is_commitment and found.mention_only:
            raise RefusedError(str(MentionOnlyError()))
        line.organization = found

    def read_date(self, line: Line, written: str) -> None:
        if is_no_date(written):
            return
        if not line.is_commitment and line.kind:
            raise RefusedError(_("Only commitments have a date. Take it out, or say it in the text."))
        try:
            line.due = date_of(written)
        except ValueError as error:
            raise RefusedError(
                _(
                    "“%(date)s” is no date that can be read. Write 2027-06-30, 30/06/2027, June 2027 or “no date”."
                )
                % {"date": written[:40]}
            ) from error

    def refuse_twice(self, line: Line) -> None:
        if not (line.kind and line.text):
            return
        if line.same in self.known:
            raise RefusedError(_("The record, or a line above, says this already."))
        if line.is_good:
            self.known.add(line.same)


def note_refusal(line: Line, step: Callable[[], None]) -> None:
    try:
        step()
    except RefusedError as error:
        line.reasons.append(str(error))
