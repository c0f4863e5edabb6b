"""The verbs of registering. Each takes the lock on the event, can be sent twice, and passes free seats on.

`key` is the UUID that the form carried: the step it made is stored under it, and a repeat finds that step.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from organizations.models import Organization
from people.models import User
from safeguarding import audit
from workshops.enums import SEATED, STANDING, Door, RegistrationMode, RegistrationStatus
from workshops.errors import FullError, KeyUsedError, OfferOverError, RegistrationRefusedError
from workshops.models import Event, EventTrack, Invitation, Registration, RegistrationChange
from workshops.registration_rules import door, first_status
from workshops.seats import desk, hours_of, room_of, seeker_of, step


@dataclass(frozen=True)
class Choice:
    """What somebody wrote on the form."""

    track: EventTrack | None = None
    organization: Organization | None = None
    organization_name: str = ""
    accessibility: str = ""
    answers: dict = field(default_factory=dict)


def register(
    *,
    event: Event,
    person: User,
    choice: Choice,
    key: uuid.UUID,
    now: datetime.datetime,
    may_wait: bool = True,
) -> Registration:
    """Register for the event, or come back to it at the end of the queue. Whoever is registered stays so.

    Raises `RegistrationRefusedError` when that cannot be, and `FullError` instead of putting somebody on the
    waiting list who has not said that they `may_wait`.
    """
    # Whoever sends a form again and again does not stand in the way of those who send one.
    if mine := registered_already(event, person, key):
        return mine
    with desk(event, person, now=now) as row:
        if mine := registered_already(row, person, key):
            return mine
        mine = Registration.objects.filter(event=row, person=person).first()
        is_invited = Invitation.objects.filter(event=row, accepted_by=person).exists()
        refuse_closed(person)
        refuse_shut(row, now, mine, is_invited)
        return take_place(
            row, mine or Registration(event=row, person=person), choice, now, key, may_wait, is_invited
        )


def registered_already(event: Event, person: User, key: uuid.UUID) -> Registration | None:
    """The registration that this form has made, or that stands anyhow."""
    mine = Registration.objects.filter(event=event, person=person).first()
    return mine if repeated(key, event, person) or (mine and mine.status in STANDING) else None


def take_place(row, mine, choice, now, key, may_wait, is_invited) -> Registration:
    """A seat, a place on the waiting list, or a request: whatever is to be had."""
    fill_in(mine, choice, now)
    room = room_of(row)
    status = first_status(row.registration, fits=room.fits(seeker_of(mine)), is_invited=is_invited)
    if status == RegistrationStatus.WAITLISTED and not may_wait:
        raise FullError(why_full(row, room, mine))
    mine = step(mine, status, room=room, now=now, by=mine.person, key=key)
    note("registration.made", mine, mine.person)
    return mine


def fill_in(mine: Registration, choice: Choice, now: datetime.datetime) -> None:
    for name in ("track", "organization", "organization_name", "accessibility", "answers"):
        setattr(mine, name, getattr(choice, name))
    mine.organization_type = type_of(choice.organization) if choice.organization else ""
    mine.queued_at = now
    if mine.pk is None:
        mine.registered_at = now


def type_of(organization: Organization) -> str:
    """The code of the first of its types of actor; empty when it has none."""
    return organization.actor_types.values_list("code", flat=True).first() or ""


def confirm(*, registration: Registration, key: uuid.UUID, now: datetime.datetime) -> Registration:
    """Take the offered seat. Raises `OfferOverError` once it is the next one's."""
    person = registration.person
    with desk(registration.event, person, now=now) as row:
        mine = Registration.objects.select_related("person").get(pk=registration.pk)
        if repeated(key, row, person) or mine.status == RegistrationStatus.REGISTERED:
            return mine
        refuse_closed(person)
        is_offered = mine.status == RegistrationStatus.OFFERED
        if is_offered:
            mine = step(mine, RegistrationStatus.REGISTERED, now=now, by=person, key=key)
            note("registration.confirmed", mine, person)
    if not is_offered:
        raise OfferOverError(_("This seat is no longer kept for you. You see below where you stand now."))
    return mine


def cancel(
    *, registration: Registration, key: uuid.UUID, now: datetime.datetime, by: User | None
) -> Registration:
    """Give the seat, the offer or the place in the queue back. Safe to repeat."""
    person = registration.person
    with desk(registration.event, person, now=now) as row:
        mine = Registration.objects.select_related("person").get(pk=registration.pk)
        if repeated(key, row, person) or mine.status not in STANDING:
            return mine
        mine = step(mine, RegistrationStatus.CANCELLED, now=now, by=by, key=key)
        note("registration.cancelled", mine, by)
        return mine


