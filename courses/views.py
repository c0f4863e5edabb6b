"""Pages of learning, and the forms that record it. Views only carry."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.views import serve as serve_any_page

from courses import actions, lesson_page
from courses.claims import claim_url, unclaimed_modules
from courses.continuing import next_lesson, url_to_continue
from courses.errors import (
    FormUsedError,
    ModuleLockedError,
    NoSuchPartError,
    NotThisModuleError,
    NotUndoneError,
)
from courses.forms import ActForm, LeaveForm
from courses.learners import (
    hand_out_start_key,
    is_prefetch,
    learner_of,
    start_key,
    started_path,
    take_back_start_key,
)
from courses.models import Enrolment
from courses.my_learning import my_learning_rows
from courses.outline import Outline, outline_of, outline_of_lesson
from courses.path_locks import closed_to
from courses.path_outline import path_of
from courses.path_records import follow
from courses.path_view import followed_cards
from courses.path_views import module_closed
from courses.see_other import SeeOther
from courses.snapshots import snapshot_at
from people.next_page import next_page


@require_safe
def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """A lesson by the short way, every other page by Wagtail's own."""
    snapshot = snapshot_at(request)
    if snapshot is None:
        return serve_any_page(request, path)
    return lesson_page.respond(request, snapshot)


@never_cache
@require_safe
def start(request: HttpRequest, module_key: uuid.UUID) -> HttpResponse:
    """Make a stranger known and lead to the first lesson. Guesses of the browser are not a start."""
    outline = found_outline(module_key)
    if is_prefetch(request):
        return HttpResponse(status=204)
    learner = learner_of(request)
    closed = closed_to(learner, module_key)
    if closed:
        return module_closed(request, outline, closed)
    response = HttpResponseRedirect(first_url(request, outline))
    if not learner.is_somebody:
        hand_out_start_key(response, secure=request.is_secure())
    return response


def first_url(request: HttpRequest, outline: Outline) -> str:
    """The lesson that a link beside an activity names, else the first."""
    lesson = outline.lesson(request.GET.get("place", "")) or outline.lessons[0]
    return lesson.url


def found_outline(module_key: uuid.UUID) -> Outline:
    outline = outline_of(module_key)
    if outline is None or not outline.lessons:
        raise Http404
    return outline


def enrolment(request: HttpRequest, module_key: uuid.UUID) -> HttpResponse:
    """Enrol, or come back, and go on where the learner was; opened as a page, it leads to the module."""
    outline = found_outline(module_key)
    if request.method != "POST":
        return SeeOther(outline.url)
    learner = learner_of(request)
    if not learner.is_somebody:
        return HttpResponseRedirect(reverse("courses:start", args=[module_key]))
    try:
        enrolled = actions.enrol(learner=learner, module_key=module_key, now=timezone.now())
    except ModuleLockedError as error:
        return module_closed(request, outline, error)
    lesson = next_lesson(enrolled, outline) or outline.lessons[0]
    return HttpResponseRedirect(url_to_continue(enrolled, lesson))


def leave(request: HttpRequest, module_key: uuid.UUID) -> HttpResponse:
    """Ask, then take the learner off the module; their progress stays for when they come back."""
    outline = found_outline(module_key)
    learner = learner_of(request)
    mine = Enrolment.objects.of(learner).active().filter(module_key=module_key)
    if not mine.exists():
        raise Http404
    if LeaveForm(request.POST if request.method == "POST" else None).is_valid():
        actions.leave(learner=learner, module_key=module_key, now=timezone.now())
        return HttpResponseRedirect(reverse("courses:my_learning"))
    return render(request, "courses/leave.html", {"outline": outline})


def lesson_act(request: HttpRequest, lesson_key: uuid.UUID) -> HttpResponse:
    """Record "done", "not done" or "skipped", then go on; opened as a page, it leads to the lesson."""
    outline = outline_of_lesson(lesson_key)
    if outline is None:
        raise Http404
    if request.method != "POST":
        return SeeOther(outline.lesson(lesson_key).url)
    return take_act(request, outline, lesson_key)


def take_act(request: HttpRequest, outline: Outline, lesson_key: uuid.UUID) -> HttpResponse:
    """What the form of an act is answered with: the next page, or what could not be done."""
    learner, form = learner_of(request), ActForm(request.POST)
    if not learner.is_somebody:
        return refused(request, _("Start the module first, then mark the lesson."), outline, 403)
    if not form.is_valid():
        return refused(
            request, _("This form is not complete. Go back to the lesson and try again."), outline, 422
        )
    try:
        actions.record_act(learner=learner, lesson_key=lesson_key, now=timezone.now(), **form.cleaned_data)
    except ModuleLockedError as error:
        return module_closed(request, outline, error)
    except (NotUndoneError, FormUsedError) as error:
        return refused(request, str(error), outline, 409)
    except NoSuchPartError as error:
        return refused(request, str(error), outline, 422)
    except NotThisModuleError as error:
        return refused(request, str(error), outline, 404)
    return HttpResponseRedirect(form.where_next(outline, lesson_key))


def refused(request: HttpRequest, sentence: str, outline: Outline, status: int) -> HttpResponse:
    """Say what could not be done, with the way back."""
    return render(request, "courses/refused.html", {"sentence": sentence, "outline": outline}, status=status)


@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    """Everything the learner has begun, the next step first."""
    learner = learner_of(request)
    paths = followed_cards(learner, started_path(request))
    context = {"rows": my_learning_rows(learner), "paths": paths, "learner": learner}
    context["unclaimed_url"] = claim_url(request.path) if unclaimed_modules(request) else ""
    return render(request, "courses/my_learning.html", context)


def follow_started(request: HttpRequest) -> None:
    """Follow the path with which the earlier work began, if it is still published."""
    path_key = started_path(request)
    if path_key and path_of(path_key):
        follow(learner=learner_of(request), path_key=path_key, now=timezone.now())


@login_required
def claim(request: HttpRequest) -> HttpResponse:
    """Is the earlier work in this browser yours? Yes merges it; no forgets it here. Then on to where they were."""
    key = start_key(request)
    earlier = list(Enrolment.objects.filter(anonymous_key=key)) if key else []
    if request.method == "POST":
        if request.POST.get("answer") == "yes" and key:
            actions.claim(user=request.user, anonymous_key=key, now=timezone.now())
            follow_started(request)
        response = HttpResponseRedirect(next_page(request) or reverse("courses:my_learning"))
        take_back_start_key(response)
        return response
    rows = [(outline_of(row.module_key), row) for row in earlier]
    context = {"rows": [(one, row) for one, row in rows if one], "next": next_page(request)}
    return render(request, "courses/claim.html", context)
