"""The verb of quizzes: hand in."""

import datetime
import uuid
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import progress
from courses.actions import come_back, locked_enrolment
from courses.activity_errors import KeyTakenError, UnansweredError
from courses.answers import QuizReading
from courses.errors import NotThisModuleError
from courses.frozen import FrozenQuiz
from courses.learners import Learner
from courses.models import Enrolment, ItemResponse, QuizAttempt
from courses.outline import outline_of
from courses.results import with_attempt
from courses.rules import believed_time
from courses.scoring import cut, most_points, points


def submit_quiz(
    *,
    learner: Learner,
    module_key: uuid.UUID,
    lesson_key: uuid.UUID,
    quiz: FrozenQuiz,
    attempt_id: uuid.UUID,
    answers: Mapping[str, Any],
    now: datetime.datetime,
    happened_at: datetime.datetime | None = None,
) -> QuizAttempt:
    """Score the answers (item key → answer, as `courses.answers` reads them) and keep the attempt.

    The same `attempt_id` again returns the first attempt. Raises `NotThisModuleError` when the lesson is
    not published, `UnansweredError` when an answer is missing, `KeyTakenError` for a used key.
    """
    require_published(module_key, lesson_key)
    if not quiz.items or any(answers.get(str(item.key)) is None for item in quiz.items):
        raise UnansweredError(_("Answer every question, then hand the answers in again."))
    attempt = QuizAttempt(
        pk=attempt_id, quiz_id=quiz.pk, lesson_key=lesson_key, happened_at=believed_time(happened_at, now)
    )
    try:
        with transaction.atomic():
            return _hand_in(attempt, quiz, answers, learner=learner, module_key=module_key, now=now)
    except IntegrityError:
        # Two arrivals of one form at once: the one that came second finds what the first one stored.
        if not QuizAttempt.objects.filter(pk=attempt_id).exists():
            raise
        return handed_in(learner=learner, quiz=quiz, attempt_id=attempt_id)


def require_published(module_key: uuid.UUID, lesson_key: uuid.UUID) -> None:
    """Raise `NotThisModuleError` unless the lesson belongs to the published module."""
    outline = outline_of(module_key)
    if outline is None or outline.lesson(lesson_key) is None:
        raise NotThisModuleError(_("This lesson is not published."))


def handed_in(*, learner: Learner, quiz: FrozenQuiz, attempt_id: uuid.UUID) -> QuizAttempt | None:
    """The attempt that was stored under this key; None when there is none.

    Raises `KeyTakenError` when it is another learner's, or of another quiz.
    """
    found = QuizAttempt.objects.select_related("enrolment").filter(pk=attempt_id).first()
    if found is None:
        return None
    mine = Enrolment.objects.of(learner).filter(pk=found.enrolment_id).exists()
    if not mine or found.quiz_id != quiz.pk:
        raise KeyTakenError(_("This form has been used already. Open the lesson again."))
    return found


def is_same_attempt(attempt: QuizAttempt, reading: QuizReading) -> bool:
    """True when the form says what was handed in: sent twice, not filled in anew after going back.

    A form that cannot be read any more, because the quiz has changed, counts as the same.
    """
    if not reading.is_sound:
        return True
    rows = attempt.responses.select_related("item_version__item")
    return {str(row.item_version.item.key): row.answer for row in rows} == reading.answers


def _hand_in(
    attempt: QuizAttempt, quiz: FrozenQuiz, answers: Mapping, *, learner, module_key, now
) -> QuizAttempt:
    enrolment = locked_enrolment(learner=learner, module_key=module_key, now=now)
    earlier = handed_in(learner=learner, quiz=quiz, attempt_id=attempt.pk)
    if earlier:
        return earlier
    responses = [_response(item, answers[str(item.key)]) for item in quiz.items]
    earned = sum(
        (points(item.content, answers[str(item.key)]) or Fraction(0) for item in quiz.items), Fraction(0)
    )
    attempt.enrolment, attempt.number = enrolment, _next_number(enrolment, quiz)
    # After the lock: a rebuild reads facts in the order in which they took effect.
    attempt.recorded_at = timezone.now()
    attempt.pass_mark, attempt.score, attempt.max_score = quiz.pass_mark, cut(earned), quiz.max_score
    attempt.save(force_insert=True)
    for response in responses:
        response.attempt = attempt
    ItemResponse.objects.bulk_create(responses)
    _bring_up_to_date(enrolment, quiz, attempt, now=now)
    return attempt


def _next_number(enrolment: Enrolment, quiz: FrozenQuiz) -> int:
    last = enrolment.quiz_attempts.filter(quiz_id=quiz.pk).aggregate(last=Max("number"))["last"]
    return 1 + (last or 0)


def _response(item, answer: Any) -> ItemResponse:
    earned = points(item.content, answer)
    return ItemResponse(
        item_version_id=item.version_pk,
        answer=answer,
        score=None if earned is None else cut(earned),
        max_score=most_points(item.content),
    )


def _bring_up_to_date(
    enrolment: Enrolment, quiz: FrozenQuiz, attempt: QuizAttempt, *, now: datetime.datetime
) -> None:
    come_back(enrolment)
    progress.apply_answer(enrolment, lesson_key=attempt.lesson_key, at=attempt.happened_at)
    enrolment.results = with_attempt(enrolment.results, quiz.key, attempt)
    progress.refresh(enrolment, now=now)
