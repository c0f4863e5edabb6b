"""Events with little ceremony: what a test does not name is there, and unremarkable."""

import datetime

from people.models import User
from tests.organizations.builders import a_fictional_one, an_organization
from tests.reference.builders import a_code, both
from workshops.enums import (
    CommitmentStatus,
    EventKind,
    FindingKind,
    RegistrationMode,
    RegistrationStatus,
    SessionKind,
    TeamRole,
)
from workshops.models import (
    Commitment,
    Event,
    EventSession,
    Finding,
    ForumRecord,
    Registration,
    TeamMember,
)

# A Tuesday, a year after everything else in the tests.
DAY = datetime.date(2027, 3, 9)


def an_event(**fields) -> Event:
    """A public workshop on one day, which is not about children."""
    code = fields.pop("slug", None) or a_code("event")
    defaults = {
        "title": both(code.capitalize()),
        "summary": both("What happens."),
        "start_date": DAY,
        "live": True,
    }
    return Event.objects.create(slug=code, **{**defaults, **fields})


def a_forum(**fields) -> Event:
    return an_event(**{"kind": EventKind.FORUM, **fields})


def an_open_event(**fields) -> Event:
    """One for which anybody may register."""
    return an_event(**{"registration": RegistrationMode.OPEN, **fields})


def a_session(event: Event, **fields) -> EventSession:
    """A session from nine to ten on the first day."""
    defaults = {
        "kind": SessionKind.PRESENTATION,
        "title": both("Session"),
        "start_time": datetime.time(9),
        "end_time": datetime.time(10),
        "sort_order": event.sessions.count(),
    }
    return EventSession.objects.create(event=event, **{**defaults, **fields})


def on_team(event: Event, person: User, role: TeamRole = TeamRole.LEAD) -> User:
    """Put `person` on the team of `event`."""
    TeamMember.objects.create(event=event, person=person, role=role)
    return person


def a_registration(event: Event, person: User, **fields) -> Registration:
    return Registration.objects.create(
        event=event, person=person, **{"status": RegistrationStatus.REGISTERED, **fields}
    )


def a_record(event: Event | None = None, **fields) -> ForumRecord:
    return ForumRecord.objects.create(event=event or a_forum(), **fields)


def a_finding(record: ForumRecord, **fields) -> Finding:
    defaults = {
        "kind": FindingKind.OBSTACLE,
        "text": both("There is too little space."),
        "order": record.findings.count(),
    }
    return Finding.objects.create(record=record, **{**defaults, **fields})


def a_commitment(**fields) -> Commitment:
    """A public promise of an organization that takes part."""
    defaults = {"text": both("Keep a list."), "status": CommitmentStatus.ADOPTED, "is_public": True}
    if "owner" not in fields:
        fields["owner"] = an_organization()
    return Commitment.objects.create(**{**defaults, **fields})


def an_illustrative_commitment(**fields) -> Commitment:
    """One that a fictional organization makes."""
    return a_commitment(**{"owner": a_fictional_one(), "fact_status": "illustrative", **fields})
