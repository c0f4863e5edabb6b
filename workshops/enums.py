"""The words of events; where a vocabulary has the same list, the values are its codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(models.TextChoices):
    """The vocabulary `event_type`, as far as events are held here."""

    FORUM = "forum", pgettext_lazy("event", "Forum")
    WORKSHOP = "workshop", pgettext_lazy("event", "Workshop")
    ROUNDTABLE = "roundtable", _("Round table")
    WORKING_GROUP = "working_group", _("Working group")
    WEBINAR = "webinar", _("Webinar")


class ProgrammeStatus(models.TextChoices):
    """What a programme is: what somebody wrote down of it, our own design, or a plan."""

    DOCUMENTED = "documented", _("As documented")
    TEACHING_DESIGN = "teaching_design", _("Teaching design, not a record of the original")
    PLANNED = "planned", _("As planned")


class SessionKind(models.TextChoices):
    """The vocabulary `session_type`."""

    OPENING = "opening", pgettext_lazy("session", "Opening")
    VIDEO_SCREENING = "video_screening", _("Video screening")
    PANEL = "panel", pgettext_lazy("session", "Panel")
    PRESENTATION = "presentation", pgettext_lazy("session", "Presentation")
    WORKING_SESSION = "working_session", _("Working session")
    EXERCISE = "exercise", pgettext_lazy("session", "Exercise")
    PLENARY = "plenary", pgettext_lazy("session", "Plenary")
    CLOSING = "closing", pgettext_lazy("session", "Closing")
    BREAK = "break", pgettext_lazy("session", "Break")


class PartRole(models.TextChoices):
    """What somebody does in a session: those of the vocabulary `participation_role` that stand in a programme."""

    FACILITATOR = "facilitator", _("Facilitator")
    PRESENTER = "presenter", _("Presenter")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    INTERPRETER = "interpreter", _("Interpreter")
    PSYCHOSOCIAL_SUPPORT = "psychosocial_support", _("Psychosocial support")


class HostRole(models.TextChoices):
    ORGANIZER = "organizer", pgettext_lazy("of an event", "Organizer")
    HOST = "host", pgettext_lazy("of an event", "Host")


class TeamRole(models.TextChoices):
    """What a member of an event's team may do."""

    LEAD = "lead", _("Prepares and runs the event")
    FACILITATOR = "facilitator", _("Runs sessions")
    RAPPORTEUR = "rapporteur", _("Writes the record")


RUNNING = frozenset({TeamRole.LEAD, TeamRole.FACILITATOR})
RECORDING = frozenset(TeamRole)


class RegistrationMode(models.TextChoices):
    CLOSED = "closed", _("No registration")
    OPEN = "open", _("Open: whoever registers has a seat while there are any")
    APPROVAL = "approval", _("By approval: the team says yes or no")
    INVITATION = "invitation", _("By invitation only")


class RegistrationStatus(models.TextChoices):
    """Where a registration stands. Those in `SEATED` hold a seat."""

    REQUESTED = "requested", _("Waits for approval")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("A seat is offered, to be confirmed")
    REGISTERED = "registered", _("Registered")
    DECLINED = "declined", _("Not admitted")
    CANCELLED = "cancelled", _("Cancelled")
    LAPSED = "lapsed", _("The offer was not taken in time")


SEATED = frozenset({RegistrationStatus.REGISTERED, RegistrationStatus.OFFERED})
STANDING = frozenset({*SEATED, RegistrationStatus.REQUESTED, RegistrationStatus.WAITLISTED})


class QuestionKind(models.TextChoices):
    """How a question on the registration form is answered."""

    SHORT = "short", _("Short text")
    LONG = "long", _("Long text")
    ONE = "one", _("One of several choices")
    SEVERAL = "several", _("Any of several choices")
    YES_NO = "yes_no", _("Yes or no")


WITH_OPTIONS = frozenset({QuestionKind.ONE, QuestionKind.SEVERAL})


class Door(models.TextChoices):
    """Whether people may register just now, and why not."""

    OPEN = "open", _("Registration is open.")
    NONE = "none", _("There is no registration for this event.")
    DRAFT = "draft", _("This event is not published yet, so nobody can register for it.")
    NOT_YET = "not_yet", _("Registration has not opened yet.")
    CLOSED = "closed", _("Registration has closed.")
    OVER = "over", _("This event is over.")
    CANCELLED = "cancelled", _("This event has been cancelled.")


class ModuleTiming(models.TextChoices):
    BEFORE = "before", _("Before the event")
    AFTER = "after", _("After the event")


class FindingKind(models.TextChoices):
    """The vocabulary `forum_item_type`; what somebody promises is a commitment, which has its own table."""

    OBJECTIVE = "objective", _("Objective")
    OBSTACLE = "obstacle", _("Obstacle")
    OPPORTUNITY = "opportunity", _("Opportunity")
    CONSENSUS = "consensus", _("Consensus")
    CHALLENGE = "challenge", _("Challenge")
    BEST_PRACTICE = "best_practice", _("Best practice noted")
    CONCLUSION = "conclusion", _("Conclusion")


