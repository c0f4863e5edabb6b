"""A record as a document to edit: headings, tables, the language of every text, title and properties."""

import io
import re

from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from base.enums import FactStatus
from base.templatetags.puentes import only_in
from base.translated import Translated
from workshops.enums import CommitmentStatus
from workshops.records.reading import Reading
from workshops.records.reading_parts import FindingView

REGIONS = {"es": "es-MX", "en": "en-US"}
# What no XML document may hold, whatever else people write.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_docx(reading: Reading, address: str) -> bytes:
    """The whole record in the active language; texts of the other one are marked and say so."""
    paper = Paper(get_language())
    paper.properties(str(reading.title), reading)
    paper.heading(reading.title, 0)
    paper.line(" · ".join(filter(None, [reading.when(), str(reading.place or "")])))
    paper.line(edition_words(reading))
    paper.line(address)
    for name, text in (
        (_("Objective"), reading.objective),
        (_("Summary"), reading.summary),
        (_("How it was written"), reading.method),
        (_("What it does not say"), reading.limitations),
    ):
        if text:
            paper.heading(name, 1)
            paper.paragraph(text)
    write_room(paper, reading)
    write_sessions(paper, reading)
    write_phases(paper, reading)
    write_findings(paper, reading)
    write_commitments(paper, reading)
    write_sources(paper, reading)
    return paper.as_bytes()


def edition_words(reading: Reading) -> str:
    status = str(FactStatus(reading.fact_status).label)
    if reading.is_draft:
        return f"{_('Draft')} · {status}"
    number = _("Edition %(number)s") % {"number": reading.number}
    return f"{number} · {reading.published_at:%Y-%m-%d} · {status}"


