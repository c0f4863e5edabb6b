from workshops.models.attendance import (
    Attendance,
    AttendanceMark,
    EventMessage,
    Headcount,
    SessionCode,
)
from workshops.models.commitments import Commitment, CommitmentUpdate, CoOwnership
from workshops.models.events import Event, EventHost, EventModule, EventTrack
from workshops.models.materials import Material, MaterialFile, MaterialReminder
from workshops.models.records import Finding, ForumRecord, RecordEdition, RecordPresence
from workshops.models.registration_desk import (
    AgendaFeed,
    CalendarEntry,
    Invitation,
    RegistrationQuestion,
    RegistrationReminder,
)
from workshops.models.registrations import Registration, RegistrationChange
from workshops.models.series import EventSeries
from workshops.models.sessions import EventSession, SessionPart
from workshops.models.team import TeamMember

__all__ = [
    "AgendaFeed",
    "Attendance",
    "AttendanceMark",
    "CalendarEntry",
    "CoOwnership",
    "Commitment",
    "CommitmentUpdate",
    "Event",
    "EventHost",
    "EventMessage",
    "EventModule",
    "EventSeries",
    "EventSession",
    "EventTrack",
    "Finding",
    "ForumRecord",
    "Headcount",
    "Invitation",
    "Material",
    "MaterialFile",
    "MaterialReminder",
    "RecordEdition",
    "RecordPresence",
    "Registration",
    "RegistrationChange",
    "RegistrationQuestion",
    "RegistrationReminder",
    "SessionCode",
    "SessionPart",
    "TeamMember",
]