class CommitmentStatus(models.TextChoices):
    """The vocabulary `commitment_status` without "overdue", which is derived from dates."""

    PROPOSED = "proposed", pgettext_lazy("commitment", "Proposed")
    ADOPTED = "adopted", pgettext_lazy("commitment", "Adopted")
    IN_PROGRESS = "in_progress", pgettext_lazy("commitment", "Under way")
    PARTIALLY_FULFILLED = "partially_fulfilled", _("Partly fulfilled")
    FULFILLED_REPORTED = "fulfilled_reported", _("Fulfilled, as reported")
    FULFILLED_VERIFIED = "fulfilled_verified", _("Fulfilled and verified")
    WITHDRAWN = "withdrawn", pgettext_lazy("commitment", "Withdrawn")
    NOT_FOLLOWED = "not_followed", _("Not followed up")


# What its owner may report; the other states belong to reviewers and the programme.
REPORTED_BY_OWNERS = (
    CommitmentStatus.ADOPTED,
    CommitmentStatus.IN_PROGRESS,
    CommitmentStatus.PARTIALLY_FULFILLED,
    CommitmentStatus.FULFILLED_REPORTED,
    CommitmentStatus.WITHDRAWN,
)
DONE = frozenset({CommitmentStatus.FULFILLED_REPORTED, CommitmentStatus.FULFILLED_VERIFIED})
ENDED = frozenset({*DONE, CommitmentStatus.WITHDRAWN, CommitmentStatus.NOT_FOLLOWED})


class MaterialKind(models.TextChoices):
    """The vocabulary `material_type`, as far as workshops need it, and the cards of exercises."""

    FACILITATOR_GUIDE = "facilitator_guide", _("Facilitator’s guide")
    SLIDES = "slides", _("Slides")
    HANDOUT = "handout", _("Handout")
    WORKSHEET = "worksheet", pgettext_lazy("material", "Worksheet")
    CARDS = "cards", pgettext_lazy("material", "Cards")
    READING = "reading", pgettext_lazy("material", "Reading")
    LEGAL_TEXT = "legal_text", _("Legal text")
    TEST = "test", pgettext_lazy("material", "Test")
    EVALUATION = "evaluation", _("Evaluation form")
    TEMPLATE = "template", pgettext_lazy("material", "Template")
    AGENDA = "agenda", pgettext_lazy("material", "Programme")
    DATASET = "dataset", _("Dataset")
    REPORT = "report", pgettext_lazy("material", "Report")


class MaterialAudience(models.TextChoices):
    """Who may open a material."""

    PUBLIC = "public", _("Everybody")
    REGISTERED = "registered", _("People who are registered for the event")
    FACILITATORS = "facilitators", _("Those who teach")


class Presence(models.TextChoices):
    """Whether somebody was in a session; the vocabulary `attendance_status` as far as sessions need it."""

    ATTENDED = "attended", pgettext_lazy("attendance", "Present")
    PARTIAL = "partial", pgettext_lazy("attendance", "Part of it")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


THERE = frozenset({Presence.ATTENDED, Presence.PARTIAL})


class MarkSource(models.TextChoices):
    """How a mark came about."""

    TEAM = "team", _("Ticked by the team")
    ALL = "all", _("All present")
    SHEET = "sheet", _("From the printed sheet")
    CODE = "code", _("Checked in with the code of the session")


class WorksheetKind(models.TextChoices):
    """What a worksheet collects."""

    MAPPING = "mapping", _("Activity mapping")
    PRIORITIES = "priorities", _("Priorities")
    STRATEGY = "strategy", _("Shared strategy")
    TABLE = "table", _("Free table")


class FilledBy(models.TextChoices):
    """Whose a row of a worksheet is."""

    PERSON = "person", _("Each person alone")
    TABLE = "table", _("Each table together")
    ORGANIZATION = "organization", _("Each organization together")


class Frequency(models.TextChoices):
    DAILY = "daily", pgettext_lazy("how often", "Every day")
    WEEKLY = "weekly", pgettext_lazy("how often", "Every week")
    MONTHLY = "monthly", pgettext_lazy("how often", "Every month")
    SOMETIMES = "sometimes", pgettext_lazy("how often", "Now and then")


class QuestionnaireKind(models.TextChoices):
    """When people are asked; before and after are the two halves of one test."""

    BEFORE = "before", _("Before the event")
    AFTER = "after", _("At the end: what has changed")
    DAY = "day", _("At the end of the day")
    END = "end", _("At the end: how it was")
    LATER = "later", _("Three months later")


class AskedAs(models.TextChoices):
    """How a question of an evaluation is answered."""

    KNOWLEDGE = "knowledge", _("One right answer")
    SCALE = "scale", _("From 1 to 5")
    YES_NO = "yes_no", _("Yes or no, with an example")
    OPEN = "open", _("In one’s own words")


class EvidenceKind(models.TextChoices):
    """What supports what an owner reports."""

    DOCUMENT = "document", pgettext_lazy("evidence", "Document")
    LINK = "link", pgettext_lazy("evidence", "Page or file on the web")
    DATASET = "dataset", pgettext_lazy("evidence", "Dataset")
    MINUTES = "minutes", pgettext_lazy("evidence", "Minutes")


class Judgement(models.TextChoices):
    """What somebody else says of what the owner reported."""

    VERIFIED = "verified", _("I have seen it: it is fulfilled")
    NOT_YET = "not_yet", _("The evidence does not show it yet")
