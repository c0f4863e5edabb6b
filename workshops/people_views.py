"""The people of an event for its team: who stands where, as a file, and writing to some of them."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from base.sheets import csv_file
from courses.see_other import SeeOther
from courses.teaching_forms import PageForm
from workshops import programme
from workshops.attendance_forms import MessageForm, chosen_people
from workshops.errors import KeyUsedError
from workshops.message_actions import write_to
from workshops.models import Event
from workshops.people_grid import ORDER, STUCK, as_rows, people_of, people_page, rows_of
from workshops.running import event_of


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Learners by lessons and sessions, those who are stuck first."""
    event = programme.readable(event_of(request, slug).pk)
    page = people_page(event, PageForm(request.GET).number, timezone.now())
    if page is None:
        raise Http404
    sessions = [one for one in event.sessions.all() if one.counts_for_attendance]
    return render(
        request, "workshops/people/people.html", {"event": event, "page": page, "sessions": sessions}
    )


@require_safe
def people_file(request: HttpRequest, slug: str) -> HttpResponse:
    """What the screen shows of everybody, for a spreadsheet."""
    event = programme.readable(event_of(request, slug).pk)
    rows = rows_of(event, people_of(event, timezone.now()).select_related("person", "organization"))
    return csv_file(f"{slug}-people", as_rows(event, rows))


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, slug: str) -> HttpResponse:
    """A letter to those who were chosen, or to everybody who is stuck. Choosing is a GET and sends nothing."""
    event = event_of(request, slug)
    chosen = recipients(request, event)
    form = MessageForm(request.POST if request.method == "POST" else None, initial={"uuid": uuid.uuid4()})
    if request.method == "POST" and chosen and form.is_valid():
        try:
            return sent(request, event, chosen, form)
        except KeyUsedError as error:
            form.add_error(None, str(error))
    context = {"event": event, "people": chosen, "form": form}
    status = 422 if form.errors or (request.method == "POST" and not chosen) else 200
    return render(request, "workshops/people/message.html", context, status=status)


def sent(request: HttpRequest, event: Event, chosen: list, form: MessageForm) -> HttpResponse:
    data = form.cleaned_data
    write_to(
        event=event,
        people=chosen,
        subject=data["subject"],
        text=data["text"],
        key=data["uuid"],
        by=request.user,
        now=timezone.now(),
    )
    sentence = ngettext(
        "Your message goes to %(number)s person.", "Your message goes to %(number)s people.", len(chosen)
    )
    messages.success(request, sentence % {"number": len(chosen)})
    return SeeOther(reverse("teach_events:people", args=[event.slug]))


def recipients(request: HttpRequest, event: Event) -> list:
    """Those whose boxes were ticked; with `to=stuck` everybody who is stuck now."""
    data = request.POST if request.method == "POST" else request.GET
    if data.get("to") == STUCK:
        found = people_of(programme.readable(event.pk), timezone.now())
        return list(found.filter(standing=ORDER[STUCK]).select_related("person"))
    return chosen_people(data, event)
