"""The people of an event as its team sees them: their modules lesson by lesson, their sessions, who is stuck.

What people wrote stays theirs; of modules only those that belong to the event are shown.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from courses.enums import LessonState
from courses.models import Enrolment
from courses.outline import Outline, outline_of
from courses.teaching import STUCK_AFTER
from workshops.attendance_rules import Attended, attended
from workshops.enums import Presence
from workshops.models import Attendance, Event, Registration

PER_PAGE = 50
STUCK, LEARNING, COMPLETED, NOTHING_ASKED = "stuck", "learning", "completed", "nothing"
# How many modules of the event somebody completed, and when they last did something in one.
ORDER = {STUCK: 0, LEARNING: 1, COMPLETED: 2}


@dataclass(frozen=True)
class ModuleCell:
    """Where somebody stands in a module: a state for each lesson, in their order."""

    outline: Outline
    states: tuple[str, ...]
    is_completed: bool

    @property
    def words(self) -> str:
        done = sum(state == LessonState.DONE for state in self.states)
        return _("%(done)s of %(total)s done") % {"done": done, "total": len(self.states)}


@dataclass(frozen=True)
class PersonRow:
    registration: Registration
    state: str
    modules: list[ModuleCell]
    presences: list[str]
    attended: Attended
    took_part: bool

    @property
    def name(self) -> str:
        return self.registration.person.display_name


@dataclass(frozen=True)
class PeoplePage:
    """Fifty people of an event; reads like a paginator's page."""

    rows: list[PersonRow]
    number: int
    count: int
    stuck: int

    @property
    def paginator(self) -> "PeoplePage":
        return self

    @property
    def num_pages(self) -> int:
        return max(1, -(-self.count // PER_PAGE))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.num_pages

    @property
    def has_other_pages(self) -> bool:
        return self.has_previous or self.has_next

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def module_keys(event: Event) -> list[uuid.UUID]:
    """The modules of the event, each once, in its order."""
    return list(dict.fromkeys(row.module_key for row in event.modules.all()))


def people_of(event: Event, now: datetime.datetime) -> QuerySet[Registration]:
    """Everybody with a seat: those who are stuck first, the longest silent on top."""
    keys = module_keys(event)
    mine = Enrolment.objects.filter(user=OuterRef("person"), module_key__in=keys).values("user")
    done = mine.annotate(n=Count("pk", filter=Q(completed_at__isnull=False))).values("n")
    last = mine.annotate(at=Max(Coalesce("last_activity_at", "enrolled_at"))).values("at")
    rows = event.registrations.seated().annotate(
        done=Coalesce(Subquery(done), Value(0)), silent_since=Coalesce(Subquery(last), F("registered_at"))
    )
    standing = Case(
        When(done__gte=len(keys), then=Value(ORDER[COMPLETED])),
        When(silent_since__lte=now - STUCK_AFTER, then=Value(ORDER[STUCK])),
        default=Value(ORDER[LEARNING]),
    )
    return rows.annotate(standing=standing).order_by("standing", "silent_since", "pk")


def people_page(event: Event, number: int, now: datetime.datetime) -> PeoplePage | None:
    """One page in three queries; None for a page that does not exist. `event` is `programme.readable`."""
    is_stuck = Q(standing=ORDER[STUCK])
    counted = people_of(event, now).annotate(
        total=Window(Count(F("pk"))), total_stuck=Window(Count(F("pk"), filter=is_stuck))
    )
    found = list(
        counted.select_related("person", "organization")[(number - 1) * PER_PAGE : number * PER_PAGE]
    )
    if not found and number > 1:
        return None
    rows = rows_of(event, found)
    return PeoplePage(rows, number, found[0].total if found else 0, found[0].total_stuck if found else 0)


def rows_of(event: Event, found: Iterable[Registration]) -> list[PersonRow]:
    """What the page shows of these registrations; two queries."""
    found = list(found)
    outlines = [one for one in map(outline_of, module_keys(event)) if one is not None]
    people = [row.person_id for row in found]
    keys = [one.module_key for one in outlines]
    enrolments = {
        (one.user_id, str(one.module_key)): one
        for one in Enrolment.objects.filter(user__in=people, module_key__in=keys)
    }
    presences: dict[int, dict[int, str]] = {}
    marks = Attendance.objects.filter(registration__in=[row.pk for row in found])
    for registration, session, presence in marks.values_list("registration", "session", "presence"):
        presences.setdefault(registration, {})[session] = presence
    return [person_row(event, row, outlines, enrolments, presences.get(row.pk, {})) for row in found]


def person_row(event, row: Registration, outlines, enrolments, presences: dict[int, str]) -> PersonRow:
    sessions = [one for one in event.sessions.all() if one.counts_for_attendance]
    was_there = attended(sessions, presences)
    return PersonRow(
        registration=row,
        state=state_of(row.standing) if outlines else NOTHING_ASKED,
        modules=[module_cell(one, enrolments.get((row.person_id, str(one.module_key)))) for one in outlines],
        presences=[presences.get(one.pk, "") for one in sessions],
        attended=was_there,
        took_part=was_there.reaches(event.attendance_threshold),
    )


def state_of(standing: int) -> str:
    return next(state for state, order in ORDER.items() if order == standing)


def module_cell(outline: Outline, enrolment: Enrolment | None) -> ModuleCell:
    if enrolment is None or not enrolment.is_active:
        return ModuleCell(outline, (LessonState.NOT_STARTED,) * len(outline.lessons), False)
    states = tuple(enrolment.state_of(lesson.key) for lesson in outline.lessons)
    return ModuleCell(outline, states, enrolment.is_completed)


def as_rows(event: Event, people: Iterable[PersonRow]) -> list[list[object]]:
    """What the screen shows, for a spreadsheet: a line of headings, then one for each person."""
    sessions = [one for one in event.sessions.all() if one.counts_for_attendance]
    people = list(people)
    titles = [str(cell.outline.titles.or_other("es")[0]) for cell in people[0].modules] if people else []
    head = [_("Name"), _("Organization"), _("State"), *titles, *(str(one) for one in sessions)]
    lines = [
        [
            one.name,
            one.registration.organization or "",
            words_of_state(one.state),
            *(cell.words for cell in one.modules),
            *(Presence(mark).label if mark else "" for mark in one.presences),
            one.attended.percent,
            one.attended.hours,
        ]
        for one in people
    ]
    return [[*head, _("Attended, in percent"), _("Hours")], *lines]


def words_of_state(state: str) -> str:
    return {
        STUCK: _("Stuck for a week or more"),
        LEARNING: _("In progress"),
        COMPLETED: _("All modules completed"),
        NOTHING_ASKED: _("No modules asked for"),
    }[state]
