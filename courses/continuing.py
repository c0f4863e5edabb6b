"""The one next step of a learner: what "Continue" leads to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.enums import LessonState
from courses.learners import Learner
from courses.models import Enrolment
from courses.outline import Outline, OutlineLesson, QuizRef, outline_of
from courses.progress import requirements_of


@dataclass(frozen=True)
class NextStep:
    outline: Outline
    lesson: OutlineLesson
    enrolment: Enrolment

    @property
    def url(self) -> str:
        return url_to_continue(self.enrolment, self.lesson)

    @property
    def words(self) -> str:
        return words_to_continue(self.enrolment, self.lesson)


def next_lesson(enrolment: Enrolment, outline: Outline) -> OutlineLesson | None:
    """The lesson to go on with: the one left in the middle, else the first that is not done, else its quiz."""
    last = outline.lesson(enrolment.last_lesson_key) if enrolment.last_lesson_key else None
    if last and enrolment.state_of(last.key) != LessonState.DONE:
        return last
    open_lessons = [one for one in outline.lessons if enrolment.state_of(one.key) != LessonState.DONE]
    later = [one for one in open_lessons if last and one.number > last.number]
    return next(iter(later or open_lessons or lessons_with_open_quiz(enrolment, outline)), None)


def words_to_continue(enrolment: Enrolment, lesson: OutlineLesson) -> str:
    """What the button says that leads to `next_lesson`."""
    if enrolment.state_of(lesson.key) == LessonState.DONE:
        return _("Continue: the quiz in lesson %(number)s") % {"number": lesson.number}
    return _("Continue: lesson %(number)s, %(minutes)s min") % {
        "number": lesson.number,
        "minutes": lesson.minutes,
    }


def url_to_continue(enrolment: Enrolment, lesson: OutlineLesson) -> str:
    """Where that button leads: to the lesson, or to the quiz that a finished one still has open."""
    is_done = enrolment.state_of(lesson.key) == LessonState.DONE
    quiz = next((one for one in lesson.quizzes if not _is_passed(enrolment, one)), None)
    return lesson.url_of(quiz) if is_done and quiz else lesson.url


def _is_passed(enrolment: Enrolment, quiz: QuizRef) -> bool:
    return bool(enrolment.results.get(str(quiz.key), {}).get("passed"))


def lessons_with_open_quiz(enrolment: Enrolment, outline: Outline) -> list[OutlineLesson]:
    """The lessons whose quiz is still to be passed; none once the module is complete."""
    if enrolment.is_completed:
        return []
    unmet = {one.key for one in requirements_of(enrolment, outline) if one.kind == "quiz" and not one.is_met}
    return [lesson for lesson in outline.lessons if any(str(quiz.key) in unmet for quiz in lesson.quizzes)]


def next_step(learner: Learner) -> NextStep | None:
    """Where the learner was last active and still has something to do; one query."""
    if not learner.is_somebody:
        return None
    for enrolment in (
        Enrolment.objects.of(learner).active().order_by("-last_activity_at", "-enrolled_at")[:20]
    ):
        outline = outline_of(enrolment.module_key)
        lesson = next_lesson(enrolment, outline) if outline else None
        if lesson:
            return NextStep(outline, lesson, enrolment)
    return None
