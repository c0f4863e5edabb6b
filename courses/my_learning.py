"""What a learner has begun, as the page shows it."""

from dataclasses import dataclass

from courses.continuing import next_lesson, url_to_continue, words_to_continue
from courses.learners import Learner
from courses.models import Enrolment
from courses.outline import Outline, OutlineLesson, outline_of
from courses.progress_view import progress_words, shown_done


@dataclass(frozen=True)
class LearningRow:
    enrolment: Enrolment
    outline: Outline
    next_lesson: OutlineLesson | None
    done: int
    words: str

    @property
    def continue_url(self) -> str:
        return url_to_continue(self.enrolment, self.next_lesson) if self.next_lesson else ""

    @property
    def continue_words(self) -> str:
        return words_to_continue(self.enrolment, self.next_lesson) if self.next_lesson else ""


def my_learning_rows(learner: Learner) -> list[LearningRow]:
    """The learner's modules: under way first, the latest first; completed and left ones after them."""
    enrolments = Enrolment.objects.of(learner).order_by("-last_activity_at", "-enrolled_at")
    rows = [row for row in map(_row, enrolments) if row]
    return sorted(rows, key=lambda row: (not row.enrolment.is_active, row.enrolment.is_completed))


def _row(enrolment: Enrolment) -> LearningRow | None:
    outline = outline_of(enrolment.module_key)
    if outline is None:
        return None
    return LearningRow(
        enrolment,
        outline,
        next_lesson(enrolment, outline),
        shown_done(outline, enrolment),
        progress_words(outline, enrolment),
    )
