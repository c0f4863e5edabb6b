"""What somebody's registration lets them know of an event: its house, its links, its sessions in a calendar."""

from workshops.calendars import EVERYBODY, STATUSES, Reader
from workshops.enums import RegistrationStatus
from workshops.models import Event, Registration


def reader_of(mine: Registration, changes: int | None = None) -> Reader:
    """The calendar of somebody who registered."""
    return Reader(
        sees_venue=mine.status == RegistrationStatus.REGISTERED,
        status=STATUSES.get(mine.status, "CANCELLED"),
        track=mine.track_id,
        is_personal=True,
        changes=mine.changes.count() if changes is None else changes,
    )


def reader_for(event: Event, person) -> Reader:
    """The calendar of whoever asks: the team sees all, others what their registration lets them."""
    if not person.is_authenticated:
        return EVERYBODY
    if Event.objects.recorded_by(person).filter(pk=event.pk).exists():
        return Reader(sees_venue=True)
    mine = Registration.objects.seated().filter(event=event, person=person).first()
    return reader_of(mine) if mine else EVERYBODY
