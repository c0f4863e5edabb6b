"""A learner's place in a module as pages show it: outline rows with states, and the words of the meter."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.checklist import done_of
from courses.enums import LessonState
from courses.models import Enrolment
from courses.outline import Outline, OutlineLesson


@dataclass(frozen=True)
class OutlineRow:
    number: int
    title: str
    language: str
    is_other_language: bool
    url: str
    minutes: int
    state: str
    is_here: bool


def outline_rows(
    outline: Outline, enrolment: Enrolment | None, here: OutlineLesson | None = None
) -> list[OutlineRow]:
    """The lessons with their state; "new" for one that was added after the learner had finished."""
    return [_row(lesson, enrolment, here) for lesson in outline.lessons]


def _row(lesson: OutlineLesson, enrolment: Enrolment | None, here: OutlineLesson | None) -> OutlineRow:
    title, language = lesson.titles.or_other(get_language())
    return OutlineRow(
        number=lesson.number,
        title=title,
        language=language,
        is_other_language=language != get_language(),
        url=lesson.urls.or_other(get_language())[0],
        minutes=lesson.minutes,
        state=_state(lesson, enrolment),
        is_here=here is not None and lesson.key == here.key,
    )


def _state(lesson: OutlineLesson, enrolment: Enrolment | None) -> str:
    if enrolment is None:
        return ""
    state = enrolment.state_of(lesson.key)
    is_new = enrolment.is_completed and state != LessonState.DONE
    return "new" if is_new else state.value


def shown_done(outline: Outline, enrolment: Enrolment) -> int:
    """How far the meter stands; what is complete stays full when lessons are added."""
    return len(outline.lessons) if enrolment.is_completed else done_of(outline, enrolment)


def progress_words(outline: Outline, enrolment: Enrolment) -> str:
    new = len(outline.lessons) - done_of(outline, enrolment)
    if enrolment.is_completed and new:
        return ngettext("Completed, %(count)s new lesson", "Completed, %(count)s new lessons", new) % {
            "count": new
        }
    return _("%(done)s of %(total)s done") % {
        "done": done_of(outline, enrolment),
        "total": len(outline.lessons),
    }
