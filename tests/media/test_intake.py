"""What comes into the library: refused in words, or kept without what it must not tell."""

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from media.errors import CaptionsRefusedError, FileRefusedError
from media.intake.captions import clean_captions
from media.intake.papers import clean_pdf, count_pages, refuse_false_document
from media.intake.pictures import clean_picture, clean_poster, open_picture
from media.intake.recordings import refuse_false_recording, seconds_of, without_traces
from tests.media.armed import GOES, armed_pdf, dictionary, links_of, parts_of, readable, tags_of, written
from tests.media.builders import CAPTIONS, bomb, jpeg, mp3, mp4, package, pdf, png, upload

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SCRIPT = b"<script>alert('polyglot')</script>"


def opened(file) -> Image.Image:
    file.seek(0)
    return Image.open(io.BytesIO(file.read()))


def test_a_photograph_loses_its_place_its_maker_and_everything_hung_onto_it():
    sent = jpeg(gps=True) + SCRIPT + package(word__document_xml="x")
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)[2] == (19.0, 25.0, 42.0)

    kept = clean_picture(upload("a.jpg", sent))

    data = kept.read()
    assert dict(opened(kept).getexif()) == {}
    assert opened(kept).info.keys() <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    assert [part in data for part in (b"Exif", b"Maker", b"polyglot", b"PK\x03\x04")] == [False] * 4


def test_a_photograph_is_kept_upright():
    # 6: the telephone was held upright, so the left side of the sensor is the top of the picture.
    sent = jpeg((80, 40), orientation=6)

    kept = opened(clean_picture(upload("a.jpg", sent)))

    red, _green, blue = kept.getpixel((20, 10))
    assert kept.size == (40, 80)
    assert red > blue


def test_holes_and_edges_of_a_drawing_stay():
    buffer = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(buffer, "PNG")

    kept = clean_picture(upload("a.png", buffer.getvalue()))

    assert (kept.name, opened(kept).format, opened(kept).mode) == ("image.png", "PNG", "RGBA")
    assert opened(clean_picture(upload("b.png", png()))).format == "PNG"


def test_an_animation_becomes_its_first_picture():
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])

    kept = opened(clean_picture(upload("a.gif", buffer.getvalue())))

    assert (kept.format, getattr(kept, "n_frames", 1), kept.getpixel((1, 1))) == ("PNG", 1, (255, 0, 0))


def test_an_image_bomb_is_measured_and_never_decoded(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))

    for size in ((20_000, 20_000), (8_000, 5_001), (65_535, 65_535)):
        with pytest.raises(FileRefusedError, match="more than 40 million pixels"):
            open_picture(upload("bomb.png", bomb(*size)))


def test_forty_million_pixels_are_taken():
    assert open_picture(upload("large.png", bomb(8_000, 5_000))).size == (8_000, 5_000)


TRUNCATED = jpeg((400, 300))[:-900]


@pytest.mark.parametrize(
    "data", [SVG, b"", b"\xff\xd8\xff", jpeg()[:200], TRUNCATED, png()[:-30], pdf(), bomb(100, 100)]
)
def test_what_is_no_image_is_refused(data):
    with pytest.raises(FileRefusedError, match="cannot be read as an image"):
        clean_picture(upload("a.jpg", data))


def test_a_still_is_small_enough_to_come_with_its_page():
    kept = clean_poster(upload("still.png", png((2000, 1000))))

    assert (opened(kept).format, opened(kept).size) == ("JPEG", (640, 320))


DOCX = package(word__document_xml="<w/>", _rels="x")
ODT = package(mimetype="application/vnd.oasis.opendocument.text", content_xml="<o/>")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", pdf()),
        ("a.docx", DOCX),
        ("a.odt", ODT),
        ("a.csv", "año,niñas\n2015,12\n".encode()),
        ("A.TXT", b"door"),
    ],
)
def test_a_document_that_is_what_it_says_is_taken(name, data):
    refuse_false_document(upload(name, data), name)


LIES = [
    ("a.pdf", DOCX),
    ("a.pdf", SCRIPT + pdf()),
    ("a.pdf", b"MZ\x90\0"),
    ("a.docx", pdf()),
    ("a.docx", package(xl__workbook_xml="x")),
    ("a.docx", b"MZ" + DOCX),
    ("a.odt", package(mimetype="application/epub+zip")),
    ("a.xlsx", b"PK\x03\x04broken"),
    ("a.txt", SCRIPT),
    ("a.csv", b"a\0b"),
    ("a.txt", b"\x89PNG\r\n\x1a\n"),
    ("a.txt", b"  <!DOCTYPE html><p>"),
]


