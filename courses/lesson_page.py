"""A lesson as one reader sees it: the snapshot, plus what belongs to them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from base.visitors import open_to_all
from courses import activity_cards
from courses.actions import record_act
from courses.checklist import checklist, done_of
from courses.enums import LessonAct, LessonState
from courses.learners import Learner, learner_of
from courses.models import Enrolment, LessonPage
from courses.outline import draft_outline
from courses.progress_view import outline_rows, progress_words
from courses.snapshots import LessonSnapshot, Part, make_snapshot
from reference.terms import term_labels


def respond(request: HttpRequest, snapshot: LessonSnapshot) -> HttpResponse:
    """The lesson for whoever asks: the same for all strangers, personal for known people."""
    request.translations = snapshot.lesson.urls.as_dict()
    if not request.is_known:
        return open_to_all(render(request, "courses/lesson.html", stranger_context(snapshot)))
    return render(request, "courses/lesson.html", learner_context(request, snapshot))


def preview(request: HttpRequest, page: LessonPage, mode_name: str) -> HttpResponse:
    """A draft in the admin's preview, before or after it has a place in a published module."""
    request.is_known = mode_name == "participant"
    snapshot = make_snapshot(page, draft_outline(page))
    context = learner_context(request, snapshot) if request.is_known else stranger_context(snapshot)
    return render(request, "courses/lesson.html", context)


def stranger_context(snapshot: LessonSnapshot) -> dict:
    cards = activity_cards.public_cards(
        snapshot.activities, language=snapshot.language, outline=snapshot.outline, lesson=snapshot.lesson
    )
    return shared_context(snapshot, None, cards) | {"start_url": start_url(snapshot)}


def learner_context(request: HttpRequest, snapshot: LessonSnapshot) -> dict:
    learner = learner_of(request)
    enrolment = enrolment_for_reading(learner, snapshot)
    cards = activity_cards.cards_for(
        snapshot.activities,
        request=request,
        learner=learner,
        enrolment=enrolment,
        outline=snapshot.outline,
        lesson=snapshot.lesson,
        language=snapshot.language,
    )
    context = shared_context(snapshot, enrolment, cards)
    context |= {"act_key": uuid.uuid4(), "now": timezone.now().isoformat(), "can_record": learner.is_somebody}
    if not learner.is_somebody:
        context["start_url"] = start_url(snapshot)
    if enrolment:
        context |= progress_context(snapshot, enrolment)
    return context


def enrolment_for_reading(learner: Learner, snapshot: LessonSnapshot) -> Enrolment | None:
    """The learner's enrolment; the first time an enrolled person opens a lesson is recorded."""
    enrolment = Enrolment.objects.of(learner).filter(module_key=snapshot.outline.module_key).first()
    if enrolment is None or not enrolment.is_active:
        return None
    if str(snapshot.key) in enrolment.states:
        return enrolment
    now = timezone.now()
    return record_act(
        learner=learner, lesson_key=snapshot.key, act=LessonAct.VISITED, fact_id=uuid.uuid4(), now=now
    )


def shared_context(snapshot: LessonSnapshot, enrolment: Enrolment | None, cards: dict[str, str]) -> dict:
    lesson, outline = snapshot.lesson, snapshot.outline
    return {
        "snapshot": snapshot,
        "lesson": lesson,
        "outline": outline,
        "rows": outline_rows(outline, enrolment, lesson),
        "body": body(snapshot.parts, cards, enrolment, str(snapshot.key)),
        "previous": outline.before(lesson),
        "following": outline.after(lesson),
    }


def progress_context(snapshot: LessonSnapshot, enrolment: Enrolment) -> dict:
    return {
        "enrolment": enrolment,
        "is_done": enrolment.state_of(snapshot.key) == LessonState.DONE,
        "done": done_of(snapshot.outline, enrolment),
        "progress_words": progress_words(snapshot.outline, enrolment),
        "checklist": checklist(snapshot.outline, enrolment),
    }


def body(parts: tuple[Part, ...], cards: dict[str, str], enrolment: Enrolment | None, key: str) -> list[dict]:
    """The parts as the template walks over them; cards and ready HTML are safe strings already."""
    skipped = enrolment.skipped.get(key, ()) if enrolment else ()
    return [_piece(part, cards, skipped) for part in parts]


def _piece(part: Part, cards: dict[str, str], skipped) -> dict:
    if part.kind == "activity":
        return {"kind": "html", "html": cards.get(part.block_id, "")}
    if part.kind == "note":
        return _note(part) | {"is_skipped": part.block_id in skipped}
    return {"kind": part.kind, "html": part.html, "id": part.block_id}


def _note(part: Part) -> dict:
    labels = term_labels("content_note")
    topics = [labels[code] for code in part.note["topics"] if code in labels]
    return {"kind": "note", "id": part.block_id, "topics": topics, "text": part.note["text"]}


def start_url(snapshot: LessonSnapshot) -> str:
    return f"{reverse('courses:start', args=[snapshot.outline.module_key])}?place={snapshot.key}"
