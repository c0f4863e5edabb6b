"""The record as a document, as CSV and as JSON."""

import csv
import io
import re
import zipfile

import pytest
from django.test import Client
from docx import Document
from docx.oxml.ns import qn

from base.translated import Translated
from tests.organizations.builders import a_fictional_one
from tests.reference.builders import a_source, both
from tests.workshops.builders import a_commitment
from tests.workshops.records.rooms import LINES, Room, a_room
from workshops.models import Finding, ForumRecord

pytestmark = pytest.mark.django_db
HOSTILE = [
    '=cmd|"/C calc"!A0',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "“quotes” & <ampersands>",
]


@pytest.fixture(scope="module")
def room(arranged) -> Room:
    made = a_room()
    made.paste(LINES.replace("|", "\t"))
    made.paste("\n".join(f"obstacle\t{text}" for text in HOSTILE), language="es")
    record = ForumRecord.objects.get()
    record.sources.add(a_source(citation=both("The article"), url="https://example.org/article"))
    ForumRecord.objects.filter(pk=record.pk).update(summary=Translated(en="One\n\nTwo", es="Uno\n\nDos"))
    a_commitment(
        event=made.event, owner=a_fictional_one(code="demo"), fact_status="illustrative", text=both("Made up")
    )
    made.publish()
    return made


def file(room: Room, name: str, language: str = "en"):
    address = room.public if language == "en" else "/es/eventos/chiapas/relatoria/"
    answer = Client().get(f"{address}{name}")
    assert answer.status_code == 200
    return answer


def document(room: Room, language: str = "en") -> Document:
    return Document(io.BytesIO(file(room, "chiapas.docx", language).content))


def test_the_document_has_headings_tables_a_title_and_its_language(room):
    paper = document(room)

    headings = [
        (one.style.name, one.text) for one in paper.paragraphs if one.style.name.startswith(("Head", "Title"))
    ]
    assert headings[0] == ("Title", "Chiapas (en)")
    assert {("Heading 1", "Summary"), ("Heading 1", "Findings"), ("Heading 2", "Obstacle")} <= set(headings)
    assert (paper.core_properties.title, paper.core_properties.language) == ("Chiapas (en)", "en-US")
    assert [table.rows[0].cells[0].text for table in paper.tables] == ["No.", "No.", "Commitment"]
    marks = [
        row._tr.trPr.find(qn("w:tblHeader")) is not None for row in (table.rows[0] for table in paper.tables)
    ]
    assert marks == [True, True, True]
    assert [one.text for one in paper.paragraphs if one.text in {"One", "Two"}] == ["One", "Two"]


@pytest.mark.parametrize(("language", "region"), [("en", "en-US"), ("es", "es-MX")])
def test_every_run_and_the_styles_say_their_language(room, language, region):
    body = zipfile.ZipFile(io.BytesIO(file(room, "chiapas.docx", language).content))
    styles, text = (body.read(f"word/{name}.xml").decode() for name in ("styles", "document"))

    assert set(re.findall(r'<w:lang w:val="([\w-]+)"', styles)) == {region}
    runs = re.findall(r"<w:r>(.*?)</w:r>", text, re.DOTALL)
    assert runs
    assert all("<w:lang " in run for run in runs)


def test_what_is_in_the_other_language_alone_is_marked(room):
    cells = [cell for table in document(room).tables for row in table.rows for cell in row.cells]
    (cell,) = [one for one in cells if one.text.startswith("<script>")]

    languages = [run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for run in cell.paragraphs[0].runs]
    assert cell.text == "<script>alert(1)</script> (only in Spanish)"
    assert languages == ["es-MX", "en-US"]


def test_what_no_document_may_hold_is_left_out_of_it(room):
    Finding.objects.filter(number=1).update(text=Translated(en="odd \ufffe\uffff end"))
    room.publish()

    assert "odd  end" in [
        cell.text for table in document(room).tables for row in table.rows for cell in row.cells
    ]


def test_the_table_holds_no_formula_and_says_where_each_row_comes_from(room):
    text = file(room, "chiapas.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert not [
        cell for row in rows for cell in row.values() if cell.lstrip().startswith(("=", "+", "-", "@"))
    ]
    assert {row["Type"] for row in rows} == {"Obstacle", "Best practice noted", "Commitment"}
    assert all(row["Sources"] == "The article (en) https://example.org/article" for row in rows)
    assert all(row["Kind of content"] and "/en/events/chiapas/record/#" in row["Address"] for row in rows)


@pytest.mark.parametrize("ending", ["json", "csv", "docx"])
def test_what_is_made_up_stays_out_unless_asked_for(room, ending):
    def holds(name: str) -> bool:
        content = file(room, f"{name}.{ending}").content
        text = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml") if ending == "docx" else content
        return b"Made up" in text

    assert (holds("chiapas"), holds("chiapas-with-illustrative")) == (False, True)


def test_the_data_hold_both_languages_and_the_state_of_today(room):
    data = file(room, "chiapas.json").json()

    assert data["format"] == "puentes-record-1"
    assert data["findings"][0]["text"] == {"en": "There is too little space"}
    assert data["findings"][0]["address"].endswith("/en/events/chiapas/record/#f1")
    assert [(row["owner"], row["status"]) for row in data["commitments"]] == [("casa", "proposed")]


@pytest.mark.parametrize("name", ["other.csv", "chiapas.exe", "chiapas", "chiapas-with-all.csv"])
def test_there_are_no_other_files(room, name):
    assert Client().get(f"{room.public}{name}").status_code == 404
