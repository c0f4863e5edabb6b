from workshops.models.attendance import (
    Attendance,
    AttendanceMark,
    EventMessage,
    Headcount,
    SessionCode,
)
from workshops.models.commitments import (
    Commitment,
    CommitmentAssessment,
    CommitmentEvidence,
    CommitmentFollower,
    CommitmentLetter,
    CommitmentLink,
    CommitmentUpdate,
    CoOwnership,
)
from workshops.models.evaluations import (
    EvaluationLetter,
    EvaluationQuestion,
    EvaluationResponse,
    Questionnaire,
)
from workshops.models.events import Event, EventHost, EventModule, EventTrack
from workshops.models.exercises import Entry, PriorityScore, Worksheet
from workshops.models.materials import Material, MaterialFile, MaterialReminder
from workshops.models.records import (
    Finding,
    ForumRecord,
    RecordEdition,
    RecordPaste,
    RecordPresence,
    RecordWriter,
)
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
    "CommitmentAssessment",
    "CommitmentEvidence",
    "CommitmentFollower",
    "CommitmentLetter",
    "CommitmentLink",
    "CommitmentUpdate",
    "Entry",
    "EvaluationLetter",
    "EvaluationQuestion",
    "EvaluationResponse",
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
    "PriorityScore",
    "Questionnaire",
    "RecordEdition",
    "RecordPaste",
    "RecordPresence",
    "RecordWriter",
    "Registration",
    "RegistrationChange",
    "RegistrationQuestion",
    "RegistrationReminder",
    "SessionCode",
    "SessionPart",
    "TeamMember",
    "Worksheet",
]
