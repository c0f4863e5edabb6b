"""The home of an event for those who run it, and its team."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.see_other import SeeOther
from workshops.errors import TeamRefusedError
from workshops.models import TeamMember
from workshops.running import event_of, links_for, own_events
from workshops.team_actions import add_to_team, remove_from_team
from workshops.team_forms import AddToTeamForm, RemoveFromTeamForm


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The events that a person helps to run; for everybody else this page does not exist."""
    found = list(own_events(request.user)) if request.is_known and request.user.is_authenticated else []
    if not found:
        raise Http404
    return render(request, "workshops/running/events.html", {"events": found})


@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything a person can do with one event."""
    event = event_of(request, slug, "recorded_by")
    context = {"event": event, "links": links_for(event, request.user)}
    return render(request, "workshops/running/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is on the team; its leads let others in."""
    event = event_of(request, slug, "prepared_by")
    form = AddToTeamForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_to_team(event=event, person=form.person, role=form.cleaned_data["role"], by=request.user)
        except TeamRefusedError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("The team has changed."))
            return SeeOther(reverse("teach_events:team", args=[slug]))
    members = event.team.select_related("person")
    context = {"event": event, "members": members, "form": form}
    return render(request, "workshops/running/team.html", context, status=422 if form.errors else 200)


@require_POST
def team_removal(request: HttpRequest, slug: str) -> HttpResponse:
    """Let somebody go."""
    event = event_of(request, slug, "prepared_by")
    form = RemoveFromTeamForm(request.POST)
    member = get_object_or_404(
        TeamMember, event=event, pk=form.cleaned_data["member"] if form.is_valid() else None
    )
    try:
        remove_from_team(member, by=request.user)
    except TeamRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The team has changed."))
    return SeeOther(reverse("teach_events:team", args=[slug]))
