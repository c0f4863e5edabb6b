"""The completion checklist in words, for pages."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

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


def checklist(outline: Outline, enrolment: Enrolment | None) -> list[ChecklistLine]:
    """The lessons in one line, and a line a quiz."""
    blank = Enrolment(module_key=outline.module_key, states={}, results={}, skipped={})
    learner = enrolment or blank
    found = {(one.kind, one.key): one for one in requirements_of(learner, outline)}
    quizzes = [
        _quiz_line(quiz, lesson, found[("quiz", str(quiz.key))], learner)
        for lesson in outline.lessons
        for quiz in lesson.quizzes
    ]
    return [_lessons_line(outline, learner), *quizzes]


def _lessons_line(outline: Outline, enrolment: Enrolment) -> ChecklistLine:
    done, total = done_of(outline, enrolment), len(outline.lessons)
    state = _("%(done)s of %(total)s done") % {"done": done, "total": total}
    return ChecklistLine(_("Mark every lesson as done."), state, done == total)


def done_of(outline: Outline, enrolment: Enrolment) -> int:
    return sum(enrolment.states.get(str(lesson.key)) == "done" for lesson in outline.lessons)


def _quiz_line(
    quiz: QuizRef, lesson: OutlineLesson, requirement: Requirement, enrolment: Enrolment
) -> ChecklistLine:
    text = _("Reach %(mark)s%% in “%(quiz)s”.") % {"mark": quiz.pass_mark, "quiz": quiz.title}
    result = enrolment.results.get(str(quiz.key))
    if requirement.skipped:
        return ChecklistLine(text, _("Skipped, which counts"), True)
    url = "" if requirement.is_met else lesson.url
    if not result:
        return ChecklistLine(text, _("Not tried yet"), False, url)
    return ChecklistLine(
        text, _("Best so far: %(best)s%%") % {"best": result["best"]}, requirement.is_met, url
    )
