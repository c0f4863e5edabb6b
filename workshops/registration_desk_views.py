"""Who comes: the list of an event's team, under /teach/."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.errors import RefusedError
from base.sheets import csv_file
from courses.see_other import SeeOther
from workshops.cancelling import call_off_event
from workshops.invitation_actions import invite, take_back
from workshops.models import Event, Invitation, Registration, RegistrationQuestion
from workshops.question_actions import ask, take_off
from workshops.registration_actions import add_by_hand, decide
from workshops.registration_box import box_of
from workshops.registration_desk_forms import (
    CallOffForm,
    DecisionForm,
    FilterForm,
    InvitationRemovalForm,
    InviteForm,
    QuestionForm,
    QuestionRemovalForm,
)
from workshops.registration_forms import AddByHandForm
from workshops.registration_list import counts_of, rows_of, shown, table_of
from workshops.running import event_of

PER_PAGE = 50


@require_safe
def registrations(request: HttpRequest, slug: str) -> HttpResponse:
    """Who registered, fifty a page, with a way to admit many at once."""
    event = event_of(request, slug)
    form = FilterForm(request.GET, tracks=list(event.tracks.all()))
    filters = form.filters()
    page = Paginator(rows_of(event, filters), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "event": event,
        "box": box_of(event, request.user),
        "page": page,
        "rows": shown(event, list(page)),
        "counts": counts_of(event),
        "filter_form": form,
        "query": f"{urlencode(filters)}&" if filters else "",
        "key": uuid.uuid4(),
    }
    return render(request, "workshops/registration/desk.html", context)


@require_safe
def registrations_file(request: HttpRequest, slug: str) -> HttpResponse:
    """What the list shows, as a table."""
    event = event_of(request, slug)
    filters = FilterForm(request.GET, tracks=list(event.tracks.all())).filters()
    return csv_file(f"{event.slug}-registrations", table_of(event, filters))


@require_POST
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """Admit people, or not."""
    event = event_of(request, slug)
    known = Registration.objects.filter(event=event).values_list("public_id", flat=True)
    form = DecisionForm(request.POST, known=[str(key) for key in known])
    if not form.is_valid():
        messages.error(request, _("Tick the people first."))
        return back(event)
    done = decide(
        event=event,
        chosen=form.cleaned_data["chosen"],
        approve=form.cleaned_data["verdict"] == "approve",
        key=form.cleaned_data["uuid"],
        now=timezone.now(),
        by=request.user,
    )
    messages.success(
        request,
        ngettext(
            "Decided for %(number)s person, who gets a letter.",
            "Decided for %(number)s people, who get letters.",
            len(done),
        )
        % {"number": len(done)},
    )
    return back(event)


def back(event: Event, name: str = "registrations") -> HttpResponse:
    return SeeOther(reverse(f"teach_events:{name}", args=[event.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: HttpRequest, slug: str) -> HttpResponse:
    """Register somebody who asked the team."""
    event = event_of(request, slug)
    form = AddByHandForm(request.POST if request.method == "POST" else None, tracks=list(event.tracks.all()))
    if form.is_valid():
        try:
            made = add_by_hand(
                event=event,
                person=form.person,
                track=form.track(),
                key=form.cleaned_data["uuid"],
                now=timezone.now(),
                by=request.user,
            )
        except RefusedError as error:
            form.add_error("email", str(error))
        else:
            said = {"name": made.person.display_name, "status": made.get_status_display()}
            messages.success(request, _("%(name)s: %(status)s") % said)
            return back(event)
    context = {"event": event, "form": form}
    return render(request, "workshops/registration/by_hand.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str, key: uuid.UUID | None = None) -> HttpResponse:
    """The questions on the form; one of them, or a new one, to write."""
    event = event_of(request, slug)
    rows = RegistrationQuestion.objects.filter(event=event)
    one = get_object_or_404(rows, key=key) if key else RegistrationQuestion(event=event)
    form = QuestionForm(request.POST if request.method == "POST" else None, instance=one)
    if form.is_valid():
        try:
            ask(form.save(commit=False), event=event)
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The form has changed."))
            return back(event, "questions")
    context = {"event": event, "form": form, "one": one, "questions": rows.order_by("order", "pk")}
    return render(
        request, "workshops/registration/questions.html", context, status=422 if form.errors else 200
    )


@require_POST
def question_removal(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a question off the form."""
    event, form = event_of(request, slug), QuestionRemovalForm(request.POST)
    key = form.cleaned_data["question"] if form.is_valid() else None
    take_off(get_object_or_404(RegistrationQuestion, event=event, key=key))
    messages.success(request, _("The form has changed."))
    return back(event, "questions")


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the team has invited, and a place to paste more e-mails."""
    event = event_of(request, slug)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        sent = invite(event=event, emails=form.cleaned_data["emails"], now=timezone.now(), by=request.user)
        messages.success(
            request,
            ngettext("%(number)s invitation is on its way.", "%(number)s invitations are on their way.", sent)
            % {"number": sent},
        )
        return back(event, "invitations")
    page = Paginator(Invitation.objects.filter(event=event), PER_PAGE).get_page(request.GET.get("page"))
    context = {"event": event, "form": form, "page": page, "now": timezone.now()}
    return render(
        request, "workshops/registration/invitations.html", context, status=422 if form.errors else 200
    )


@require_POST
def invitation_removal(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an invitation back."""
    event, form = event_of(request, slug), InvitationRemovalForm(request.POST)
    key = form.cleaned_data["invitation"] if form.is_valid() else None
    if take_back(get_object_or_404(Invitation, event=event, public_id=key), by=request.user):
        messages.success(request, _("The invitation no longer works."))
    else:
        messages.error(request, _("It has been accepted already."))
    return back(event, "invitations")


@require_http_methods(["GET", "HEAD", "POST"])
def calling_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Cancel the whole event; its leads and those who manage the programme do."""
    event = event_of(request, slug, "prepared_by")
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        call_off_event(event=event, reason=form.cleaned_data["reason"], now=timezone.now(), by=request.user)
        messages.success(request, _("The event is cancelled, and everybody on its list gets a letter."))
        return SeeOther(reverse("teach_events:home", args=[event.slug]))
    standing = Registration.objects.filter(event=event).standing().count()
    context = {"event": event, "form": form, "standing": standing}
    return render(
        request, "workshops/registration/calling_off.html", context, status=422 if form.errors else 200
    )