@pytest.mark.parametrize(("name", "data"), LIES)
def test_a_document_that_lies_about_its_kind_is_refused(name, data):
    with pytest.raises(FileRefusedError, match=r"holds something else|UTF-8"):
        refuse_false_document(upload(name, data), name)


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.exe", "a.pdf.exe", "a", "a.docm"])
def test_other_kinds_of_documents_are_refused(name):
    with pytest.raises(FileRefusedError, match=r"Files of this kind are not taken\. Use one of: pdf, docx"):
        refuse_false_document(upload(name, pdf()), name)


def test_a_document_with_macros_is_refused():
    data = package(word__document_xml="x", word__vbaProject_bin="x")

    with pytest.raises(FileRefusedError, match="holds macros"):
        refuse_false_document(upload("a.docx", data), "a.docx")


def test_a_package_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("media.intake.papers.MOST_UNPACKED", 1000)
    data = package(word__document_xml="x" * 2000)

    with pytest.raises(FileRefusedError, match="unpacks to far more"):
        refuse_false_document(upload("a.docx", data), "a.docx")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf(locked=True), "locked with a password"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (pdf()[:80], "damaged"),
    ],
)
def test_a_pdf_that_cannot_be_opened_is_refused(data, says):
    with pytest.raises(FileRefusedError, match=says):
        refuse_false_document(upload("a.pdf", data), "a.pdf")


def test_a_pdf_loses_its_author_its_scripts_and_what_hangs_onto_it():
    sent = pdf(3, author="María Pérez", script="app.alert('polyglot')") + package(word__document_xml="x")
    assert PdfReader(io.BytesIO(sent)).metadata.author == "María Pérez"

    kept = clean_pdf(upload("a.pdf", sent))

    reader = PdfReader(io.BytesIO(kept.read()))
    kept.seek(0)
    assert (reader.metadata.author, reader.metadata.title, len(reader.pages)) == (None, "Words", 3)
    assert [part in kept.read() for part in (b"polyglot", b"PK\x03\x04", "María".encode())] == [False] * 3
    assert count_pages(kept) == 3


def test_nothing_in_a_pdf_runs_by_itself_or_holds_another_file():
    sent = armed_pdf()
    assert {word for word in GOES if word not in readable(sent)} == set()

    kept = clean_pdf(upload("a.pdf", sent)).read()

    assert {word for word in GOES if word in readable(kept)} == set()
    assert [part for part in parts_of(kept) if part is None] == []


def test_links_of_a_pdf_lead_where_they_led():
    kept = clean_pdf(upload("a.pdf", armed_pdf())).read()

    outside = ["https://example.org/", "https://example.net/"]
    assert links_of(kept) == ["", "", "", "", *outside, "inside"]
    reader = PdfReader(io.BytesIO(kept))
    assert [item.title for item in reader.outline] == ["Chapter", "Another"]


def test_names_that_the_author_gave_are_no_actions():
    """A font may be called AA, and a letter of a drawn one is called A."""
    writer = PdfWriter()
    letters = dictionary(A=writer._add_object(StreamObject()), AA=writer._add_object(StreamObject()))
    font = dictionary(Type="Font", Subtype="Type3", CharProcs=letters)
    page = writer.add_blank_page(200, 200)
    page[NameObject("/Resources")] = dictionary(Font=dictionary(AA=writer._add_object(font)))

    kept = clean_pdf(upload("a.pdf", written(writer))).read()

    found = PdfReader(io.BytesIO(kept)).pages[0]["/Resources"]["/Font"]["/AA"]["/CharProcs"]
    assert sorted(found) == ["/A", "/AA"]


def test_a_pdf_keeps_what_screen_readers_need():
    sent = Path("content/library/m3-vocabulary-sheet.pdf").read_bytes()

    kept = clean_pdf(upload("a.pdf", sent)).read()

    before, after = (PdfReader(io.BytesIO(data)) for data in (sent, kept))
    for name in ("/Lang", "/MarkInfo", "/ViewerPreferences"):
        assert after.root_object[name] == before.root_object[name]
    assert tags_of(kept) == tags_of(sent)
    assert "/H1" in str(tags_of(kept))
    assert [page["/StructParents"] for page in after.pages] == [
        page["/StructParents"] for page in before.pages
    ]
    assert after.metadata == {"/Title": before.metadata.title}
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]


