"""Questions about attendance that need no database and no clock."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from workshops.enums import THERE, Presence

EARLY = datetime.timedelta(minutes=30)
LATE = datetime.timedelta(minutes=30)
DASH = re.compile(r"\s*[-–]\s*")
RANGE = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")
# Letters and digits that nobody takes for one another.
CODE_LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
CODE_LENGTH = 5


@dataclass(frozen=True)
class Attended:
    """How much of an event somebody attended. `sessions` and `of` count sessions that ask for attendance."""

    sessions: int
    of: int
    hours: float

    @property
    def percent(self) -> int:
        """Rounded down: whoever reads the threshold has reached it."""
        return 100 * self.sessions // self.of if self.of else 0

    def reaches(self, threshold: int) -> bool:
        """Whether this is enough to have taken part."""
        return bool(self.of) and 100 * self.sessions >= threshold * self.of


def attended(sessions: Iterable, presences: Mapping[int, str]) -> Attended:
    """What somebody attended of `sessions` (with `pk`, `duration`, `counts_for_attendance`).

    `presences` maps the number of a session to a `Presence`. Part of a session counts as having been there, and as
    half of its hours.
    """
    counted = [one for one in sessions if one.counts_for_attendance]
    there = [one for one in counted if presences.get(one.pk) in THERE]
    seconds = sum((share(presences[one.pk]) * seconds_of(one) for one in there), Fraction(0))
    return Attended(len(there), len(counted), round(float(seconds) / 3600, 2))


def share(presence: str) -> Fraction:
    return Fraction(1, 2) if presence == Presence.PARTIAL else Fraction(1)


def seconds_of(session) -> Fraction:
    return Fraction(int(session.duration.total_seconds())) if session.duration else Fraction(0)


def numbers_in(text: str, most: int) -> tuple[set[int], list[str]]:
    """The numbers of a sheet (`1-12, 15`) from 1 to `most`, and the pieces that are none."""
    found: set[int] = set()
    wrong = []
    for piece in filter(None, re.split(r"[,;\s]+", DASH.sub("-", text))):
        span = range_of(piece, most)
        if span is None:
            wrong.append(piece)
        else:
            found |= set(span)
    return found, wrong


def range_of(piece: str, most: int) -> range | None:
    match = RANGE.fullmatch(piece)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return range(first, last + 1) if 1 <= first <= last <= most else None


def closes_at(now: datetime.datetime, ends_at: datetime.datetime | None) -> datetime.datetime:
    """Until when a code works that is shown now: a little longer than its session, two hours when nobody knows."""
    by_session = ends_at + LATE if ends_at else now
    return (
        max(by_session, now + datetime.timedelta(hours=2)) if ends_at is None else max(by_session, now + LATE)
    )


def as_code(written: str) -> str:
    """A code as it is compared: capital letters, without spaces and dashes."""
    return re.sub(r"[\s\-–]", "", written).upper()[: CODE_LENGTH + 1]