def decide(
    *,
    event: Event,
    chosen: Iterable[uuid.UUID],
    approve: bool,
    key: uuid.UUID,
    now: datetime.datetime,
    by: User,
) -> list[Registration]:
    """Admit people or not; those who changed since are left as they are. Returns whom it concerned."""
    done = []
    with desk(event, now=now) as row:
        found = Registration.objects.filter(event=row, public_id__in=list(chosen))
        for one in found.order_by("queued_at", "pk").select_related("person"):
            status = decided(row, one, approve=approve)
            if status:
                room = room_of(row) if status in SEATED else None
                own_key = uuid.uuid5(key, str(one.public_id))
                one.queued_at = now
                done.append(step(one, status, room=room, now=now, by=by, key=own_key))
                note("registration.approved" if approve else "registration.declined", one, by)
    return done


def decided(row: Event, one: Registration, *, approve: bool) -> RegistrationStatus | None:
    """What becomes of a registration; nothing of one that is decided already."""
    if not approve:
        return RegistrationStatus.DECLINED if one.status in STANDING else None
    if one.status not in {RegistrationStatus.REQUESTED, RegistrationStatus.DECLINED}:
        return None
    return first_status(RegistrationMode.OPEN, fits=room_of(row).fits(seeker_of(one)))


def add_by_hand(
    *, event: Event, person: User, track: EventTrack | None, key: uuid.UUID, now: datetime.datetime, by: User
) -> Registration:
    """The team registers somebody, whatever the door says; without a free seat they wait like everybody."""
    with desk(event, person, now=now) as row:
        mine = Registration.objects.filter(event=row, person=person).first()
        if repeated(key, row, person) or (mine and mine.status in STANDING):
            return mine
        refuse_closed(person)
        if row.is_cancelled:
            raise RegistrationRefusedError(Door.CANCELLED.label)
        mine = mine or Registration(event=row, person=person)
        fill_in(mine, Choice(track=track), now)
        room = room_of(row)
        status = first_status(RegistrationMode.OPEN, fits=room.fits(seeker_of(mine)))
        mine = step(mine, status, room=room, now=now, by=by, key=key)
        note("registration.added", mine, by)
        return mine


def repeated(key: uuid.UUID, event: Event, person: User) -> bool:
    """Whether this form has been dealt with. Raises `KeyUsedError` when it was another one's."""
    change = RegistrationChange.objects.filter(pk=key).select_related("registration").first()
    if change is None:
        return False
    if (change.registration.event_id, change.registration.person_id) != (event.pk, person.pk):
        raise KeyUsedError(
            _("This form was used for something else already. Open the page again, then send it.")
        )
    return True


def refuse_closed(person: User) -> None:
    """Raises `RegistrationRefusedError` for an account that was closed, in this very moment perhaps."""
    if not User.objects.filter(pk=person.pk, is_active=True, erased_at=None).exists():
        raise RegistrationRefusedError(_("This account is closed."))


def refuse_shut(row: Event, now: datetime.datetime, mine: Registration | None, is_invited: bool) -> None:
    """Raises `RegistrationRefusedError` while the door is shut for this person."""
    state = door(hours_of(row, now), now)
    if state != Door.OPEN:
        raise RegistrationRefusedError(state.label)
    if mine and mine.status == RegistrationStatus.DECLINED:
        raise RegistrationRefusedError(
            _("The team of the event has not admitted you. Write to it if you think that this is a mistake.")
        )
    if row.registration == RegistrationMode.INVITATION and not is_invited:
        raise RegistrationRefusedError(
            _("This event is by invitation. Open the link in the invitation that was sent to you.")
        )


def why_full(row: Event, room, mine: Registration) -> str:
    """What somebody is told before they wait."""
    if room.is_full:
        return _("All seats are taken. Send the form again to go on the waiting list.")
    if mine.track_id and room.left_in(mine.track_id) == 0:
        return _(
            "All seats of “%(track)s” are taken. Choose another track, or send the form again to wait for one."
        ) % {"track": mine.track}
    return _(
        "Your organization has as many seats as it can have. Send the form again to go on the waiting list."
    )


def note(act: str, registration: Registration, by: User | None) -> None:
    detail = {"event": registration.event.slug, "status": registration.status}
    audit.record(act=act, actor=by, subject=registration, detail=detail)
