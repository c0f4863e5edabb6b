"""What people send from activities, and scenarios read by strangers. Views only carry."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.errors import RefusedError
from base.visitors import open_to_all
from courses.activity_cards import action_of
from courses.activity_errors import KeyTakenError
from courses.activity_forms import ChoiceForm, KeyedForm, ReflectionForm
from courses.answers import QuizReading, read_quiz
from courses.frozen import Frozen, FrozenScenario, activity_in
from courses.item_faces import item_faces
from courses.learners import Learner, learner_of
from courses.models import QuizAttempt
from courses.outline import Outline, OutlineLesson, outline_of_lesson
from courses.quizzes import handed_in, is_same_attempt, submit_quiz
from courses.reflections import write_reflection
from courses.scenario_links import step_url
from courses.scenarios import choose
from courses.see_other import SeeOther
from courses.snapshots import find_lesson
from courses.story_faces import decision, open_step, told_ending

FOLDER = "courses/activities"


@dataclass(frozen=True)
class Place:
    """An activity in a published lesson."""

    outline: Outline
    lesson: OutlineLesson
    found: Frozen

    @property
    def url(self) -> str:
        """The lesson, at the activity, with sensitive parts as open as they were."""
        return f"{self.lesson.url}?{urlencode({'note': 'open'})}#{self.found.anchor}"

    def context(self, action: str) -> dict:
        """What every page that gives a form back needs."""
        return {
            "lesson": self.lesson,
            "back_url": self.url,
            "action": action_of(action, self.found, self.lesson),
            "form_key": uuid.uuid4(),
        }


def place_of(lesson_key: uuid.UUID, kind: str, code: str) -> Place:
    """Where this activity stands; 404 when no published lesson holds it."""
    outline = outline_of_lesson(lesson_key)
    lesson = outline.lesson(lesson_key) if outline else None
    found = activity_in(lesson, kind, code) if lesson else None
    if outline is None or lesson is None or found is None:
        raise Http404
    return Place(outline, lesson, found)


def refused(request: HttpRequest, sentence: str, place: Place, status: int = 422) -> HttpResponse:
    context = {"sentence": sentence, "lesson": place.lesson, "back_url": place.url}
    return render(request, f"{FOLDER}/refused.html", context, status=status)


def not_started(request: HttpRequest, place: Place) -> HttpResponse:
    return refused(request, _("Start the module first, then answer."), place, 403)


# --- Quizzes


def quiz_attempts(request: HttpRequest, lesson_key: uuid.UUID, code: str) -> HttpResponse:
    """Hand in a quiz; with anything missing or wrong the form comes back as it was filled in."""
    place, learner = place_of(lesson_key, "quiz", code), learner_of(request)
    if request.method != "POST":
        return SeeOther(place.url)
    if not learner.is_somebody:
        return not_started(request, place)
    form = KeyedForm(request.POST)
    try:
        reading = read_quiz(place.found.items, request.POST)
        earlier = attempt_under(form, learner, place)
        if earlier:
            is_repeat = is_same_attempt(earlier, reading)
            return SeeOther(place.url) if is_repeat else quiz_as_typed(request, place, reading, earlier)
        if not form.is_valid() or not reading.is_sound or not place.found.items:
            return quiz_as_typed(request, place, reading)
        mark(form, reading, learner, place)
    except KeyTakenError as error:
        # Another person's attempt: as if it were not there.
        raise Http404 from error
    except RefusedError as error:
        return refused(request, str(error), place)
    return SeeOther(place.url)


def attempt_under(form: KeyedForm, learner: Learner, place: Place) -> QuizAttempt | None:
    """What was handed in under the key of this form, if anything was."""
    if not form.is_valid():
        return None
    return handed_in(learner=learner, quiz=place.found, attempt_id=form.cleaned_data["uuid"])


def mark(form: KeyedForm, reading: QuizReading, learner: Learner, place: Place) -> None:
    submit_quiz(
        learner=learner,
        module_key=place.outline.module_key,
        lesson_key=place.lesson.key,
        quiz=place.found,
        attempt_id=form.cleaned_data["uuid"],
        answers=reading.answers,
        happened_at=form.cleaned_data["happened_at"],
        now=timezone.now(),
    )


def quiz_as_typed(
    request: HttpRequest, place: Place, reading: QuizReading, earlier: QuizAttempt | None = None
) -> HttpResponse:
    """The form as it was filled in, under a new key; 409 when its old key stands for other answers."""
    quiz = place.found
    items = item_faces(quiz.items, quiz.anchor, reading.items)
    context = {"quiz": quiz, "items": items, "reading": reading, "was_used": bool(earlier)}
    context |= place.context("quiz_attempts")
    return render(request, f"{FOLDER}/quiz_page.html", context, status=409 if earlier else 422)


# --- Scenarios


def scenario_choice(request: HttpRequest, lesson_key: uuid.UUID, code: str) -> HttpResponse:
    """Take one decision."""
    place, learner = place_of(lesson_key, "scenario", code), learner_of(request)
    if request.method != "POST":
        return SeeOther(place.url)
    if not learner.is_somebody:
        return not_started(request, place)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return refused(request, _("Choose one of the decisions you see in the lesson."), place)
    try:
        decide(form, learner, place)
    except KeyTakenError as error:
        raise Http404 from error
    except RefusedError as error:
        return refused(request, str(error), place)
    return SeeOther(place.url)


def decide(form: ChoiceForm, learner: Learner, place: Place) -> None:
    data = form.cleaned_data
    choose(
        learner=learner,
        module_key=place.outline.module_key,
        lesson_key=place.lesson.key,
        scenario=place.found,
        version=data["version"],
        run=data["run"],
        step_id=data["step"],
        option_id=data["option"],
        choice_id=data["uuid"],
        happened_at=data["happened_at"],
        now=timezone.now(),
    )


@require_safe
def scenario_step(request: HttpRequest, lesson: str, code: str, step: str, option: str = "") -> HttpResponse:
    """A step of a scenario to read, or what follows a decision: the same page for every stranger."""
    snapshot = find_lesson(request, f"/{get_language()}/{lesson}/")
    scenario = activity_in(snapshot.lesson, "scenario", code) if snapshot else None
    if scenario is None or step not in scenario.story.steps:
        raise Http404
    chosen = scenario.story.option(step, option) if option else None
    if option and chosen is None:
        raise Http404
    request.translations = {
        language: step_url(snapshot.lesson, code, step, option, language) for language in snapshot.lesson.urls
    }
    context = told(scenario, snapshot.lesson, scenario.story.steps[step], chosen)
    return open_to_all(render(request, f"{FOLDER}/scenario_page.html", context))


def told(scenario: FrozenScenario, lesson: OutlineLesson, step, chosen) -> dict:
    """What a reader sees: a step, or what a decision leads to."""
    story = scenario.story
    aim = chosen["goes_to"] if chosen else step["name"]
    following = story.steps.get(aim)
    return {
        "scenario": scenario,
        "lesson": lesson,
        "decision": decision(step, chosen) if chosen else None,
        "step": open_step(scenario, following, lesson) if following else None,
        "ending": told_ending(story.endings[aim]) if aim in story.endings else None,
        "start_url": step_url(lesson, scenario.code, story.start),
        "back_url": f"{lesson.url}#{scenario.anchor}",
    }


# --- Reflections


def reflection_entry(request: HttpRequest, lesson_key: uuid.UUID, code: str) -> HttpResponse:
    """Keep what somebody writes for themselves: JSON for the script that saves while typing."""
    place = place_of(lesson_key, "reflection", code)
    if request.method != "POST":
        return SeeOther(place.url)
    form = ReflectionForm(request.POST)
    if not learner_of(request).user_id:
        error = _("You are signed out, so this was not saved. Sign in in another window, then save again.")
        return reflection_refused(request, place, error, 403)
    if not form.is_valid():
        return reflection_refused(request, place, first_error(form), 422)
    try:
        keep_text(request, form, place)
    except RefusedError as error:
        return reflection_refused(request, place, str(error), 409)
    return JsonResponse({}) if wants_json(request) else SeeOther(place.url)


def keep_text(request: HttpRequest, form: ReflectionForm, place: Place) -> None:
    write_reflection(
        user=request.user,
        reflection=place.found,
        module_key=place.outline.module_key,
        text=form.cleaned_data["text"],
        key=form.cleaned_data["uuid"],
        written_at=form.cleaned_data["happened_at"],
        now=timezone.now(),
    )


def first_error(form: ReflectionForm) -> str:
    if "text" in form.errors:
        return form.errors["text"][0]
    return _("This form is not complete. Save it again.")


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def reflection_refused(request: HttpRequest, place: Place, error: str, status: int) -> HttpResponse:
    """Say what is wrong; without script the text comes back as it was typed."""
    if wants_json(request):
        return JsonResponse({"error": error}, status=status)
    typed = {"reflection": place.found, "error": error, "text": request.POST.get("text", "")}
    context = typed | place.context("reflection_entry")
    return render(request, f"{FOLDER}/reflection_page.html", context, status=status)
