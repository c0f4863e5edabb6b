"""What people send from activities, and scenarios read by strangers. Views only carry."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.errors import RefusedError
from base.visitors import open_to_all
from courses.activity_cards import action_of
from courses.activity_errors import ForeignKeyUsedError
from courses.activity_forms import ChoiceForm, KeyedForm, ReflectionForm
from courses.answers import QuizReading, read_quiz
from courses.frozen import FrozenQuiz, FrozenReflection, FrozenScenario, activity_in
from courses.item_faces import item_faces
from courses.learners import Learner, learner_of
from courses.models import QuizAttempt
from courses.outline import Outline, OutlineLesson, outline_of_lesson
from courses.quizzes import handed_in, submit_quiz
from courses.reflections import write_reflection
from courses.scenario_links import step_url
from courses.scenarios import choose
from courses.snapshots import find_lesson
from courses.story_faces import decision, open_step, told_ending

FOLDER = "courses/activities"


class SeeOther(HttpResponseRedirect):
    """303: the form has been dealt with, look over there."""

    status_code = 303


def place_of(lesson_key: uuid.UUID, kind: str, code: str) -> tuple[Outline, OutlineLesson, object]:
    """The published lesson and the activity in it; 404 when there is none."""
    outline = outline_of_lesson(lesson_key)
    lesson = outline.lesson(lesson_key) if outline else None
    found = activity_in(lesson, kind, code) if lesson else None
    if found is None:
        raise Http404
    return outline, lesson, found


def back_to(lesson: OutlineLesson, found) -> HttpResponse:
    """The lesson, at the activity, with sensitive parts as open as they were."""
    return SeeOther(lesson_url(lesson, found))


def lesson_url(lesson: OutlineLesson, found) -> str:
    return f"{lesson.url}?{urlencode({'note': 'open'})}#{found.anchor}"


def refused(
    request: HttpRequest, sentence: str, lesson: OutlineLesson, found, status: int = 422
) -> HttpResponse:
    context = {"sentence": sentence, "lesson": lesson, "back_url": lesson_url(lesson, found)}
    return render(request, f"{FOLDER}/refused.html", context, status=status)


def not_started(request: HttpRequest, lesson: OutlineLesson, found) -> HttpResponse:
    return refused(request, _("Start the module first, then answer."), lesson, found, 403)


# --- Quizzes


def quiz_attempts(request: HttpRequest, lesson_key: uuid.UUID, code: str) -> HttpResponse:
    """Hand in a quiz; with anything missing or wrong the form comes back as it was filled in."""
    outline, lesson, quiz = place_of(lesson_key, "quiz", code)
    if request.method != "POST":
        return back_to(lesson, quiz)
    learner = learner_of(request)
    if not learner.is_somebody:
        return not_started(request, lesson, quiz)
    form = KeyedForm(request.POST)
    if form.is_valid() and repeated(learner, quiz, form.cleaned_data["uuid"]):
        return back_to(lesson, quiz)
    reading = read_quiz(quiz.items, request.POST)
    if not form.is_valid() or not reading.is_sound or not quiz.items:
        return quiz_as_typed(request, lesson, quiz, reading)
    try:
        mark(form, reading, learner, outline, lesson, quiz)
    except RefusedError as error:
        return refused(request, str(error), lesson, quiz)
    return back_to(lesson, quiz)


def mark(
    form: KeyedForm,
    reading: QuizReading,
    learner: Learner,
    outline: Outline,
    lesson: OutlineLesson,
    quiz: FrozenQuiz,
):
    submit_quiz(
        learner=learner,
        module_key=outline.module_key,
        lesson_key=lesson.key,
        quiz=quiz,
        attempt_id=form.cleaned_data["uuid"],
        answers=reading.answers,
        happened_at=form.cleaned_data["happened_at"],
        now=timezone.now(),
    )


def repeated(learner: Learner, quiz: FrozenQuiz, attempt_id: uuid.UUID) -> QuizAttempt | None:
    """The attempt that this form has made already. Another person's is a 404, as if it were not there."""
    try:
        return handed_in(learner=learner, quiz=quiz, attempt_id=attempt_id)
    except ForeignKeyUsedError as error:
        raise Http404 from error


def quiz_as_typed(
    request: HttpRequest, lesson: OutlineLesson, quiz: FrozenQuiz, reading: QuizReading
) -> HttpResponse:
    context = {
        "quiz": quiz,
        "lesson": lesson,
        "items": item_faces(quiz.items, quiz.anchor, reading.items),
        "reading": reading,
        "action": action_of("quiz_attempts", quiz, lesson),
        "form_key": uuid.uuid4(),
        "back_url": lesson_url(lesson, quiz),
    }
    return render(request, f"{FOLDER}/quiz_page.html", context, status=422)


# --- Scenarios


def scenario_choice(request: HttpRequest, lesson_key: uuid.UUID, code: str) -> HttpResponse:
    """Take one decision."""
    outline, lesson, scenario = place_of(lesson_key, "scenario", code)
    if request.method != "POST":
        return back_to(lesson, scenario)
    learner = learner_of(request)
    if not learner.is_somebody:
        return not_started(request, lesson, scenario)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return refused(request, _("Choose one of the decisions you see in the lesson."), lesson, scenario)
    try:
        decide(form, learner, outline, lesson, scenario)
    except ForeignKeyUsedError as error:
        raise Http404 from error
    except RefusedError as error:
        return refused(request, str(error), lesson, scenario)
    return back_to(lesson, scenario)


def decide(
    form: ChoiceForm, learner: Learner, outline: Outline, lesson: OutlineLesson, scenario: FrozenScenario
) -> None:
    data = form.cleaned_data
    choose(
        learner=learner,
        module_key=outline.module_key,
        lesson_key=lesson.key,
        scenario=scenario,
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
    _outline, lesson, reflection = place_of(lesson_key, "reflection", code)
    if request.method != "POST":
        return back_to(lesson, reflection)
    form = ReflectionForm(request.POST)
    if not learner_of(request).user_id:
        error = _("You are signed out, so this was not saved. Sign in in another window, then save again.")
        return reflection_refused(request, lesson, reflection, error, 403)
    if not form.is_valid():
        return reflection_refused(request, lesson, reflection, first_error(form), 422)
    try:
        keep_text(request, form, reflection)
    except RefusedError as error:
        return reflection_refused(request, lesson, reflection, str(error), 409)
    return JsonResponse({}) if wants_json(request) else back_to(lesson, reflection)


def keep_text(request: HttpRequest, form: ReflectionForm, reflection: FrozenReflection) -> None:
    write_reflection(
        user=request.user,
        reflection=reflection,
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


def reflection_refused(
    request: HttpRequest, lesson: OutlineLesson, reflection: FrozenReflection, error: str, status: int
) -> HttpResponse:
    """Say what is wrong; without script the text comes back as it was typed."""
    if wants_json(request):
        return JsonResponse({"error": error}, status=status)
    context = {
        "reflection": reflection,
        "lesson": lesson,
        "error": error,
        "text": request.POST.get("text", ""),
        "action": action_of("reflection_entry", reflection, lesson),
        "form_key": uuid.uuid4(),
        "back_url": lesson_url(lesson, reflection),
    }
    return render(request, f"{FOLDER}/reflection_page.html", context, status=status)
