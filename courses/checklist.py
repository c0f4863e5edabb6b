"""The completion checklist in words, for pages."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enums import LessonState
from courses.models import Enrolment
from courses.outline import Outline, OutlineLesson, QuizRef
from courses.progress import requirements_of
from courses.rules import Requirement


@dataclass(frozen=True)
class ChecklistLine:
    text: str
    state: str
    is_met: bool
    # Where it can be met; empty when it is met.
    url: str = ""
    # What came after the completion: it may be done, and nothing hangs on it.
    is_extra: bool = False


def checklist(outline: Outline, enrolment: Enrolment | None) -> list[ChecklistLine]:
    """The lessons in one line, and a line a quiz; what is complete asks for nothing more."""
    blank = Enrolment(module_key=outline.module_key, states={}, results={}, skipped={})
    learner = enrolment or blank
    found = {(one.kind, one.key): one for one in requirements_of(learner, outline)}
    quizzes = [
        _quiz_line(quiz, lesson, found[("quiz", str(quiz.key))], learner)
        for lesson in outline.lessons
        for quiz in lesson.quizzes
    ]
    lines = [_lessons_line(outline, learner), *quizzes]
    return [line for line in lines if line.is_met or line.is_extra] if learner.is_completed else lines


def _lessons_line(outline: Outline, enrolment: Enrolment) -> ChecklistLine:
    done, total = done_of(outline, enrolment), len(outline.lessons)
    if enrolment.is_completed and done < total:
        return _extra_line(outline, enrolment, total - done)
    state = _("%(done)s of %(total)s done") % {"done": done, "total": total}
    return ChecklistLine(_("Mark every lesson as done."), state, done == total)


def _extra_line(outline: Outline, enrolment: Enrolment, count: int) -> ChecklistLine:
    text = ngettext("%(count)s lesson is new to you.", "%(count)s lessons are new to you.", count)
    first = next(one for one in outline.lessons if enrolment.state_of(one.key) != LessonState.DONE)
    state = _("The module stays complete.")
    return ChecklistLine(text % {"count": count}, state, False, first.url, is_extra=True)


def done_of(outline: Outline, enrolment: Enrolment) -> int:
    return sum(enrolment.states.get(str(lesson.key)) == "done" for lesson in outline.lessons)


def _quiz_line(
    quiz: QuizRef, lesson: OutlineLesson, requirement: Requirement, enrolment: Enrolment
) -> ChecklistLine:
    text = _("Reach %(mark)s%% in “%(quiz)s”.") % {"mark": quiz.pass_mark, "quiz": quiz.title}
    result = enrolment.results.get(str(quiz.key))
    if requirement.skipped:
        return ChecklistLine(text, _("Skipped, which counts"), True)
    url = "" if requirement.is_met else lesson.url_of(quiz)
    if not result:
        return ChecklistLine(text, _("Not tried yet"), False, url)
    return ChecklistLine(
        text, _("Best so far: %(best)s%%") % {"best": result["best"]}, requirement.is_met, url
    )