class Paper:
    """A document in one language."""

    def __init__(self, language: str):
        self.language = language
        self.document = Document()
        for style in self.document.styles:
            if style.element.find(qn("w:rPr")) is not None or style.name == "Normal":
                set_language(style.element.get_or_add_rPr(), language)
        defaults = self.document.styles.element.find(qn("w:docDefaults"))
        set_language(defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")), language)

    def properties(self, title: str, reading: Reading) -> None:
        core = self.document.core_properties
        core.title, core.subject = clean(title)[:255], clean(_("Record of an event"))
        core.author = core.last_modified_by = settings.SITE_NAME
        core.language = REGIONS[self.language]
        core.comments, core.keywords = "", ""
        core.category = clean(str(FactStatus(reading.fact_status).label))
        if reading.published_at:
            core.created = core.modified = reading.published_at.replace(tzinfo=None, microsecond=0)

    def heading(self, text: Translated | str, level: int) -> None:
        self.write(self.document.add_heading("", level), text)

    def paragraph(self, text: Translated | str, style: str | None = None) -> None:
        for part in parts_of(text):
            self.write(self.document.add_paragraph(style=style), part)

    def line(self, text: str) -> None:
        if text:
            self.write(self.document.add_paragraph(), text)

    def write(self, paragraph: Paragraph, text: Translated | str) -> None:
        """A run for the text, with its language; one that is in the other language alone says so."""
        words, language = (
            text.or_other(self.language) if isinstance(text, Translated) else (str(text), self.language)
        )
        language = language or self.language
        set_language(paragraph.add_run(clean(words))._r.get_or_add_rPr(), language)
        if words and language != self.language:
            note = paragraph.add_run(f" {only_in(language)}")
            note.italic = True
            set_language(note._r.get_or_add_rPr(), self.language)

    def table(self, headings: list[str], rows: list[list[Translated | str]]) -> None:
        """A table whose first row is told to be its heading, on every page."""
        table = self.document.add_table(rows=1, cols=len(headings), style="Table Grid")
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            self.write(cell.paragraphs[0], text)
            cell.paragraphs[0].runs[0].bold = True
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                self.write(cell.paragraphs[0], text)

    def as_bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def set_language(properties, language: str) -> None:
    """Say in which language a run or a style is; a mark that is there already is changed."""
    mark = properties.find(qn("w:lang"))
    if mark is None:
        mark = OxmlElement("w:lang")
        properties.append(mark)
    mark.set(qn("w:val"), REGIONS[language])


def clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def parts_of(text: Translated | str) -> list[Translated | str]:
    """Paragraphs of a text; a text in languages stays whole where its languages differ in number of paragraphs."""
    if not isinstance(text, Translated):
        return [line for line in str(text).split("\n") if line.strip()]
    words, language = text.or_other(get_language())
    return [Translated({language: line}) for line in words.split("\n") if line.strip()]


def write_room(paper: Paper, reading: Reading) -> None:
    if reading.room():
        paper.heading(_("Who was in the room"), 1)
        paper.table(
            [_("Type"), _("How many")],
            [[label, number or _("not counted")] for label, number in reading.room()],
        )


def write_sessions(paper: Paper, reading: Reading) -> None:
    sessions = reading.told_sessions()
    if sessions:
        paper.heading(_("Panels and presentations"), 1)
    for session in sessions:
        paper.heading(session.title, 2)
        paper.line(
            session.kind.label
            + (f" · {_('place in the programme is inferred')}" if session.is_inferred else "")
        )
        if session.summary:
            paper.paragraph(session.summary)
        for part in session.parts:
            name = part.organization.name if part.organization else part.label
            if name:
                paper.heading(name, 3)
            paper.paragraph(part.contribution)


def write_phases(paper: Paper, reading: Reading) -> None:
    paper.heading(_("Working sessions, by phase"), 1)
    for phase in reading.phases():
        paper.heading(phase.label, 2)
        for title in phase.sessions:
            paper.paragraph(title)
        if phase.is_empty:
            paper.line(nothing_said(reading))
        else:
            paper.line(", ".join(f"{number} × {kind.label}" for kind, number in phase.counts))


def nothing_said(reading: Reading) -> str:
    if reading.from_a_source:
        return _("No phase-specific statements in the source.")
    return _("Nothing was recorded for this phase.")


def write_findings(paper: Paper, reading: Reading) -> None:
    groups: dict = {}
    for one in reading.findings:
        groups.setdefault(one.kind, []).append(one)
    if groups:
        paper.heading(_("Findings"), 1)
    for kind, findings in groups.items():
        paper.heading(kind.label, 2)
        headings = [_("No."), _("Text"), _("Phases"), _("Raised by"), _("Kind of content")]
        paper.table(headings, [finding_cells(one) for one in findings])


def finding_cells(one: FindingView) -> list[Translated | str]:
    status = [str(FactStatus(one.fact_status).label)]
    if one.is_interpretation:
        status.append(_("Our reading"))
    if one.same:
        status.append(_("repeats no. %(number)s") % {"number": one.same.number})
    raised_by = one.raised_by.name if one.raised_by else ""
    return [
        str(one.number),
        one.words,
        "; ".join(str(label) for _code, label in one.phases) or pgettext("phases", "across phases"),
        _("Plenary") if one.by_plenary else raised_by,
        " · ".join(status),
    ]


def write_commitments(paper: Paper, reading: Reading) -> None:
    if not reading.commitments:
        return
    paper.heading(_("Commitments"), 1)
    paper.table(
        [_("Commitment"), _("Owner"), _("Due"), _("State of the commitment"), _("Kind of content")],
        [
            [
                row.text,
                row.owner.name,
                row.due_date.isoformat() if row.due_date else _("no date set"),
                str(CommitmentStatus(row.status).label),
                str(FactStatus(row.fact_status).label),
            ]
            for row in reading.commitments
        ],
    )


def write_sources(paper: Paper, reading: Reading) -> None:
    if reading.sources():
        paper.heading(_("Sources"), 1)
    for source in reading.sources():
        paper.paragraph(Translated(source["citation"]), style="List Bullet")
        paper.line(source["url"])
