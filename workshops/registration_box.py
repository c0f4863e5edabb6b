"""What the page of an event says of registering: to everybody, and to those who are known."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from workshops.enums import Door, RegistrationMode, RegistrationStatus
from workshops.models import Event, EventTrack, Registration
from workshops.registration_rules import door, shown_left, shown_waiting
from workshops.seats import hours_of, room_of


@dataclass(frozen=True)
class TrackRoom:
    track: EventTrack
    left: int | None


@dataclass(frozen=True)
class Box:
    """How to register, the seats, and where the reader stands.

    `left` and `waiting` are None where the number is not known or not told.
    """

    door: str
    mode: str
    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    is_full: bool
    left: int | None
    waiting: int | None
    tracks: tuple[TrackRoom, ...]
    mine: Registration | None = None
    place: int = 0
    sees_venue: bool = False

    @property
    def is_open(self) -> bool:
        return self.door == Door.OPEN

    @property
    def door_label(self) -> str:
        return Door(self.door).label

    @property
    def may_come(self) -> bool:
        """Whether the form is for this reader."""
        barred = self.mine and (self.mine.is_standing or self.mine.status == RegistrationStatus.DECLINED)
        return self.is_open and not barred

    @property
    def is_for_all(self) -> bool:
        return self.mode != RegistrationMode.INVITATION


def box_of(event: Event, person, now: datetime.datetime | None = None) -> Box:
    """Numbers are exact for those who are signed in; for all others few people are not counted."""
    now, is_known = now or timezone.now(), person.is_authenticated
    room, mine = room_of(event), own_registration(event, person)
    waiting = Registration.objects.filter(event=event.pk).waiting().count()
    tracks = [TrackRoom(track, room.left_in(track.pk)) for track in event.tracks.all()]
    if not is_known:
        tracks = [TrackRoom(row.track, shown_left(row.left)) for row in tracks]
    return Box(
        door=door(hours_of(event, now), now),
        mode=event.registration,
        opens_at=event.registration_opens_at,
        closes_at=event.registration_closes_at,
        is_full=room.is_full,
        left=room.left if is_known else shown_left(room.left),
        waiting=waiting if is_known else shown_waiting(waiting),
        tracks=tuple(tracks),
        mine=mine,
        place=place_of(mine),
        sees_venue=sees_venue(event, person, mine),
    )


def own_registration(event: Event, person) -> Registration | None:
    if not person.is_authenticated:
        return None
    rows = Registration.objects.filter(event=event.pk, person=person)
    return rows.select_related("track", "organization").first()


def place_of(mine: Registration | None) -> int:
    """The place on the waiting list; 0 for those who are not on it."""
    if mine is None or mine.status != RegistrationStatus.WAITLISTED:
        return 0
    return Registration.objects.ahead_of(mine).count() + 1


def sees_venue(event: Event, person, mine: Registration | None) -> bool:
    """Whether they may know the house and the links: with a seat that is certain, and in the team."""
    if mine and mine.status == RegistrationStatus.REGISTERED:
        return True
    return person.is_authenticated and Event.objects.recorded_by(person).filter(pk=event.pk).exists()


def event_part(event: Event, person) -> dict:
    """What registering adds to the page of an event."""
    has_any = event.registration != RegistrationMode.CLOSED or event.is_cancelled
    box = box_of(event, person) if has_any or person.is_authenticated else None
    links = [session for session in event.sessions.all() if session.link] if box and box.sees_venue else []
    return {"registration": box, "session_links": links}
