"""Video and audio: their bytes are what the ending says, and tell neither where nor with what they were made."""

import struct
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

import filetype
from django.core.files import File
from django.core.files.temp import NamedTemporaryFile
from django.utils.translation import gettext as _

from media.enums import RECORDINGS
from media.errors import FileRefusedError

CONTENTS = {
    ".mp4": {"video/mp4", "video/x-m4v"},
    ".webm": {"video/webm"},
    ".mp3": {"audio/mpeg"},
    ".m4a": {"audio/mp4", "audio/m4a", "video/mp4"},
    ".ogg": {"audio/ogg"},
}
# Boxes that hold other boxes on the way to what is looked for.
PARENTS = {b"moov", b"trak", b"mdia", b"minf"}
# Place, device, author and titles; nothing that a player needs.
TRACES = {b"udta", b"meta", b"uuid"}


class Box(NamedTuple):
    """A part of an MP4 file: its kind, where it begins, and where its contents begin and end."""

    kind: bytes
    start: int
    inside: int
    end: int


def refuse_false_recording(file: BinaryIO, filename: str, kind: str) -> None:
    """Raise `FileRefusedError` unless `file` is a video or audio file as its ending says."""
    ending = PurePosixPath(filename).suffix.lower()
    if ending not in RECORDINGS[kind]:
        raise FileRefusedError(
            _("Files of this kind are not taken. Use one of: %(kinds)s.")
            % {"kinds": ", ".join(RECORDINGS[kind]).replace(".", "")}
        )
    file.seek(0)
    found = filetype.guess(file.read(8192))
    file.seek(0)
    if found is None or found.mime not in CONTENTS[ending]:
        raise FileRefusedError(
            _("This file is called %(ending)s, but holds something else. Save it again in its own format.")
            % {"ending": ending}
        )


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes of an MP4 file between two places, those inside others too."""
    while start + 8 <= end:
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8))
        inside = start + 8
        if size == 1 and start + 16 <= end:
            size, inside = struct.unpack(">Q", file.read(8))[0], start + 16
        size = size or end - start
        if size < inside - start or start + size > end:
            return
        yield Box(kind, start, inside, start + size)
        if kind in PARENTS:
            yield from boxes(file, inside, start + size)
        start += size


def length_of(file: BinaryIO) -> int:
    file.seek(0, 2)
    return file.tell()


def writable(file: File) -> File:
    """`file` itself when it may be written over, else a copy on disk that goes away by itself."""
    raw = getattr(file, "file", file)
    if getattr(raw, "writable", lambda: False)():
        return file
    copy = File(NamedTemporaryFile(suffix=".upload"), name=file.name)
    file.seek(0)
    for chunk in iter(lambda: file.read(1024 * 1024), b""):
        copy.write(chunk)
    return copy


def without_traces(file: File) -> File:
    """An MP4 file with place, device and author struck out; every byte keeps its place."""
    clean = writable(file)
    for box in list(boxes(clean, 0, length_of(clean))):
        if box.kind in TRACES:
            strike_out(clean, box)
    clean.seek(0)
    return clean


def strike_out(file: BinaryIO, box: Box) -> None:
    """Turn a box into free space of zeros."""
    file.seek(box.start + 4)
    file.write(b"free")
    file.seek(box.inside)
    left = box.end - box.inside
    while left > 0:
        left -= file.write(bytes(min(left, 65536)))


def seconds_of(file: BinaryIO) -> float:
    """How long an MP4 file plays; 0 when it does not say, as other formats do not."""
    for box in boxes(file, 0, length_of(file)):
        if box.kind == b"mvhd":
            file.seek(box.inside)
            return duration_in(file.read(32))
    return 0


def duration_in(header: bytes) -> float:
    """Seconds from a movie header: version, times, scale, duration."""
    form = ">4xQQIQ" if header[:1] == b"\1" else ">4xIIII"
    if len(header) < struct.calcsize(form):
        return 0
    _made, _changed, scale, length = struct.unpack_from(form, header)
    return round(length / scale, 1) if scale else 0