@pytest.mark.parametrize(
    ("name", "kind", "data"),
    [
        ("a.mp4", "video", mp4()),
        ("a.mp3", "audio", mp3()),
        ("a.ogg", "audio", b"OggS" + bytes(60)),
        ("a.webm", "video", b"\x1a\x45\xdf\xa3" + b"\x42\x82\x84webm" + bytes(60)),
    ],
)
def test_a_recording_that_is_what_it_says_is_taken(name, kind, data):
    refuse_false_recording(upload(name, data), name, kind)


@pytest.mark.parametrize(
    ("name", "kind", "data"),
    [
        ("a.mp4", "video", jpeg()),
        ("a.mp4", "video", SCRIPT + mp4()),
        ("a.mp3", "audio", mp4()),
        ("a.mp3", "audio", SVG),
        ("a.avi", "video", mp4()),
        ("a.mp4", "audio", mp4()),
        ("a.html", "video", mp4()),
        ("a.mp4", "video", b""),
    ],
)
def test_a_recording_that_lies_is_refused(name, kind, data):
    with pytest.raises(FileRefusedError, match=r"holds something else|not taken"):
        refuse_false_recording(upload(name, data), name, kind)


def test_a_film_forgets_where_it_was_made_and_every_byte_keeps_its_place():
    sent = mp4(place=b"+19.4283-099.1276/")

    kept = without_traces(upload("a.mp4", sent)).read()

    assert b"+19.4283" not in kept
    assert b"udta" not in kept
    assert len(kept) == len(sent)
    assert kept[kept.index(b"mdat") :] == sent[sent.index(b"mdat") :]
    assert seconds_of(io.BytesIO(kept)) == 90


@pytest.mark.parametrize(
    "data", [b"", b"\0\0\0\1moov", b"\xff" * 64, mp4()[:40], b"\0\0\0\0moov\0\0\0\4abcd"]
)
def test_damaged_films_end_the_reading_and_nothing_else(data):
    assert seconds_of(io.BytesIO(data)) == 0


def test_good_captions_are_kept_with_simple_line_ends():
    sent = "\ufeff" + CAPTIONS.replace("\n", "\r\n")

    assert clean_captions(upload("c.vtt", sent.encode())).read().decode() == CAPTIONS


BROKEN = [
    ("1\n00:00:01,000 --> 00:00:02,000\nHello\n", [1]),
    ("", [1]),
    ("WEBVTT\n", [2]),
    ("WEBVTT\n\n00:01.000 --> 00:02\nHello\n", [3]),
    ("WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nHello\n", [4]),
    ("WEBVTT\n\n00:05.000 --> 00:02.000\nHello\n", [3]),
    ("WEBVTT\n\n00:05.000 --> 00:06.000\nHello\n\n00:01.000 --> 00:02.000\nEarlier\n", [6]),
    ("WEBVTT\n\n00:05.000 --> 00:06.000\n\n", [3]),
    ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n00:03.000 --> 00:04.000\nAgain\n", [5]),
    ("WEBVTT\n00:01.000 --> 00:02.000\nHello\n", [2, 4]),
    ("WEBVTT\n\nHello\n\n00:99.000 --> 01:02.000\nAgain\n", [4, 5]),
    ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n\n00:05 -> 00:07\nAgain\n", [6]),
    ("WEBVTT\n\n00:01.000 → 00:02.000\nHello\nand again\n", [3]),
    ("WEBVTT\n\n00:01.000\n", [3]),
    ("WEBVTT\n\n2\n00:01.000 -> 00:02.000\nHello\n", [4]),
    ("WEBVTT\n\n10:30\n00:01.000 --> 00:02.000\nA cue may be called so\n\nHello\n", [8]),
    ("WEBVTT\n\nNOTE made by us\n\nSTYLE\n::cue {}\n", [7]),
]


@pytest.mark.parametrize(("text", "lines"), BROKEN)
def test_broken_captions_are_refused_with_the_number_of_every_line(text, lines):
    with pytest.raises(CaptionsRefusedError) as refused:
        clean_captions(upload("c.vtt", text.encode()))

    assert [line for line, _sentence in refused.value.problems] == lines
    assert str(lines[0]) in str(refused.value) or "no captions" in str(refused.value)


def test_captions_in_another_encoding_are_refused_with_the_line():
    data = CAPTIONS.replace("He went out.", "Salió.").encode("latin-1")

    with pytest.raises(CaptionsRefusedError, match="Line 7 is not written in UTF-8"):
        clean_captions(upload("c.vtt", data))
