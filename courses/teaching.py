"""How the learners of a module stand, for those who teach it. What they wrote for themselves stays theirs."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Case, Count, F, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.enums import EnrolmentStatus
from courses.models import Enrolment, ModulePage
from courses.outline import Outline, outline_of
from people.rules import may_teach

PER_PAGE = 50
STUCK_AFTER = datetime.timedelta(days=7)


@dataclass(frozen=True)
class LearnerRow:
    """One learner as their trainer sees them. `state`: stuck, learning, completed or left."""

    enrolment: Enrolment
    state: str
    words: str

    @property
    def name(self) -> str:
        """What others call them; empty for somebody without an account."""
        user = self.enrolment.user
        return user.display_name if user else ""

    @property
    def mark(self) -> str:
        """Tells those without an account apart; it says nothing about them."""
        return str(self.enrolment.public_id)[:4].upper()

    @property
    def last_activity_at(self) -> datetime.datetime:
        return self.enrolment.last_activity_at or self.enrolment.enrolled_at

    @property
    def may_be_declared(self) -> bool:
        return self.enrolment.is_active and not self.enrolment.is_completed

    @property
    def override(self):
        return getattr(self.enrolment, "override", None)


@dataclass(frozen=True)
class LearnersPage:
    """Fifty learners of a module; reads like a paginator's page."""

    rows: list[LearnerRow]
    number: int
    count: int

    @property
    def paginator(self) -> "LearnersPage":
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


def taught_module(user, module_key: uuid.UUID) -> ModulePage | None:
    """The module, in the reader's language where it has one, if this person teaches it; else None."""
    if not may_teach(user):
        return None
    versions = list(ModulePage.objects.editable_by(user).with_key(module_key).select_related("locale"))
    here = [page for page in versions if page.locale.language_code == get_language()]
    return next(iter(here or versions), None)


def learners_of(module_key: uuid.UUID) -> QuerySet[Enrolment]:
    """Everybody on the module: those under way first, the longest silent on top, then completed, then left."""
    group = Case(
        When(status=EnrolmentStatus.LEFT, then=Value(2)),
        When(completed_at__isnull=False, then=Value(1)),
        default=Value(0),
    )
    rows = Enrolment.objects.filter(module_key=module_key).select_related("user", "override__by")
    silent_since = Coalesce("last_activity_at", "enrolled_at")
    return rows.annotate(group=group, silent_since=silent_since).order_by("group", "silent_since", "pk")


def learners_page(module_key: uuid.UUID, number: int, now: datetime.datetime) -> LearnersPage | None:
    """One page of learners in one query; None for a page that does not exist."""
    counted = learners_of(module_key).annotate(total=Window(Count(F("pk"))))
    found = list(counted[(number - 1) * PER_PAGE : number * PER_PAGE])
    if not found and number > 1:
        return None
    outline = outline_of(module_key)
    rows = [learner_row(enrolment, outline, now) for enrolment in found]
    return LearnersPage(rows, number, found[0].total if found else 0)


def learner_row(enrolment: Enrolment, outline: Outline | None, now: datetime.datetime) -> LearnerRow:
    total = len(outline.lessons) if outline else enrolment.lessons_done
    words = _("%(done)s of %(total)s done") % {"done": enrolment.lessons_done, "total": total}
    return LearnerRow(enrolment, state_of(enrolment, now), words)


def state_of(enrolment: Enrolment, now: datetime.datetime) -> str:
    """Where a learner stands; silent for a week in the middle of a module is stuck."""
    if not enrolment.is_active:
        return "left"
    if enrolment.is_completed:
        return "completed"
    silent_since = enrolment.last_activity_at or enrolment.enrolled_at
    return "stuck" if now - silent_since >= STUCK_AFTER else "learning"
