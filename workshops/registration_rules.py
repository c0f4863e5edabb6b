"""Questions about registering that need no database: who fits, who waits, whether the door is open."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from workshops.enums import Door, RegistrationMode, RegistrationStatus

OFFER_LASTS = datetime.timedelta(hours=48)
INVITATION_LASTS = datetime.timedelta(days=7)
# With this many seats left or fewer, everybody is told the number.
FEW_SEATS = 10
# Of fewer people nobody is told the number.
FEWEST_PEOPLE = 5


@dataclass(frozen=True)
class Seeker:
    """What counts when somebody looks for a seat; `organization` is empty for those who come for none."""

    track: int | None = None
    organization: str = ""


@dataclass
class Room:
    """The seats of an event as they are taken."""

    capacity: int | None = None
    tracks: Mapping[int, int] = field(default_factory=dict)
    quota: int | None = None
    taken: int = 0
    by_track: Counter = field(default_factory=Counter)
    by_organization: Counter = field(default_factory=Counter)
    numbers: set[int] = field(default_factory=set)

    def take(self, seeker: Seeker, number: int | None = None) -> None:
        """Somebody sits down."""
        self.taken += 1
        self.by_track[seeker.track] += 1
        self.by_organization[seeker.organization] += 1
        if number:
            self.numbers.add(number)

    @property
    def left(self) -> int | None:
        """How many seats are free; None when nobody counts them."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def is_full(self) -> bool:
        return self.left == 0

    def left_in(self, track: int) -> int | None:
        """How many seats somebody of this track can have; None when nobody counts them."""
        own = self.tracks.get(track)
        known = [self.left, None if own is None else max(own - self.by_track[track], 0)]
        return min((number for number in known if number is not None), default=None)

    def fits(self, seeker: Seeker) -> bool:
        """Whether there is a seat that they could have."""
        if self.left_in(seeker.track) == 0:
            return False
        counted = self.quota is not None and seeker.organization
        return not counted or self.by_organization[seeker.organization] < self.quota

    def next_number(self) -> int:
        """The lowest seat that nobody holds."""
        return next(number for number in count(1) if number not in self.numbers)


@dataclass(frozen=True)
class Hours:
    """What opens and closes the door of an event."""

    mode: str
    is_public: bool = True
    is_cancelled: bool = False
    is_over: bool = False
    opens_at: datetime.datetime | None = None
    closes_at: datetime.datetime | None = None


def door(hours: Hours, now: datetime.datetime) -> Door:
    """Whether people may register, and what keeps them from it; the first reason that holds."""
    reasons = {
        Door.CANCELLED: hours.is_cancelled,
        Door.NONE: hours.mode == RegistrationMode.CLOSED,
        Door.DRAFT: not hours.is_public,
        Door.OVER: hours.is_over,
        Door.NOT_YET: hours.opens_at is not None and now < hours.opens_at,
        Door.CLOSED: hours.closes_at is not None and now >= hours.closes_at,
    }
    return next((reason for reason, holds in reasons.items() if holds), Door.OPEN)


def first_status(mode: str, *, fits: bool, is_invited: bool = False) -> RegistrationStatus:
    """Where a new registration stands; whom the team invited needs no approval."""
    if mode == RegistrationMode.APPROVAL and not is_invited:
        return RegistrationStatus.REQUESTED
    return RegistrationStatus.REGISTERED if fits else RegistrationStatus.WAITLISTED


def offer_ends(
    now: datetime.datetime, starts_at: datetime.datetime | None, ends_at: datetime.datetime | None
) -> datetime.datetime:
    """Two days from now, but not beyond the beginning of the event; once that has passed, not beyond its end."""
    latest = starts_at if starts_at and starts_at > now else ends_at
    return min(now + OFFER_LASTS, latest) if latest and latest > now else now + OFFER_LASTS


def shown_left(left: int | None) -> int | None:
    """How many seats everybody is told of: a number when there are few."""
    return left if left is not None and left <= FEW_SEATS else None


def shown_waiting(waiting: int) -> int | None:
    """How many people everybody is told of; None for so few that they might be known by it."""
    return waiting if waiting == 0 or waiting >= FEWEST_PEOPLE else None
