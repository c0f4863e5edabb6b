"""Files that are what they say, files that are not, and what the library makes of them."""

import datetime
import io
import struct
import zipfile
import zlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from wagtail.models import Collection

from base.enums import Language
from base.translated import Translated
from media.models import LibraryDocument, LibraryImage, LibraryMedia
from safeguarding.enums import Channel, ConsentStatus
from safeguarding.models import Consent

GPS = {1: "N", 2: (19.0, 25.0, 42.0), 3: "W", 4: (99.0, 7.0, 39.0)}


def jpeg(size=(64, 48), *, gps: bool = False, orientation: int = 0, left="red", right="blue") -> bytes:
    """A picture, red at the left and blue at the right; a telephone adds place, maker and orientation."""
    picture = Image.new("RGB", size, left)
    ImageDraw.Draw(picture).rectangle((size[0] // 2, 0, *size), fill=right)
    exif = Image.Exif()
    if gps:
        exif[0x010F] = "Maker of telephones"
        exif.get_ifd(0x8825).update(GPS)
    if orientation:
        exif[0x0112] = orientation
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=exif, quality=95)
    return buffer.getvalue()


def png(size=(64, 48), colour="green") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def bomb(width=20_000, height=20_000) -> bytes:
    """A PNG that says it has 400 million pixels; its data would have to be decoded to find out."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pdf(pages=2, *, author="", script="", locked=False) -> bytes:
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    if author:
        writer.add_metadata({"/Author": author, "/Title": "Words"})
    if script:
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        )
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)
    if locked:
        writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def package(**parts: str) -> bytes:
    """An office document: parts by name, a double underscore for a slash and one for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as found:
        for name, text in parts.items():
            found.writestr(name.replace("__", "/").replace("_", "."), text)
    return buffer.getvalue()


def box(kind: bytes, inside: bytes) -> bytes:
    return struct.pack(">I4s", len(inside) + 8, kind) + inside


def mp4(seconds=90, *, place=b"") -> bytes:
    """The frame of an MP4 file, with its length and, from a telephone, its place."""
    header = struct.pack(">4xIIII", 0, 0, 1000, seconds * 1000) + bytes(80)
    traces = box(b"udta", box(b"\xa9xyz", place)) if place else b""
    moov = box(b"moov", box(b"mvhd", header) + traces)
    return box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + moov + box(b"mdat", bytes(range(256)) * 8)


def mp3() -> bytes:
    return b"ID3\x03\0\0\0\0\0\0" + b"\xff\xfb\x90\x44" + bytes(413)


CAPTIONS = (
    "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nThe door is open.\n\n00:05.000 --> 00:07.500\nHe went out.\n"
)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def consent(**fields) -> Consent:
    """A consent that is in force, for every channel and language."""
    today = timezone.localdate()
    values = {
        "given_by": ConsentStatus.CHILD_AND_GUARDIAN,
        "scope": "A drawing of a house, for lessons.",
        "channels": Channel.values,
        "languages": Language.values,
        "valid_from": today - datetime.timedelta(days=30),
        "expires_on": today + datetime.timedelta(days=300),
        "reviewed_at": timezone.now(),
    }
    return Consent.objects.create(**{**values, **fields})


def collection(name="A module") -> Collection:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    return root.add_child(name=name)


def image(title="A house", *, data: bytes | None = None, shows_children="no", **fields) -> LibraryImage:
    values = {
        "title": title,
        "alt_text": Translated(es="Una casa con la puerta abierta.", en="A house with its door open."),
        "shows_children": shows_children,
        "file": ContentFile(data or jpeg(), name="IMG_2041 Ana.jpg"),
    }
    return LibraryImage.objects.create(**{**values, **fields})


def document(
    title="Words", *, data: bytes | None = None, name="words.pdf", shows_children="no", **fields
) -> LibraryDocument:
    values = {"title": title, "language": "es", "file": ContentFile(data or pdf(), name=name)}
    return LibraryDocument.objects.create(**{**values, "shows_children": shows_children, **fields})


def recording(title="The open door", *, shows_children="no", **fields) -> LibraryMedia:
    values = {"title": title, "type": "video", "file": ContentFile(mp4(), name="film.mp4")}
    return LibraryMedia.objects.create(**{**values, "shows_children": shows_children, **fields})
