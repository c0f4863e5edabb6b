"""A path as pages show it: its modules in order, with states for those who are known."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.translated import Translated
from courses.continuing import next_lesson
from courses.learners import Learner
from courses.models import Enrolment
from courses.outline import Outline, outline_of
from courses.path_outline import PathOutline, PathStep, path_of
from courses.path_progress import PathNext, PathStanding, followed_by, standings_on


@dataclass(frozen=True)
class PathRow:
    """A module in its place. `state` is empty for strangers; `needed` is what opens a locked module."""

    number: int
    module: Outline | None
    why: Translated
    state: str
    is_next: bool
    is_locked: bool
    needed: tuple[Outline, ...]
    words: str


def path_rows(path: PathOutline, standing: PathStanding | None) -> list[PathRow]:
    """The steps of the path; with a standing, where the learner is in each."""
    following = standing.next if standing else None
    return [_row(step, path, standing, following) for step in path.steps]


def _row(
    step: PathStep, path: PathOutline, standing: PathStanding | None, following: PathNext | None
) -> PathRow:
    key = str(step.module_key)
    state = standing.state_of(step) if standing and step.module else ""
    return PathRow(
        number=step.number,
        module=step.module,
        why=step.why,
        state=state,
        is_next=following is not None and following.step == step,
        is_locked=any(lock.module == key for lock in path.locks) if standing is None else state == "locked",
        needed=tuple(filter(None, map(outline_of, standing.closed.get(key, ())))) if standing else (),
        words=lesson_words(step.module, standing.enrolments.get(key)) if standing and step.module else "",
    )


def lesson_words(module: Outline, enrolment: Enrolment | None) -> str:
    """How far into a module that is under way; empty for all others."""
    if enrolment is None or enrolment.is_completed or not enrolment.is_active:
        return ""
    lesson = next_lesson(enrolment, module)
    if lesson is None:
        return ""
    return _("at lesson %(number)s of %(total)s") % {"number": lesson.number, "total": len(module.lessons)}


def path_words(standing: PathStanding) -> str:
    """The words of the meter."""
    total = len(standing.path.modules)
    sentence = ngettext(
        "%(done)s of %(total)s module complete, %(percent)s%%",
        "%(done)s of %(total)s modules complete, %(percent)s%%",
        total,
    )
    return sentence % {"done": standing.done, "total": total, "percent": standing.percent}


@dataclass(frozen=True)
class PathCard:
    """A path in a list; `standing` for those who are known."""

    path: PathOutline
    standing: PathStanding | None = None

    @property
    def words(self) -> str:
        return path_words(self.standing) if self.standing else ""


def path_cards(paths: list[PathOutline], learner: Learner) -> list[PathCard]:
    """The paths, with where a known learner stands; three queries however many there are."""
    if not learner.is_somebody or not paths:
        return [PathCard(path) for path in paths]
    return [PathCard(standing.path, standing) for standing in standings_on(paths, learner)]


def followed_cards(learner: Learner, started: uuid.UUID | None = None) -> list[PathCard]:
    """The published paths that the learner follows: under way first, completed ones after them.

    Without an account the path with which they started is one of them.
    """
    keys = followed_by(learner)
    if started and not learner.user_id:
        keys = list(dict.fromkeys([*keys, str(started)]))
    paths = [path for key in keys if (path := path_of(key))]
    cards = path_cards(paths, learner)
    return sorted(cards, key=lambda card: card.standing.is_completed)


def followed_with(cards: list[PathCard], module_key: uuid.UUID) -> PathCard | None:
    """The followed path on which a module stands."""
    return next((card for card in cards if card.path.step_of(module_key)), None)


def next_on_followed(cards: list[PathCard]) -> PathCard | None:
    """The first followed path on which something is left to do."""
    return next((card for card in cards if card.standing and card.standing.next), None)
