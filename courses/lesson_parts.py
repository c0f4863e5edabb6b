"""The parts of a lesson page that differ by learner.

Each is made once for each thing it can show; what belongs to one learner alone (the keys of a form)
is a place in it, filled for each request.
"""

import uuid
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import partial

from django.template.loader import render_to_string
from django.urls import reverse

from base.frames import Frame, place
from courses.checklist import checklist
from courses.continuing import lessons_with_open_quiz
from courses.enums import LessonState
from courses.learners import Learner
from courses.models import Enrolment
from courses.outline import OutlineLesson
from courses.path_locks import ClosedModule
from courses.progress_view import outline_rows, progress_words, shown_done
from courses.snapshots import LessonSnapshot, Part
from reference.terms import term_labels

# What the forms of a lesson carry; another one in every answer.
FORM_VALUES = ("csrf_token", "act_key", "now")
# How many parts a snapshot keeps before it begins anew; those of one lesson are some dozens.
MOST_KEPT = 1000


@dataclass(frozen=True)
class Visit:
    """One reader at one lesson; strangers have no enrolment and no forms."""

    snapshot: LessonSnapshot
    learner: Learner
    enrolment: Enrolment | None
    form_values: Mapping[str, str]
    note_is_open: bool = False
    # Why nothing can be recorded here yet, when a path keeps the module closed to this reader.
    closed: ClosedModule | None = None

    def form_with_key(self) -> dict[str, str]:
        """What one form carries. Each form has a key of its own: what is sent with it is stored once."""
        return {**self.form_values, "act_key": str(uuid.uuid4()) if self.can_record else ""}

    @property
    def can_record(self) -> bool:
        return self.learner.is_somebody and self.closed is None

    @property
    def is_completed(self) -> bool:
        return self.enrolment is not None and self.enrolment.is_completed

    @property
    def is_done(self) -> bool:
        return self.enrolment is not None and self.enrolment.state_of(self.snapshot.key) == LessonState.DONE

    def has_skipped(self, part: Part) -> bool:
        return self.enrolment is not None and part.block_id in self.enrolment.skipped.get(
            str(self.snapshot.key), ()
        )


def made_once(snapshot: LessonSnapshot, key: tuple[Hashable, ...], make: Callable[[], str]) -> Frame:
    """What `make` returns, kept with the snapshot; `key` must hold everything that decides what it shows."""
    kept = snapshot.kept
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = Frame(make())
    return kept[key]


def component(visit: Visit, name: str, key: tuple[Hashable, ...], context: Callable[[], dict]) -> Frame:
    """A component of courses, made once for each `key`."""
    template = f"courses/components/{name}.html"
    return made_once(visit.snapshot, (name, *key), lambda: render_to_string(template, context()))


def open_forms() -> dict[str, str]:
    """The context of a form whose values are places."""
    return {name: place(name) for name in FORM_VALUES}


def values_of(visit: Visit, cards: Mapping[str, str]) -> dict[str, str]:
    """What fills the places of the page for this reader."""
    values = {
        f"part-{number}": cards.get(one.block_id, "") if one.kind == "activity" else note(visit, one)
        for number, one in enumerate(visit.snapshot.parts)
        if one.kind in {"activity", "note"}
    }
    values |= {"steps": steps(visit), "turn": turn(visit), **visit.form_values}
    if visit.enrolment:
        values |= {"meter": meter(visit), "checklist": requirements(visit)}
    return values


def steps(visit: Visit) -> str:
    """The outline, a row a lesson."""
    rows = outline_rows(visit.snapshot.outline, visit.enrolment, visit.snapshot.lesson)
    return "".join(component(visit, "step", (row,), lambda row=row: {"row": row}).fill({}) for row in rows)


def meter(visit: Visit) -> str:
    outline, enrolment = visit.snapshot.outline, visit.enrolment
    label, value = progress_words(outline, enrolment), shown_done(outline, enrolment)
    shown = {"label": label, "value": value, "max": len(outline.lessons)}
    return component(visit, "lesson_meter", tuple(shown.values()), lambda: shown).fill({})


def requirements(visit: Visit) -> str:
    """The completion checklist."""
    lines = checklist(visit.snapshot.outline, visit.enrolment)
    context = {"checklist": lines, "enrolment": visit.enrolment}
    return component(visit, "checklist", (*lines, visit.is_completed), lambda: context).fill({})


def turn(visit: Visit) -> str:
    """The end of the lesson: back, and the one thing to do next."""
    missing, still_open = quizzes_missing_at_the_end(visit), others_open_at_the_end(visit)
    key = (
        visit.is_done,
        visit.can_record,
        visit.is_completed,
        visit.closed,
        tuple(one.number for one in missing),
        tuple(one.number for one in still_open),
    )
    context = partial(turn_context, visit, missing, still_open)
    return component(visit, "turn", key, context).fill(visit.form_with_key())


def quizzes_missing_at_the_end(visit: Visit) -> tuple[OutlineLesson, ...]:
    """At the last lesson, the lessons whose quiz is still to be passed: marking this one is not the end then."""
    snapshot = visit.snapshot
    if visit.enrolment is None or snapshot.outline.after(snapshot.lesson):
        return ()
    return tuple(lessons_with_open_quiz(visit.enrolment, snapshot.outline))


def others_open_at_the_end(visit: Visit) -> tuple[OutlineLesson, ...]:
    """At the last lesson, the others that are not done yet."""
    outline, here, enrolment = visit.snapshot.outline, visit.snapshot.lesson, visit.enrolment
    if enrolment is None or enrolment.is_completed or outline.after(here):
        return ()
    others = [lesson for lesson in outline.lessons if lesson.key != here.key]
    return tuple(one for one in others if enrolment.state_of(one.key) != LessonState.DONE)


def turn_context(
    visit: Visit, missing: tuple[OutlineLesson, ...], still_open: tuple[OutlineLesson, ...]
) -> dict:
    outline, lesson = visit.snapshot.outline, visit.snapshot.lesson
    return open_forms() | {
        "outline": outline,
        "lesson": lesson,
        "previous": outline.before(lesson),
        "following": outline.after(lesson),
        "is_done": visit.is_done,
        "is_completed": visit.is_completed,
        "can_record": visit.can_record,
        "closed": visit.closed,
        "missing": missing,
        "still_open": still_open,
        "start_url": f"{reverse('courses:start', args=[outline.module_key])}?place={lesson.key}",
    }


def note(visit: Visit, one: Part) -> str:
    """The start of a sensitive section."""
    shown = {
        "id": one.block_id,
        "is_skipped": visit.has_skipped(one),
        "can_record": visit.can_record,
        "is_open": visit.note_is_open,
    }
    made = component(visit, "note_start", tuple(shown.values()), lambda: note_context(visit, one) | shown)
    return made.fill(visit.form_with_key())


def note_context(visit: Visit, one: Part) -> dict:
    labels = term_labels("content_note")
    topics = [labels[code] for code in one.note["topics"] if code in labels]
    return open_forms() | {"topics": topics, "text": one.note["text"], "lesson": visit.snapshot.lesson}
