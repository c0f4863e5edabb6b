"""The seats of an event: counted, given and passed on, always by whoever holds the lock on the event's row.

Every change of a registration locks the row of its event first, and nothing else of the event: people who come
at the same moment take turns, and so does the publication of a draft, which writes that row before the rows
below it. People are locked before events, as erasing them does it. Seats are those of the live row.
"""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import partial

from django.db import transaction
from django.db.models import Max

from base import generation
from people.models import User
from workshops.clocks import moment
from workshops.enums import SEATED, RegistrationMode, RegistrationStatus
from workshops.models import Event, EventTrack, Registration, RegistrationChange
from workshops.models.registrations import organization_key
from workshops.programme import is_over
from workshops.registration_rules import Hours, Room, Seeker, offer_ends, shown_left, shown_waiting
from workshops.registration_tasks import tell

MIDNIGHT = datetime.time(0)
ONE_DAY = datetime.timedelta(days=1)


@contextmanager
def desk(event: Event, *people: User, now: datetime.datetime) -> Iterator[Event]:
    """The live row of the event, nobody else's until the block ends. Then free seats are handed out."""
    with transaction.atomic():
        keys = [person.pk for person in people]
        list(User.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True))
        row = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        before, _now_told = fill_seats(row, now=now)
        yield row
        _earlier, after = fill_seats(row, now=now)
        if row.live and after != before:
            generation.bump()


def room_of(event: Event) -> Room:
    """The seats of an event; two queries."""
    tracks = EventTrack.objects.filter(event=event, capacity__isnull=False).values_list("pk", "capacity")
    room = Room(event.capacity, dict(tracks), event.organization_quota)
    seated = Registration.objects.filter(event=event).seated()
    for one in seated.only("track", "organization", "organization_name", "seat"):
        room.take(seeker_of(one), one.seat)
    return room


def seeker_of(registration: Registration) -> Seeker:
    return Seeker(registration.track_id, registration.organization_key)


def told_to_everybody(room: Room, waiting: int) -> tuple:
    """What the page that is kept for everybody says of the seats."""
    tracks = tuple(shown_left(room.left_in(track)) for track in room.tracks)
    return room.is_full, shown_left(room.left), tracks, shown_waiting(waiting)


def hours_of(event: Event, now: datetime.datetime) -> Hours:
    return Hours(
        event.registration,
        is_public=event.live,
        is_cancelled=event.is_cancelled,
        is_over=is_over(event, now) is True,
        opens_at=event.registration_opens_at,
        closes_at=event.registration_closes_at,
    )


def hands_out_seats(event: Event, now: datetime.datetime) -> bool:
    """Whether seats that fall free are offered: not for what is over, called off, or seen by nobody."""
    return (
        event.live
        and not event.is_cancelled
        and event.registration != RegistrationMode.CLOSED
        and is_over(event, now) is not True
    )


def fill_seats(event: Event, *, now: datetime.datetime) -> tuple[tuple, tuple]:
    """Take back what nobody confirmed in time, and offer every free seat to the first on the list who fits.

    Whoever calls it holds the lock. Returns what everybody is told before and afterwards.
    """
    room, waiting = room_of(event), waiting_for(event)
    before = told_to_everybody(room, waiting.count())
    if lapse_offers(event, now=now):
        room = room_of(event)
    if not room.is_full and hands_out_seats(event, now):
        chosen = first_who_fit(room, waiting)
        rows = Registration.objects.in_bulk(chosen)
        for pk in chosen:
            step(rows[pk], RegistrationStatus.OFFERED, room=room, now=now, event=event)
    return before, told_to_everybody(room, waiting.count())


def waiting_for(event: Event):
    return Registration.objects.filter(event=event).waiting()


def first_who_fit(room: Room, waiting) -> list[int]:
    """Those on the waiting list who can have a seat, in its order."""
    planned, chosen = deepcopy(room), []
    for pk, track, organization, name in waiting.values_list(
        "pk", "track_id", "organization_id", "organization_name"
    ):
        seeker = Seeker(track, organization_key(organization, name))
        if planned.is_full:
            break
        if planned.fits(seeker):
            planned.take(seeker)
            chosen.append(pk)
    return chosen


def lapse_offers(event: Event, *, now: datetime.datetime) -> int:
    """Take back the seats that nobody confirmed in time; how many there were."""
    offers = Registration.objects.filter(event=event, status=RegistrationStatus.OFFERED)
    late = list(offers.filter(offer_ends_at__lte=now).order_by("offer_ends_at", "pk"))
    for one in late:
        step(one, RegistrationStatus.LAPSED, now=now)
    return len(late)


def step(
    registration: Registration,
    status: RegistrationStatus,
    *,
    now: datetime.datetime,
    room: Room | None = None,
    event: Event | None = None,
    by: User | None = None,
    key: uuid.UUID | None = None,
) -> Registration:
    """The one way in which a registration changes. Whoever sits down takes the next seat of `room`."""
    if status not in SEATED:
        registration.seat = None
    elif registration.seat is None and room is not None:
        registration.seat = room.next_number()
        room.take(seeker_of(registration), registration.seat)
    is_offer = status == RegistrationStatus.OFFERED
    registration.offer_ends_at = offer_ends(now, *span(event)) if is_offer else None
    registration.status, registration.changed_at = status, now
    registration.save()
    change = RegistrationChange.objects.create(
        id=key or uuid.uuid4(),
        registration=registration,
        number=next_step(registration),
        status=status,
        by=by,
        at=now,
    )
    transaction.on_commit(partial(tell.enqueue, str(change.pk)))
    return registration


def next_step(registration: Registration) -> int:
    last = RegistrationChange.objects.filter(registration=registration).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def span(event: Event) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """From the first midnight of the event to its last; nothing when its days are not known."""
    if not event.has_days:
        return None, None
    zone = event.time_zone
    return moment(event.start_date, MIDNIGHT, zone), moment(event.last_day + ONE_DAY, MIDNIGHT, zone)
