"""Where a learner stands on a path: derived from the enrolments on its modules, which exist once."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from courses.continuing import next_lesson, url_to_continue
from courses.learners import Learner
from courses.models import Enrolment, PathCompletion, PathFollowing
from courses.outline import Outline, OutlineLesson
from courses.path_locks import closed_among, keys_with_needs
from courses.path_outline import PathOutline, PathStep, path_of
from courses.path_rules import path_percent, path_requirements
from courses.rules import Requirement, is_complete

Enrolments = Mapping[str, Enrolment]


def path_completion(user, path_key: uuid.UUID | str) -> list[Requirement]:
    """What completing the path asks of a person, and what of it is met; nothing for an unpublished path.

    Once complete always complete: a module added later is listed as not met, and `path_completed_at`
    still says when the path was completed.
    """
    path = path_of(path_key)
    learner = Learner(user_id=user.pk)
    return path_requirements_of(path, enrolments_on(path.module_keys, learner)) if path else []


def path_completed_at(user, path_key: uuid.UUID | str) -> datetime.datetime | None:
    """When the person completed the path; None until they have."""
    rows = PathCompletion.objects.filter(user_id=user.pk, path_key=path_key)
    return rows.values_list("at", flat=True).first()


def path_requirements_of(path: PathOutline, enrolments: Enrolments) -> list[Requirement]:
    complete = {key for key, enrolment in enrolments.items() if enrolment.is_completed}
    return path_requirements(path.module_keys, complete)


def enrolments_on(module_keys: Iterable[str], learner: Learner) -> dict[str, Enrolment]:
    """Module key → enrolment, of everything the learner has begun among these modules; one query at most.

    What was left again is here too: what was complete stays complete.
    """
    keys = list(module_keys)
    if not keys or not learner.is_somebody:
        return {}
    rows = Enrolment.objects.of(learner).filter(module_key__in=keys)
    return {str(row.module_key): row for row in rows}


@dataclass(frozen=True)
class PathNext:
    """The next thing to do on a path. Without an enrolment the module is still to be begun."""

    step: PathStep
    module: Outline
    lesson: OutlineLesson
    enrolment: Enrolment | None

    @property
    def url(self) -> str:
        return url_to_continue(self.enrolment, self.lesson) if self.enrolment else self.lesson.url


@dataclass(frozen=True)
class PathStanding:
    """A learner on a path."""

    path: PathOutline
    enrolments: Enrolments
    closed: Mapping[str, tuple[str, ...]]  # locked module → what has to be complete before it opens
    is_following: bool = False
    completed_at: datetime.datetime | None = None

    @property
    def requirements(self) -> list[Requirement]:
        return path_requirements_of(self.path, self.enrolments)

    @property
    def is_met(self) -> bool:
        return is_complete(self.requirements)

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None

    @property
    def has_begun(self) -> bool:
        return bool(self.enrolments)

    @property
    def done(self) -> int:
        return sum(one.is_met for one in self.requirements)

    @property
    def percent(self) -> int:
        """100 once the path was completed, whatever was added since."""
        if self.is_completed:
            return 100
        return path_percent((self.percent_of(module), module.minutes) for module in self.path.modules)

    def percent_of(self, module: Outline) -> int:
        enrolment = self.enrolments.get(str(module.module_key))
        return enrolment.percent if enrolment else 0

    def state_of(self, step: PathStep) -> str:
        """not_started, in_progress, done, new (added since the path was completed) or locked."""
        key = str(step.module_key)
        enrolment = self.enrolments.get(key)
        if enrolment and enrolment.is_completed:
            return "done"
        if self.closed.get(key):
            return "locked"
        if self.is_completed:
            return "new"
        return "in_progress" if enrolment and enrolment.is_active else "not_started"

    @property
    def next(self) -> PathNext | None:
        """The module under way that was touched last, else the first one that is open; None at the end."""
        under_way = [step for step in self.path.steps if step.module and self.state_is_open(step)]
        begun = [step for step in under_way if self._active(step)]
        chosen = sorted(begun, key=self._last_active, reverse=True) + under_way
        found = (self._next_in(step) for step in chosen)
        return next((one for one in found if one), None)

    def state_is_open(self, step: PathStep) -> bool:
        return self.state_of(step) not in {"done", "locked"}

    def _active(self, step: PathStep) -> bool:
        enrolment = self.enrolments.get(str(step.module_key))
        return bool(enrolment and enrolment.is_active)

    def _last_active(self, step: PathStep) -> datetime.datetime:
        enrolment = self.enrolments[str(step.module_key)]
        return enrolment.last_activity_at or enrolment.enrolled_at

    def _next_in(self, step: PathStep) -> PathNext | None:
        module, enrolment = step.module, self.enrolments.get(str(step.module_key))
        if enrolment is None or not enrolment.is_active:
            return PathNext(step, module, module.lessons[0], None)
        lesson = next_lesson(enrolment, module)
        return PathNext(step, module, lesson, enrolment) if lesson else None


def standing_on(path: PathOutline, learner: Learner) -> PathStanding:
    """The learner on this path; three queries at most, none for strangers."""
    return standings_on([path], learner)[0]


def standings_on(paths: list[PathOutline], learner: Learner) -> list[PathStanding]:
    """The learner on each of these paths; three queries, however many paths and modules there are.

    Those who prepare modules cost more: what they may change is asked.
    """
    keys = {key for path in paths for key in path.module_keys}
    begun = enrolments_on(keys_with_needs(keys), learner)
    finished = {key: row.is_completed for key, row in begun.items()}
    closed = closed_among(keys, finished, learner)
    followed, completed = followed_by(learner), completed_by(learner)
    return [
        PathStanding(
            path=path,
            enrolments={key: begun[key] for key in path.module_keys if key in begun},
            closed={key: closed[key] for key in path.module_keys if key in closed},
            is_following=str(path.key) in followed,
            completed_at=completed.get(str(path.key)),
        )
        for path in paths
    ]


def followed_by(learner: Learner) -> list[str]:
    """The keys of the paths that the learner follows, the latest first."""
    if not learner.is_somebody:
        return []
    rows = PathFollowing.objects.of(learner).order_by("-since")
    return [str(key) for key in rows.values_list("path_key", flat=True)]


def completed_by(learner: Learner) -> dict[str, datetime.datetime]:
    """Path key → when the learner completed it."""
    if not learner.is_somebody:
        return {}
    rows = PathCompletion.objects.of(learner).values_list("path_key", "at")
    return {str(key): at for key, at in rows}
