"""The summary of an enrolment: kept with every fact, and rebuilt from the facts alone.

`refresh` and `rebuilt` share the rules, so both come to the same summary.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction

from courses.enums import LessonAct, LessonState
from courses.models import Completion, Enrolment, LessonFact
from courses.outline import Outline, outline_of
from courses.results import quiz_results
from courses.rules import Needed, Requirement, is_complete, percent_done, requirements, state_after
from courses.signals import enrolment_completed

SUMMARY = (
    "states",
    "results",
    "skipped",
    "lessons_done",
    "percent",
    "last_lesson_key",
    "last_activity_at",
    "completed_at",
)


def needed_by(outline: Outline | None) -> Needed:
    """What a module asks for; nothing when no language of it is published."""
    if outline is None:
        return Needed(())
    quizzes = [
        (str(quiz.key), str(lesson.key), quiz.covered_by)
        for lesson in outline.lessons
        for quiz in lesson.quizzes
    ]
    return Needed(tuple(str(lesson.key) for lesson in outline.lessons), tuple(quizzes))


def requirements_of(enrolment: Enrolment, outline: Outline | None) -> list[Requirement]:
    """The checklist of an enrolment, as page, report and certificate read it."""
    return requirements(needed_by(outline), enrolment.states, enrolment.results, enrolment.skipped)


def touch(enrolment: Enrolment, *, lesson_key, at: datetime.datetime) -> None:
    """Remember where the learner was last, in memory; nothing is saved."""
    if enrolment.last_activity_at is None or at >= enrolment.last_activity_at:
        enrolment.last_activity_at, enrolment.last_lesson_key = at, lesson_key


def apply_fact(enrolment: Enrolment, fact: LessonFact) -> None:
    """Let one fact change the summary in memory; nothing is saved."""
    key = str(fact.lesson_key)
    enrolment.states[key] = state_after(enrolment.states.get(key, LessonState.NOT_STARTED), fact.act)
    if fact.act == LessonAct.SKIPPED:
        blocks = enrolment.skipped.setdefault(key, [])
        if fact.block_id not in blocks:
            blocks.append(fact.block_id)
    touch(enrolment, lesson_key=fact.lesson_key, at=fact.happened_at)


def apply_answer(enrolment: Enrolment, *, lesson_key, at: datetime.datetime) -> None:
    """Answering an activity starts its lesson and is activity; nothing is saved."""
    key = str(lesson_key)
    enrolment.states[key] = state_after(enrolment.states.get(key, LessonState.NOT_STARTED), LessonAct.VISITED)
    touch(enrolment, lesson_key=lesson_key, at=at)


def refresh(enrolment: Enrolment, *, now: datetime.datetime) -> None:
    """Count again, complete when everything is met, and save the summary. Call inside a transaction.

    Completion is monotonic: it is recorded as a fact of its own and never taken back.
    """
    found = requirements_of(enrolment, outline_of(enrolment.module_key))
    count(enrolment, found)
    if enrolment.completed_at is None and is_complete(found):
        complete(enrolment, found=found, at=now)
    Enrolment.objects.filter(pk=enrolment.pk).update(**{name: getattr(enrolment, name) for name in SUMMARY})


def count(enrolment: Enrolment, found: Iterable[Requirement]) -> None:
    found = list(found)
    enrolment.lessons_done = sum(one.is_met for one in found if one.kind == "lesson")
    enrolment.percent = 100 if enrolment.completed_at else percent_done(found)


def complete(enrolment: Enrolment, *, found: Iterable[Requirement], at: datetime.datetime) -> None:
    """Record the completion and announce it once the transaction has been committed."""
    met = [[one.kind, one.key, one.is_met] for one in found]
    Completion.objects.get_or_create(enrolment=enrolment, defaults={"at": at, "requirements": met})
    enrolment.completed_at, enrolment.percent = at, 100
    announce(enrolment)


def announce(enrolment: Enrolment) -> None:
    """Tell the apps above, once the transaction has been committed, that this module is complete."""
    transaction.on_commit(lambda: enrolment_completed.send(sender=Enrolment, enrolment_id=enrolment.pk))


def rebuilt(enrolment: Enrolment) -> dict:
    """The summary as the facts alone give it; the enrolment itself is left as it is."""
    blank = Enrolment(pk=enrolment.pk, module_key=enrolment.module_key, states={}, results={}, skipped={})
    for _recorded_at, kind, row in _history(enrolment):
        if kind == "fact":
            apply_fact(blank, row)
        else:
            apply_answer(blank, lesson_key=row.lesson_key, at=row.happened_at)
    blank.results = quiz_results(enrolment.quiz_attempts.select_related("quiz").order_by("number"))
    completion = Completion.objects.filter(enrolment=enrolment).first()
    blank.completed_at = completion.at if completion else None
    count(blank, requirements_of(blank, outline_of(blank.module_key)))
    return {name: getattr(blank, name) for name in SUMMARY}


def _history(enrolment: Enrolment) -> list[tuple]:
    """Facts and answers in the order in which they were recorded."""
    rows = [(fact.recorded_at, "fact", fact) for fact in enrolment.lesson_facts.all()]
    rows += [(row.recorded_at, "answer", row) for row in enrolment.quiz_attempts.all()]
    rows += [(row.recorded_at, "answer", row) for row in enrolment.scenario_choices.all()]
    return sorted(rows, key=lambda row: row[0])
