"""Certificates as documents: tagged, on one page, whatever people are called."""

import dataclasses
import io

import pypdf
import pytest

from base.translated import Translated
from credentials import printing
from credentials.errors import NamelessError, PrintingError, UnprintableError
from tests.courses.builders import person
from tests.credentials.builders import certificate, subject

pytestmark = pytest.mark.django_db

ADDRESS = "https://puentes.example/verify/{}/"


def printed(one, **options) -> bytes:
    return printing.as_pdf(one, address=ADDRESS.format(one.grouped_code), **options)


def read(body: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(body))


def text_of(body: bytes) -> str:
    return " ".join(read(body).pages[0].extract_text().replace("\u200b", "").split())


def test_the_document_says_what_the_certificate_says():
    one = certificate(name="Ána Ñúñez Güemes")

    text = text_of(printed(one, language="en"))

    for words in (
        "Ána Ñúñez Güemes",
        "La visita (en)",
        "14 March 2026",
        one.grouped_code,
        "puentes.example/verify",
    ):
        assert words in text
    assert "does not certify legal competence" in text


def test_it_is_in_the_language_of_its_holder_unless_the_other_is_asked_for():
    one = certificate()

    spanish, english = text_of(printed(one)), text_of(printed(one, language="en"))

    assert "14 de marzo de 2026" in spanish
    assert "Certificate of completion" not in spanish
    assert "Certificate of completion" in english


def test_it_is_tagged_for_assistive_technology():
    root = read(printed(certificate())).trailer["/Root"]

    assert root["/Lang"] == "es"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def nodes(node) -> list[dict]:
    """A part of the structure with everything below it."""
    node = node.get_object()
    children = node if isinstance(node, list) else [node.get("/K", [])] if hasattr(node, "get") else []
    below = [found for child in children if hasattr(child, "get_object") for found in nodes(child)]
    return below if isinstance(node, list) or not hasattr(node, "get") else [node, *below]


def test_its_heading_and_its_picture_are_in_the_structure():
    structure = nodes(read(printed(certificate(), language="en")).trailer["/Root"]["/StructTreeRoot"]["/K"])

    assert {"/H1", "/P", "/Figure", "/Link"} <= {node.get("/S") for node in structure}
    pictures = [node["/Alt"] for node in structure if node.get("/S") == "/Figure"]
    assert pictures == ["QR code that leads to the page where this certificate is checked"]


def test_name_and_title_are_paragraphs_and_the_facts_are_a_list():
    kinds = [
        node.get("/S")
        for node in nodes(read(printed(certificate())).trailer["/Root"]["/StructTreeRoot"]["/K"])
    ]

    # What the page says, the name, "completed", the title, how to check it and what it does not mean.
    assert kinds.count("/P") >= 6
    assert (kinds.count("/L"), kinds.count("/LI")) == (1, 3)


def test_its_title_names_what_was_completed():
    assert (
        read(printed(certificate(), language="en")).metadata.title
        == "Certificate of completion: La visita (en)"
    )


def test_the_same_certificate_gives_the_same_bytes():
    one = certificate()

    first, again = printed(one), printed(one)

    assert first == again
    assert printed(certificate(person("luz"))) != first


@pytest.mark.parametrize(
    "name",
    [
        '#panic("x") #import "@preview/x:1.0.0"',
        "\\ \" ' $x^2$ *b* _c_ <l> @ref // /* `raw` [] {}",
        "= Heading",
        "W" * 200,
        "Ana " * 50,
        "محمد عبد الله الأحمد",
        "דנה כהן",
        "Łukasz Żółć",
        "Ђорђе Ελένη",
        "N\u0303ato".replace("N\u0303", "Ñ"),
    ],
)
def test_every_name_fits_on_one_page_as_it_was_written(name):
    body = printed(certificate(name=name.strip()))

    assert len(read(body).pages) == 1
    if name.isascii():
        assert name.replace(" ", "") in text_of(body).replace(" ", "")


def test_the_longest_title_fits_beside_the_longest_name():
    title = Translated(es="Ñ" * 255, en="W" * 255)
    one = certificate(name="W" * 200, about=dataclasses.replace(subject(), titles=title))

    assert [len(read(printed(one, language=code)).pages) for code in ("es", "en")] == [1, 1]


def test_a_title_that_exists_in_one_language_alone_is_printed_in_both():
    one = certificate(about=dataclasses.replace(subject(), titles=Translated(es="Solo en español")))

    assert "Solo en español" in text_of(printed(one, language="en"))


def test_letters_without_a_typeface_are_named():
    with pytest.raises(UnprintableError) as refused:
        printing.require_printable("Ana 😀 张")

    assert refused.value.letters == "😀张"


def test_names_that_can_be_printed_pass():
    for name in ("Ána", "محمد", "Ђорђе", "O’Brien-Ñ"):
        printing.require_printable(name)


def test_a_certificate_without_a_name_is_not_printed():
    with pytest.raises(NamelessError):
        printed(certificate(name=""))


def test_a_document_that_takes_too_long_is_given_up(monkeypatch):
    import time

    monkeypatch.setattr(printing, "LONGEST_SECONDS", 0.01)
    monkeypatch.setattr(printing, "_typeset", lambda *_rest: time.sleep(0.1))

    with pytest.raises(PrintingError):
        printed(certificate())
