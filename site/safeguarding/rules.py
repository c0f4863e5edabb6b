"""Pure rules of safeguarding: values in, values out."""

import datetime
from collections.abc import Iterable

from people.enums import Role
from people.rules import has_any_role, has_role
from safeguarding.enums import GIVEN, ConsentStanding, ConsentStatus

# A consent that ends within this time should be renewed.
SOON = datetime.timedelta(days=30)
# Within this time somebody answers a report of concern.
RESPONSE_TIME = datetime.timedelta(days=3)
REMIND_EVERY = datetime.timedelta(days=1)


def may_safeguard(user) -> bool:
    """Consents, reviews and reports of concern are for safeguarding reviewers alone."""
    return has_role(user, Role.SAFEGUARDING_REVIEWER)


def may_read_audit_log(user) -> bool:
    return has_any_role(user, {Role.SAFEGUARDING_REVIEWER, Role.ADMINISTRATOR})


def may_export_audit_log(user) -> bool:
    return has_role(user, Role.ADMINISTRATOR) or may_safeguard(user)


def is_second_person(person_id: int | None, first: Iterable[int | None]) -> bool:
    """True when somebody is none of those who made the thing."""
    return person_id is not None and person_id not in set(first)


def standing(
    *,
    given_by: str,
    valid_from: datetime.date,
    expires_on: datetime.date,
    is_reviewed: bool,
    is_withdrawn: bool,
    on: datetime.date,
) -> ConsentStanding:
    """Where a consent stands on a day; its last day counts."""
    if is_withdrawn:
        return ConsentStanding.WITHDRAWN
    if given_by not in GIVEN:
        return ConsentStanding.UNKNOWN
    if on > expires_on:
        return ConsentStanding.EXPIRED
    if not is_reviewed:
        return ConsentStanding.AWAITS_REVIEW
    if on < valid_from:
        return ConsentStanding.NOT_YET
    return ConsentStanding.EXPIRES_SOON if expires_on - on <= SOON else ConsentStanding.IN_FORCE


VALID = frozenset({ConsentStanding.IN_FORCE, ConsentStanding.EXPIRES_SOON})


def is_enough_for_child(given_by: str) -> bool:
    """Material by or showing a child needs the child's own agreement and that of who cares for the child."""
    return given_by == ConsentStatus.CHILD_AND_GUARDIAN


def is_overdue(*, is_open: bool, due_at: datetime.datetime, now: datetime.datetime) -> bool:
    return is_open and now > due_at


def reminder_is_due(
    *, due_at: datetime.datetime, reminded_at: datetime.datetime | None, now: datetime.datetime
) -> bool:
    """Once when the target is missed, then once a day."""
    return now > due_at and (reminded_at is None or now - reminded_at >= REMIND_EVERY)
