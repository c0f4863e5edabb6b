"""Activities as they stand in a lesson: for strangers to read, for learners to answer."""

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import get_language

from base.frames import Frame, place
from base.per_generation import PerGeneration
from courses.frozen import FrozenQuiz, FrozenReflection, FrozenScenario, activity, drafted, sources
from courses.item_faces import item_faces, judged_item
from courses.learners import Learner
from courses.models import Enrolment, ItemResponse
from courses.outline import Outline, OutlineLesson
from courses.own_answers import OwnAnswers, own_answers
from courses.snapshots import ActivityRef
from courses.stories import Walk
from courses.story_faces import open_step, told_walk
from reference.numbers import format_number

FOLDER = "courses/activities"
# The query with which a learner asks for an activity anew; its value is the activity's anchor.
AGAIN = "again"
# Ready made parts of cards; nothing that a person wrote, and nothing that names anybody.
_made = PerGeneration(most=3000)


@dataclass(frozen=True)
class Reader:
    """For whom cards are made, and where they stand."""

    lesson: OutlineLesson
    outline: Outline
    learner: Learner
    enrolment: Enrolment | None
    answers: OwnAnswers
    csrf_token: str
    again: str

    def wants_anew(self, found) -> bool:
        return self.again == found.anchor

    def has_written(self, found) -> bool:
        """True for a reflection with a text: whoever began it goes on, though the module was closed since."""
        return isinstance(found, FrozenReflection) and found.pk in self.answers.texts


def public_cards(
    refs: Iterable[ActivityRef],
    *,
    language: str,
    outline: Outline,
    lesson: OutlineLesson,
    is_closed: bool = False,
    is_draft: bool = False,
) -> dict[str, str]:
    """Every activity as a stranger reads it, by block: "Start" in place of buttons, nothing personal.

    In a module that is still closed to the reader nothing offers to start. A draft shows drafts.
    """
    shown = _shown(refs, is_draft)
    place = (language, lesson.key, lesson.urls.or_other(language)[0], is_closed)
    return {
        block_id: _made.get(
            ("public", kind, found.pk, found.stamp, *place),
            partial(_public, found, outline, lesson, is_closed),
        )
        for block_id, (kind, found) in shown.items()
    }


def cards_for(
    refs: Iterable[ActivityRef],
    *,
    request: HttpRequest,
    learner: Learner,
    enrolment: Enrolment | None,
    outline: Outline,
    lesson: OutlineLesson,
    language: str,
    is_closed: bool = False,
    is_draft: bool = False,
) -> dict[str, str]:
    """Every activity as this learner sees it, by block. At most two queries; none without activities."""
    refs = list(refs)
    where = {"language": language, "outline": outline, "lesson": lesson}
    public = partial(public_cards, **where, is_closed=is_closed, is_draft=is_draft)
    if not learner.is_somebody:
        return public(refs)
    shown = _shown(refs, is_draft)
    if not shown:
        return {}
    answers = own_answers([found for _kind, found in shown.values()], learner, enrolment)
    token, again = get_token(request), request.GET.get(AGAIN, "")
    reader = Reader(lesson, outline, learner, enrolment, answers, token, again)
    cards = public(refs) if is_closed else {}
    own = {block_id: pair for block_id, pair in shown.items() if not is_closed or reader.has_written(pair[1])}
    return cards | {block_id: CARDS[kind](found, reader) for block_id, (kind, found) in own.items()}


def _shown(refs: Iterable[ActivityRef], is_draft: bool) -> dict[str, tuple]:
    read = drafted if is_draft else activity
    found = {ref.block_id: (ref.kind, read(ref.kind, ref.pk)) for ref in refs}
    return {block_id: pair for block_id, pair in found.items() if pair[1]}


def _public(found, outline: Outline, lesson: OutlineLesson, is_closed: bool) -> str:
    start = f"{reverse('courses:start', args=[outline.module_key])}?{urlencode({'place': lesson.key})}"
    start = "" if is_closed else start
    if isinstance(found, FrozenReflection):
        return reflection_card(found, None, lesson, is_closed=is_closed)
    if isinstance(found, FrozenScenario):
        step = open_step(found, found.story.steps[found.story.start], lesson)
        return render_to_string(
            f"{FOLDER}/scenario_public.html", {"scenario": found, "step": step, "start_url": start}
        )
    faces = item_faces(found.items, found.anchor)
    return render_to_string(f"{FOLDER}/quiz_public.html", {"quiz": found, "items": faces, "start_url": start})


# --- Quizzes


def quiz_card(quiz: FrozenQuiz, reader: Reader) -> str:
    responses = reader.answers.responses.get(quiz.pk)
    if responses and not reader.wants_anew(quiz):
        return _result(quiz, responses, reader)
    return framed(
        "quiz", (quiz.pk, quiz.stamp, reader.lesson.key), partial(_quiz_context, quiz, reader.lesson), reader
    )


def _quiz_context(quiz: FrozenQuiz, lesson: OutlineLesson) -> dict:
    return {"quiz": quiz, "fields": _fields(quiz), "action": action_of("quiz_attempts", quiz, lesson)}


def _fields(quiz: FrozenQuiz) -> str:
    """The questions without answers."""
    return render_to_string(f"{FOLDER}/quiz_fields.html", {"items": item_faces(quiz.items, quiz.anchor)})


