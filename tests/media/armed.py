"""PDFs that carry more than pages, and what anybody could still read out of one."""

import io
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    Fit,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

# Stands in every part that has to go.
MARKER = "marker-of-what-has-to-go"
GOES = (MARKER, "EmbeddedFile", "Filespec", "FileAttachment", "Launch", "JavaScript", "/AA", "OpenAction")
WHOLE_PAGE = (0, 0, 200, 200)


def dictionary(**parts) -> DictionaryObject:
    """A dictionary of a PDF: plain words become names, everything else stays."""
    return DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(f"/{value}") if type(value) is str else value
            for key, value in parts.items()
        }
    )


def script() -> DictionaryObject:
    return dictionary(S="JavaScript", JS=TextStringObject(f"app.alert('{MARKER}')"))


def launch() -> DictionaryObject:
    return dictionary(Type="Action", S="Launch", F=TextStringObject(f"{MARKER}.exe"))


def address(uri: str, **parts) -> DictionaryObject:
    return dictionary(S="URI", URI=TextStringObject(uri), **parts)


def link(action: DictionaryObject, **parts) -> DictionaryObject:
    return dictionary(Type="Annot", Subtype="Link", Rect=ArrayObject(), A=action, **parts)


def attached_to_a_page(writer: PdfWriter) -> DictionaryObject:
    """A file behind a paper clip on a page."""
    stream = StreamObject()
    stream.set_data(f"MZ {MARKER}".encode())
    stream.update(dictionary(Type="EmbeddedFile"))
    file = dictionary(F=writer._add_object(stream.flate_encode()))
    held = dictionary(Type="Filespec", F=TextStringObject(f"{MARKER}.exe"), EF=file)
    return dictionary(Type="Annot", Subtype="FileAttachment", FS=writer._add_object(held))


def armed_pdf() -> bytes:
    """Two pages with a file in every place that holds one, and an action wherever one can hang."""
    writer = PdfWriter()
    first, second = writer.add_blank_page(200, 200), writer.add_blank_page(200, 200)
    writer.add_attachment(f"{MARKER}.exe", f"MZ {MARKER}".encode())
    scripts = ArrayObject([TextStringObject("start"), writer._add_object(script())])
    writer.root_object["/Names"].get_object()[NameObject("/JavaScript")] = dictionary(Names=scripts)
    actions = [script(), launch(), address(f"javascript:{MARKER}"), address(f"java\nscript:{MARKER}")]
    annotations = [link(action) for action in actions]
    annotations += [link(address("https://example.org/"), PA=script(), AA=dictionary(E=launch()))]
    annotations += [link(address("https://example.net/", Next=ArrayObject([script(), launch()])))]
    annotations += [attached_to_a_page(writer)]
    for page in (first, second):
        page[NameObject("/AA")] = dictionary(O=writer._add_object(script()))
        page[NameObject("/Annots")] = ArrayObject(writer._add_object(one) for one in annotations)
    writer.add_annotation(0, Link(rect=WHOLE_PAGE, target_page_index=1, fit=Fit.fit()))
    chapter = writer.add_outline_item(title="Chapter", page_number=second)
    chapter.get_object()[NameObject("/A")] = launch()
    writer.add_outline_item(title="Another", page_number=second)
    field = dictionary(FT="Tx", T=TextStringObject("name"), AA=dictionary(K=script()))
    writer.root_object[NameObject("/AcroForm")] = dictionary(
        Fields=ArrayObject([writer._add_object(field)]), XFA=TextStringObject(MARKER)
    )
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(script())
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def parts_of(data: bytes) -> Iterator[PdfObject]:
    """Every object that a PDF holds, whether anything points to it or not."""
    reader = PdfReader(io.BytesIO(data))
    for number in range(1, int(reader.trailer["/Size"])):
        yield reader.get_object(number)


def readable(data: bytes) -> str:
    """All that can be read out of a PDF: its bytes, and its parts with their streams unpacked."""
    texts = [data.decode("latin-1")]
    for part in parts_of(data):
        texts.append(repr(part))
        if isinstance(part, StreamObject):
            texts.append(part.get_data().decode("latin-1"))
    return "\n".join(texts)


def links_of(data: bytes) -> list[str]:
    """Where the links of the first page lead; a link that lost its action leads nowhere."""
    page = PdfReader(io.BytesIO(data)).pages[0]
    annotations = [one.get_object() for one in page["/Annots"]]
    return [str(one["/A"]["/URI"]) if "/A" in one else "inside" * ("/Dest" in one) for one in annotations]


def tags_of(data: bytes) -> list:
    """The structure that screen readers follow: kind, language, words, attributes, and what is inside."""
    return told(PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"])


def told(part) -> list:
    part = part.get_object()
    if not isinstance(part, DictionaryObject):
        return [str(part)]
    inside = part.get("/K", ArrayObject())
    inside = inside if isinstance(inside, ArrayObject) else [inside]
    words = [str(part.get(name)) for name in ("/S", "/Lang", "/T", "/Alt", "/A")]
    return [*words, [told(one) for one in inside]]
