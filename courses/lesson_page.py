"""A lesson as one reader sees it: the frame of its snapshot, filled with what belongs to them."""

import uuid
from dataclasses import dataclass

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape

from base.frames import Frame, place
from base.visitors import open_to_all
from courses import activity_cards
from courses.actions import record_act
from courses.enums import LessonAct
from courses.learners import Learner, learner_of
from courses.lesson_parts import FORM_VALUES, Visit, made_once, values_of
from courses.models import Enrolment, LessonPage
from courses.outline import draft_outline
from courses.path_locks import ClosedModule, closed_to
from courses.snapshots import LessonSnapshot, Part, make_snapshot
from people.sessions import is_shared

NOTE_OPEN = "note=open"


def respond(request: HttpRequest, snapshot: LessonSnapshot) -> HttpResponse:
    """The lesson for whoever asks: the same for all strangers, personal for known people."""
    request.translations = in_every_language(request, snapshot)
    request.nearest_pages = snapshot.outline.urls.as_dict()
    module_key = snapshot.outline.module_key
    if not request.is_known:
        return open_to_all(HttpResponse(stranger_page(request, snapshot, closed_to(Learner(), module_key))))
    learner = learner_of(request)
    enrolment = enrolment_for_reading(learner, snapshot)
    closed = None if enrolment else closed_to(learner, module_key)
    return HttpResponse(learner_page(request, snapshot, learner, enrolment, closed))


def preview(request: HttpRequest, page: LessonPage, mode_name: str) -> HttpResponse:
    """A draft in the admin's preview, before or after it has a place in a published module.

    Nothing is recorded: the trainer is not a learner here.
    """
    request.is_known = mode_name == "participant"
    snapshot = make_snapshot(page, draft_outline(page), is_draft=True)
    if request.is_known:
        return HttpResponse(learner_page(request, snapshot, learner_of(request), None, is_draft=True))
    return HttpResponse(stranger_page(request, snapshot, is_draft=True))


def stranger_page(
    request: HttpRequest,
    snapshot: LessonSnapshot,
    closed: ClosedModule | None = None,
    *,
    is_draft: bool = False,
) -> str:
    cards = activity_cards.public_cards(
        snapshot.activities,
        language=snapshot.language,
        outline=snapshot.outline,
        lesson=snapshot.lesson,
        is_closed=closed is not None,
        is_draft=is_draft,
    )
    visit = Visit(snapshot, Learner(), None, dict.fromkeys(FORM_VALUES, ""), wants_note_open(request), closed)
    return page_frame(request, visit).fill(values_of(visit, cards) | {"messages": ""})


def learner_page(
    request: HttpRequest,
    snapshot: LessonSnapshot,
    learner: Learner,
    enrolment: Enrolment | None,
    closed: ClosedModule | None = None,
    *,
    is_draft: bool = False,
) -> str:
    cards = activity_cards.cards_for(
        snapshot.activities,
        request=request,
        learner=learner,
        enrolment=enrolment,
        outline=snapshot.outline,
        lesson=snapshot.lesson,
        language=snapshot.language,
        is_closed=closed is not None,
        is_draft=is_draft,
    )
    form_values = form_values_for(request, learner)
    visit = Visit(snapshot, learner, enrolment, form_values, wants_note_open(request), closed)
    personal = {"display_name": display_name(request, learner), "messages": messages(request)}
    return page_frame(request, visit).fill(values_of(visit, cards) | personal)


def in_every_language(request: HttpRequest, snapshot: LessonSnapshot) -> dict[str, str]:
    """The lesson in its languages, with sensitive parts as open as they are here."""
    tail = f"?{NOTE_OPEN}" if wants_note_open(request) else ""
    return {language: url + tail for language, url in snapshot.lesson.urls.as_dict().items()}


def wants_note_open(request: HttpRequest) -> bool:
    """True when somebody comes back from an activity inside a sensitive section."""
    return request.GET.get("note") == "open"


def form_values_for(request: HttpRequest, learner: Learner) -> dict[str, str]:
    """New keys for the forms of this answer; nobody without a name or start cookie gets a form."""
    if not learner.is_somebody:
        return dict.fromkeys(FORM_VALUES, "")
    return {
        "csrf_token": get_token(request),
        "act_key": str(uuid.uuid4()),
        "now": timezone.now().isoformat(),
    }


def display_name(request: HttpRequest, learner: Learner) -> str:
    return escape(request.user.display_name) if learner.user_id else ""


def messages(request: HttpRequest) -> str:
    """What just happened, if anything did."""
    waiting = get_messages(request)
    return render_to_string("components/messages.html", {"messages": waiting}) if waiting else ""


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


@dataclass(frozen=True)
class FramedUser:
    """Somebody in a frame: whoever has the same rights sees the same around their name."""

    is_authenticated: bool
    is_staff: bool
    display_name: str = place("display_name")


def page_frame(request: HttpRequest, visit: Visit) -> Frame:
    """The whole page with places; made once for each kind of reader."""
    user = FramedUser(bool(visit.learner.user_id), bool(visit.learner.user_id) and request.user.is_staff)
    shared = request.is_known and is_shared(request)
    lightly = saves_data(request)
    is_open = visit.note_is_open
    key = (
        "page",
        request.scheme,
        request.is_known,
        user,
        shared,
        visit.enrolment is not None,
        lightly,
        is_open,
    )
    return made_once(visit.snapshot, key, lambda: page_markup(request, visit, user))


def page_markup(request: HttpRequest, visit: Visit, user: FramedUser) -> str:
    snapshot = visit.snapshot
    context = {
        "snapshot": snapshot,
        "lesson": snapshot.lesson,
        "outline": snapshot.outline,
        "is_enrolled": visit.enrolment is not None,
        "body": [piece(number, part, saves_data(request)) for number, part in enumerate(snapshot.parts)],
        "places": {name: place(name) for name in ("messages", "meter", "turn", "steps", "checklist")},
        "user": user,
        "csrf_token": place("csrf_token"),
    }
    return render_to_string("courses/lesson.html", context, request)


def saves_data(request: HttpRequest) -> bool:
    """Whether this reader loads no images until they ask for them."""
    return getattr(request, "data_saver", request.headers.get("Save-Data", "").lower() == "on")


def piece(number: int, part: Part, lightly: bool = False) -> str:
    """Ready markup, or the place for what differs by learner."""
    if part.kind == "html":
        return part.light or part.html if lightly else part.html
    if part.kind == "note_end":
        return render_to_string("courses/components/note_end.html", {"id": part.block_id})
    return place(f"part-{number}")