def _result(quiz: FrozenQuiz, responses: list[ItemResponse], reader: Reader) -> str:
    attempt = responses[0].attempt
    context = {
        "quiz": quiz,
        "attempt": attempt,
        "items": judged_items(quiz, responses),
        "score": format_number(attempt.score),
        "max_score": format_number(attempt.max_score),
        "result": reader.enrolment.results[str(quiz.key)],
        "outline": reader.outline if reader.enrolment.is_completed else None,
        "again_url": again_url(quiz),
    }
    return render_to_string(f"{FOLDER}/quiz_result.html", context)


def judged_items(quiz: FrozenQuiz, responses: list[ItemResponse]) -> list[str]:
    """The answers in the order of the quiz; what has left the quiz since comes last."""
    places = {item.item_pk: number for number, item in enumerate(quiz.items)}
    ordered = sorted(responses, key=lambda row: places.get(row.item_version.item_id, len(places)))
    return [
        judged_card(row, f"{quiz.anchor}-q{number}", number, len(ordered))
        for number, row in enumerate(ordered, start=1)
    ]


def judged_card(row: ItemResponse, element_id: str, number: int, total: int) -> str:
    """One judged answer. Those that were chosen are remembered; what a person wrote is not."""
    make = partial(_judged, row, element_id, number, total)
    if isinstance(row.answer, str):
        return make()
    answer = json.dumps(row.answer, sort_keys=True)
    return _made.get(("judged", row.item_version_id, answer, element_id, total, get_language()), make)


def _judged(row: ItemResponse, element_id: str, number: int, total: int) -> str:
    content = row.item_version.content
    item = judged_item(
        content,
        row.answer,
        row.score,
        row.max_score,
        element_id=element_id,
        number=number,
        sources=sources(content["sources"]),
    )
    return render_to_string(f"{FOLDER}/item_result.html", {"item": item, "total": total})


def again_url(found) -> str:
    return f"?{urlencode({AGAIN: found.anchor, 'note': 'open'})}#{found.anchor}"


def action_of(name: str, found, lesson: OutlineLesson) -> str:
    return reverse(f"courses:{name}", args=[lesson.key, found.code])


# --- Scenarios


def scenario_card(scenario: FrozenScenario, reader: Reader) -> str:
    run = None if reader.wants_anew(scenario) else reader.answers.runs.get(scenario.pk)
    walk = scenario.story.walk(run.choices if run else {})
    path = tuple(option["id"] for _step, option in walk.taken)
    context = partial(_scenario_context, scenario, walk, reader.lesson)
    key = (scenario.version_pk, scenario.stamp, path, reader.lesson.key)
    return framed("scenario", key, context, reader, run=str(run.key if run else uuid.uuid4()))


def _scenario_context(scenario: FrozenScenario, walk: Walk, lesson: OutlineLesson) -> dict:
    told, decisions = _told(scenario, walk)
    return {
        "scenario": scenario,
        "walk": walk,
        "told": told,
        "decisions": decisions,
        "action": action_of("scenario_choice", scenario, lesson),
        "run": place("run"),
        "again_url": again_url(scenario),
    }


def _told(scenario: FrozenScenario, walk: Walk) -> tuple[str, str]:
    """The story as far as it was played, and the decisions that are open: the same on every such path."""
    told = told_walk(walk)
    return (
        render_to_string(f"{FOLDER}/scenario_told.html", {"scenario": scenario, "walk": told}),
        render_to_string(f"{FOLDER}/scenario_decisions.html", {"step": told.step}) if told.step else "",
    )


# --- Reflections


def reflection_card(
    reflection: FrozenReflection,
    reader: Reader | None,
    lesson: OutlineLesson | None = None,
    *,
    is_closed: bool = False,
) -> str:
    """The reflection with its own text for people with an account; for all others the way to one."""
    if reader and reader.learner.user_id:
        context = partial(_reflection_context, reflection, reader.lesson)
        text = escape(reader.answers.texts.get(reflection.pk, ""))
        return framed(
            "reflection", (reflection.pk, reflection.stamp, reader.lesson.key), context, reader, text=text
        )
    where = reader.lesson if reader else lesson
    back = f"{where.url}?{urlencode({'note': 'open'})}#{reflection.anchor}"
    sign_in_url = f"{reverse('account_login')}?{urlencode({'next': back})}"
    context = {"reflection": reflection, "sign_in_url": sign_in_url, "is_closed": is_closed}
    return render_to_string(f"{FOLDER}/reflection.html", context)


def _reflection_context(reflection: FrozenReflection, lesson: OutlineLesson) -> dict:
    return {
        "reflection": reflection,
        "is_signed_in": True,
        "action": action_of("reflection_entry", reflection, lesson),
        "text": place("text"),
    }


def framed(name: str, key: tuple, context: Callable[[], dict], reader: Reader, **own: str) -> str:
    """A card with forms: made once for each `key`, then filled with what is this reader's own (markup)."""

    def make() -> Frame:
        open_form = {"csrf_token": place("csrf_token"), "form_key": place("form_key")}
        return Frame(render_to_string(f"{FOLDER}/{name}.html", context() | open_form))

    frame = _made.get(("frame", name, get_language(), *key), make)
    return frame.fill({"csrf_token": reader.csrf_token, "form_key": str(uuid.uuid4()), **own})


CARDS = {"quiz": quiz_card, "scenario": scenario_card, "reflection": reflection_card}
