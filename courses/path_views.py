"""Starting and following a path. Views only carry."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.actions import enrol
from courses.errors import ModuleLockedError
from courses.learners import Learner, hand_out_start_key, is_prefetch, learner_of
from courses.outline import Outline
from courses.path_forms import FollowForm
from courses.path_locks import ClosedModule
from courses.path_outline import PathOutline, path_of
from courses.path_progress import standing_on
from courses.path_records import follow, stop_following
from courses.see_other import SeeOther


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def path_start(request: HttpRequest, path_key: uuid.UUID) -> HttpResponse:
    """Begin the path, or go on, at the next lesson.

    A stranger becomes known by the link and nothing is stored: the path stands in their cookie. Whoever is
    known sends a form, follows the path by it, and is on its first open module.
    """
    path, learner = found_path(path_key), learner_of(request)
    if is_prefetch(request):
        return HttpResponse(status=204)
    if request.method == "POST" and learner.is_somebody:
        return HttpResponseRedirect(begin(path, learner))
    following = standing_on(path, learner).next
    response = HttpResponseRedirect(following.url if following else path.url)
    if following and not learner.is_somebody:
        hand_out_start_key(response, secure=request.is_secure(), path_key=path.key)
    return response


def begin(path: PathOutline, learner: Learner) -> str:
    """Follow the path and enrol on its next module; the address of the next lesson."""
    now = timezone.now()
    with transaction.atomic():
        follow(learner=learner, path_key=path.key, now=now)
        following = standing_on(path, learner).next
        if following:
            enrol(learner=learner, module_key=following.module.module_key, now=now)
    return following.url if following else path.url


def path_following(request: HttpRequest, path_key: uuid.UUID) -> HttpResponse:
    """Follow the path or stop; either undoes the other, and progress is touched by neither.

    Opened as a page, the address leads to the path.
    """
    path, learner, form = found_path(path_key), learner_of(request), FollowForm(request.POST)
    if request.method != "POST" or not learner.is_somebody or not form.is_valid():
        return SeeOther(path.url)
    if form.wants_to_follow:
        follow(learner=learner, path_key=path.key, now=timezone.now())
        messages.success(request, _("You follow this path. It stands in My learning."))
    else:
        stop_following(learner=learner, path_key=path.key)
        messages.success(request, _("You do not follow this path any more. What you have done is kept."))
    return HttpResponseRedirect(path.url)


def found_path(path_key: uuid.UUID) -> PathOutline:
    path = path_of(path_key)
    if path is None:
        raise Http404
    return path


def module_closed(request: HttpRequest, outline: Outline, closed: ClosedModule | ModuleLockedError):
    """The page that says what opens a module."""
    if isinstance(closed, ModuleLockedError):
        closed = ClosedModule(str(outline.module_key), closed.needed)
    context = {"outline": outline, "closed": closed}
    return render(request, "courses/path_module_closed.html", context, status=403)
