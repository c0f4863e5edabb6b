"""Where somebody is signed in, and how to end it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.models import SignIn
from people.signed_in import devices_of, end_sessions


@login_required
@never_cache
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    found = devices_of(request.user, timezone.now())
    context = {"devices": found, "this_one": request.session.session_key, "today": timezone.now().date()}
    return render(request, "people/devices.html", context)


@login_required
@require_POST
def device_end(request: HttpRequest, public_id) -> HttpResponse:
    """End one of one's own other sessions."""
    others = SignIn.objects.visible_to(request.user).exclude(session_key=request.session.session_key)
    if not end_sessions(others.filter(public_id=public_id)):
        raise Http404
    messages.success(request, _("That device is signed out."))
    return redirect("devices")


@login_required
@require_POST
def devices_end_others(request: HttpRequest) -> HttpResponse:
    """End all sessions but this one."""
    mine = SignIn.objects.visible_to(request.user).exclude(session_key=request.session.session_key)
    ended = end_sessions(mine)
    messages.success(
        request,
        ngettext("%(count)s device is signed out.", "%(count)s devices are signed out.", ended)
        % {"count": ended},
    )
    return redirect("devices")
