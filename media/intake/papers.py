"""Documents: what their ending promises is looked for in their bytes."""

import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

import filetype
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

from media.enums import DOCUMENTS
from media.errors import FileRefusedError
from media.intake.active_parts import strike_active_parts
from media.intake.pictures import CleanFile

# A part of each format that no other format has.
OFFICE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
OPEN = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
    ".odp": b"application/vnd.oasis.opendocument.presentation",
}
MOST_UNPACKED = 500 * 1024 * 1024
MARKUP = re.compile(rb"^\s*<(?:!doctype|html|head|body|script|svg|\?xml|iframe)", re.IGNORECASE)
AUTHOR = re.compile(rb"<(dc:creator|pdf:Author|xmp:Author)\b.*?</\1>", re.DOTALL)


def refuse_false_document(file: BinaryIO, filename: str) -> None:
    """Raise `FileRefusedError` unless `file` is what the ending of its name says."""
    ending = PurePosixPath(filename).suffix.lower()
    if ending not in DOCUMENTS:
        raise FileRefusedError(
            _("Files of this kind are not taken. Use one of: %(kinds)s.")
            % {"kinds": ", ".join(DOCUMENTS).replace(".", "")}
        )
    file.seek(0)
    if ending == ".pdf":
        read_pdf(file)
    elif ending in {".csv", ".txt"}:
        refuse_false_text(file.read(), ending)
    else:
        refuse_false_package(file, ending)
    file.seek(0)


def lies(ending: str) -> FileRefusedError:
    return FileRefusedError(
        _("This file is called %(ending)s, but holds something else. Save it again in its own format.")
        % {"ending": ending}
    )


def read_pdf(file: BinaryIO) -> PdfReader:
    """The PDF in `file`. Raises `FileRefusedError` for one that is broken, locked or something else."""
    file.seek(0)
    if not file.read(5).startswith(b"%PDF-"):
        raise lies(".pdf")
    file.seek(0)
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise FileRefusedError(
                _("This PDF is locked with a password. Save it without one and try again.")
            )
        if not len(reader.pages):
            raise FileRefusedError(broken_pdf())
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError, OSError) as error:
        raise FileRefusedError(broken_pdf()) from error
    return reader


def broken_pdf() -> str:
    return _("This PDF is damaged and cannot be opened. Save it again and try again.")


def count_pages(file: BinaryIO) -> int:
    return len(read_pdf(file).pages)


def clean_pdf(file: BinaryIO) -> CleanFile:
    """The PDF written anew: without who made it, without what runs by itself, with nothing hung onto it.

    Its structure for screen readers stays. Raises `FileRefusedError`.
    """
    reader = read_pdf(file)
    buffer = io.BytesIO()
    try:
        strike_active_parts(reader)
        # Copies the root and what hangs on it: what was struck out stays behind.
        writer = PdfWriter(clone_from=reader)
        forget_author(writer)
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        writer.write(buffer)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError) as error:
        raise FileRefusedError(broken_pdf()) from error
    return CleanFile(buffer.getvalue(), name="document.pdf")


def forget_author(writer: PdfWriter) -> None:
    title = writer.metadata.title if writer.metadata else None
    writer.metadata = {"/Title": title} if title else {}
    described = writer.root_object.get("/Metadata")
    stream = described.get_object() if described is not None else None
    if isinstance(stream, StreamObject):
        stream.set_data(AUTHOR.sub(b"", stream.get_data()))


def refuse_false_text(data: bytes, ending: str) -> None:
    """Text is text: no zero bytes, no other format, no page with script."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefusedError(
            _("This text is not written in UTF-8. Save it as UTF-8 and try again.")
        ) from error
    if b"\0" in data or filetype.guess(data[:8192]) or MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise lies(ending)


def refuse_false_package(file: BinaryIO, ending: str) -> None:
    """A document of an office program is a package with its own parts, without programs, not a bomb."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            told = package.read("mimetype") if "mimetype" in names and ending in OPEN else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise lies(ending) from error
    file.seek(0)
    starts_right = file.read(4) == b"PK\x03\x04"
    if not starts_right or (OFFICE.get(ending) not in names and told.strip() != OPEN.get(ending)):
        raise lies(ending)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefusedError(_("This file unpacks to far more than it should. It is not taken."))
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise FileRefusedError(_("This file holds macros. Save it without them and try again."))
