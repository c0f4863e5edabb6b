"""Taking attendance: ticked by the team, from the sheet, or by oneself with the code of the session.

Marks are facts with a key and a time of their own: a tick that waited in a browser while the line was down counts
once, and where it belongs in time.
"""

import datetime
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from courses.rules import believed_time
from safeguarding import audit
from workshops.attendance_rules import CODE_LENGTH, CODE_LETTERS, as_code, closes_at
from workshops.enums import MarkSource, Presence
from workshops.errors import KeyUsedError, NoSuchCodeError, NotRegisteredError
from workshops.models import (
    Attendance,
    AttendanceMark,
    Event,
    EventSession,
    Headcount,
    Registration,
    SessionCode,
)
from workshops.signals import attendance_confirmed


@dataclass(frozen=True)
class Tick:
    """What somebody says of one person and one session."""

    key: uuid.UUID
    registration: Registration
    presence: str
    happened_at: datetime.datetime | None = None


@transaction.atomic
def take_attendance(
    *, session: EventSession, ticks: Iterable[Tick], source: str, by, now: datetime.datetime
) -> int:
    """Store ticks; how many were new. One that is stored already is passed over.

    Raises `KeyUsedError` for a key that stands for another person or session.
    """
    ticks = list(ticks)
    lock(session.event_id)
    known = AttendanceMark.objects.in_bulk([tick.key for tick in ticks])
    refuse_strange_keys(known, ticks, session)
    new = [tick for tick in ticks if tick.key not in known]
    marks = [
        AttendanceMark(
            pk=tick.key,
            session=session,
            registration=tick.registration,
            presence=Presence(tick.presence),
            source=source,
            by=by,
            happened_at=believed_time(tick.happened_at, now),
            recorded_at=now,
        )
        for tick in new
    ]
    AttendanceMark.objects.bulk_create(marks)
    summarize(session, marks)
    if marks:
        detail = {"session": str(session.key), "number": len(marks), "source": source}
        audit.record(act="event.attendance_taken", actor=by, subject=session.event, detail=detail)
    transaction.on_commit(lambda: attendance_confirmed.send(EventSession, session_id=session.pk))
    return len(marks)


def lock(event_id: int) -> Event:
    """Hold the event until the transaction ends, so that ticks of two phones come one after the other."""
    return Event.objects.select_for_update().get(pk=event_id)


def refuse_strange_keys(known: dict, ticks: list[Tick], session: EventSession) -> None:
    for tick in ticks:
        mark = known.get(tick.key)
        if mark and (mark.session_id, mark.registration_id) != (session.pk, tick.registration.pk):
            raise KeyUsedError(_("This form has been used already. Open the page again."))


def summarize(session: EventSession, marks: list[AttendanceMark]) -> None:
    """Let the mark that happened last count for each person."""
    newest: dict[int, AttendanceMark] = {}
    for mark in marks:
        if mark.registration_id not in newest or mark.happened_at >= newest[mark.registration_id].happened_at:
            newest[mark.registration_id] = mark
    standing = {
        row.registration_id: row
        for row in Attendance.objects.filter(session=session, registration__in=list(newest))
    }
    counts = [
        Attendance(
            session=session,
            registration_id=pk,
            presence=mark.presence,
            source=mark.source,
            happened_at=mark.happened_at,
        )
        for pk, mark in newest.items()
        if pk not in standing or standing[pk].happened_at <= mark.happened_at
    ]
    Attendance.objects.bulk_create(
        counts,
        update_conflicts=True,
        unique_fields=["session", "registration"],
        update_fields=["presence", "source", "happened_at"],
    )


@transaction.atomic
def mark_all_present(*, session: EventSession, key: uuid.UUID, by, now: datetime.datetime) -> int:
    """Everybody with a seat of whom nothing was said yet was there; how many. Again it finds nobody.

    The marks' keys follow from `key` and the person, so that a second arrival of the form adds nothing.
    """
    lock(session.event_id)
    marked = Attendance.objects.filter(session=session).values("registration")
    rest = expected(session).exclude(pk__in=marked)
    ticks = [Tick(uuid.uuid5(key, str(row.public_id)), row, Presence.ATTENDED) for row in rest]
    return take_attendance(session=session, ticks=ticks, source=MarkSource.ALL, by=by, now=now)


def expected(session: EventSession):
    """The registrations that are asked to be in a session: seated, and in its track if it has one."""
    rows = Registration.objects.filter(event=session.event_id).seated()
    return rows.filter(track=session.track_id) if session.track_id else rows


@transaction.atomic
def open_check_in(*, session: EventSession, by, now: datetime.datetime) -> SessionCode:
    """Show the code of a session; a code that still works stays the same."""
    lock(session.event_id)
    row = SessionCode.objects.filter(session=session).first()
    until = closes_at(now, session.ends_at)
    if row is None:
        return SessionCode.objects.create(session=session, code=new_code(), opened_at=now, closes_at=until)
    if row.closes_at <= now:
        row.code, row.opened_at = new_code(), now
    row.closes_at = until
    row.save()
    return row


def close_check_in(*, session: EventSession, now: datetime.datetime) -> None:
    """Let the code work no longer."""
    SessionCode.objects.filter(session=session, closes_at__gt=now).update(closes_at=now)


def new_code() -> str:
    """A code that no session has or had."""
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
        if not SessionCode.objects.filter(code=code).exists():
            return code


@transaction.atomic
def check_in(*, event: Event, person, code: str, key: uuid.UUID, now: datetime.datetime) -> EventSession:
    """Note that `person` is in the session whose code this is; again changes nothing.

    Raises `NoSuchCodeError` for a code of no session of this event or of one that is over, and
    `NotRegisteredError` for somebody without a seat.
    """
    row = (
        SessionCode.objects.filter(session__event=event, code=as_code(code)).select_related("session").first()
    )
    if row is None:
        raise NoSuchCodeError(_("No session has this code. Look at it again: it is shown in the room."))
    if row.closes_at <= now:
        raise NoSuchCodeError(
            _("This was the code of “%(title)s”, which is over. Ask for the code of the session you are in.")
            % {"title": row.session}
        )
    mine = expected(row.session).filter(person=person).first()
    if mine is None:
        raise NotRegisteredError(
            _("You have no seat at this session. Speak to the team: they can let you in.")
        )
    there = Attendance.objects.filter(session=row.session, registration=mine, presence=Presence.ATTENDED)
    if not there.exists():
        tick = Tick(key, mine, Presence.ATTENDED)
        take_attendance(session=row.session, ticks=[tick], source=MarkSource.CODE, by=person, now=now)
    return row.session


@transaction.atomic
def keep_headcounts(*, event: Event, counts: dict[str, int], by, now: datetime.datetime) -> None:
    """How many of each type were there, without names; nought takes a type out."""
    lock(event.pk)
    Headcount.objects.filter(event=event).exclude(
        actor_type__in=[code for code, n in counts.items() if n]
    ).delete()
    for code, people in counts.items():
        if people:
            Headcount.objects.update_or_create(
                event=event, actor_type=code, defaults={"people": people, "counted_at": now}
            )
    audit.record(act="event.headcount_kept", actor=by, subject=event, detail={"types": len(counts)})
