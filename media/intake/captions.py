"""Caption files (WebVTT, W3C): read line by line, refused with the number of every line that is wrong."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from media.errors import CaptionsRefusedError
from media.intake.pictures import CleanFile

TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMES = re.compile(rf"^{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t]+.*)?$")
# Times that went wrong, as a mistyped arrow or a forgotten one.
LIKE_TIMES = re.compile(r"^\s*(\d+:)?\d{1,2}:\d{2}")
MOST_PROBLEMS = 10
NOT_CUES = ("NOTE", "STYLE", "REGION")

Problem = tuple[int, str]


def clean_captions(file: BinaryIO) -> CleanFile:
    """The captions as plain UTF-8 with simple line ends. Raises `CaptionsRefusedError`."""
    file.seek(0)
    text = decoded(file.read())
    problems = list(problems_in(text))[:MOST_PROBLEMS]
    if problems:
        raise CaptionsRefusedError(problems)
    return CleanFile(text.encode(), name="captions.vtt")


def decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        sentence = _("Line %(line)s is not written in UTF-8. Save the file as UTF-8.") % {"line": line}
        raise CaptionsRefusedError([(line, sentence)]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def problems_in(text: str) -> Iterator[Problem]:
    """Everything that is wrong, each with its line."""
    lines = text.split("\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        yield line, _("Line %(line)s holds a character that cannot be shown.") % {"line": line}
    if not re.match(r"^WEBVTT([ \t]|$)", lines[0]):
        yield 1, _("Line 1 must be “WEBVTT”. A file that ends in .srt has to be saved as WebVTT first.")
        return
    (_first, heading), *rest = blocks_of(lines)
    yield from times_too_early(1, heading)
    cues = [(number, block) for number, block in rest if block[0].split(" ")[0] not in NOT_CUES]
    last_start = 0.0
    for number, block in cues:
        start = yield from problems_of_cue(number, block, last_start)
        last_start = start if start is not None else last_start
    if not cues:
        yield len(lines), _("The file holds no captions.")


def blocks_of(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The blocks between empty lines, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def problems_of_cue(number: int, block: list[str], last_start: float):
    """What is wrong with one caption; returns when it begins."""
    at = place_of_times(block)
    line = number + at
    times = TIMES.match(block[at].strip()) if len(block) > at else None
    if times is None:
        yield line, not_a_time(line)
        return None
    start, end = seconds(times.groups()[:4]), seconds(times.groups()[4:])
    if end <= start:
        yield line, _("Line %(line)s: the caption ends before it begins.") % {"line": line}
    if start < last_start:
        yield line, _("Line %(line)s: the caption begins before the one above it.") % {"line": line}
    if len(block) == at + 1:
        yield line, _("Line %(line)s: there are no words under these times.") % {"line": line}
    yield from times_too_early(line + 1, block[at + 1 :])
    return start


def place_of_times(block: list[str]) -> int:
    """Where the times of a caption stand, or should: in its first line, or below its name."""
    has_name = "-->" not in block[0] and "-->" in "".join(block[1:2])
    is_bare = "-->" in block[0] or LIKE_TIMES.match(block[0])
    return 0 if is_bare and not has_name else 1


def times_too_early(first: int, lines: list[str]) -> Iterator[Problem]:
    """Times where words should stand: the line between two captions was forgotten."""
    for number, words in enumerate(lines, start=first):
        if "-->" in words:
            yield number, _("Line %(line)s: an empty line is missing above these times.") % {"line": number}


def not_a_time(line: int) -> str:
    return _("Line %(line)s must be times such as 00:01:05.000 --> 00:01:08.500.") % {"line": line}


def seconds(parts) -> float:
    hours, minutes, whole, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + whole + thousandths / 1000
