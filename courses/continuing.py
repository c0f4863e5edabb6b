"""The one next step of a learner: what "Continue" leads to."""

from dataclasses import dataclass

from courses.enums import LessonState
from courses.learners import Learner
from courses.models import Enrolment
from courses.outline import Outline, OutlineLesson, outline_of


@dataclass(frozen=True)
class NextStep:
    outline: Outline
    lesson: OutlineLesson
    enrolment: Enrolment

    @property
    def url(self) -> str:
        return self.lesson.url


def next_lesson(enrolment: Enrolment, outline: Outline) -> OutlineLesson | None:
    """The lesson to go on with: the one left in the middle, else the first that is not done."""
    last = outline.lesson(enrolment.last_lesson_key) if enrolment.last_lesson_key else None
    if last and enrolment.state_of(last.key) != LessonState.DONE:
        return last
    open_lessons = [one for one in outline.lessons if enrolment.state_of(one.key) != LessonState.DONE]
    later = [one for one in open_lessons if last and one.number > last.number]
    return next(iter(later or open_lessons), None)


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
