"""Workshops and forums as everybody may read them."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.visitors import open_to_all
from courses.publication_gate import says_children
from reference.terms import term_labels
from workshops import event_parts, linked_data, programme
from workshops.addresses import address_of
from workshops.enums import HostRole, ModuleTiming
from workshops.models import Event


def reader(request: HttpRequest):
    """Who reads; strangers are not even looked up."""
    return request.user if getattr(request, "is_known", False) else AnonymousUser()


def workshops(request: HttpRequest) -> HttpResponse:
    """All workshops and other meetings that are no forums."""
    return show_list(request, Event.objects.visible_to(reader(request)).workshops(), is_forums=False)


def forums(request: HttpRequest) -> HttpResponse:
    """All forums."""
    return show_list(request, Event.objects.visible_to(reader(request)).forums(), is_forums=True)


def show_list(request: HttpRequest, rows: QuerySet[Event], *, is_forums: bool) -> HttpResponse:
    found = list(rows.newest_first().select_related("place", "series"))
    coming, held = divided(found, timezone.now())
    context = {"coming": coming, "held": held, "is_forums": is_forums}
    return open_to_all(render(request, "workshops/events.html", context))


def divided(events: list[Event], now: datetime.datetime) -> tuple[list[Event], list[Event]]:
    """Those still to come, the nearest first, and the others, the newest first."""
    coming = [event for event in events if programme.is_over(event, now) is False]
    return coming[::-1], [event for event in events if event not in coming]


def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One event. Under the address of the other kind of event it is answered with its own."""
    found = visible_event(request, slug)
    address = address_of(found)
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    context = page_context(request, found) | event_parts.context_of(found, reader(request))
    return open_to_all(render(request, "workshops/event.html", context))


def printed_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The programme alone, for the wall and for the table."""
    found = visible_event(request, slug)
    return open_to_all(render(request, "workshops/programme_page.html", page_context(request, found)))


def visible_event(request: HttpRequest, slug: str) -> Event:
    """The event with everything it shows; 404 for whoever may not see it."""
    pk = Event.objects.visible_to(reader(request)).filter(slug=slug).values_list("pk", flat=True).first()
    if pk is None:
        raise Http404
    return programme.readable(pk)


def page_context(request: HttpRequest, found: Event) -> dict:
    """What the page of an event shows of the event itself."""
    now = timezone.now()
    name, label = ("forums", _("Forums")) if found.is_forum else ("workshops", _("Workshops"))
    return {
        "event": found,
        "days": programme.days_of(found, now),
        "is_over": programme.is_over(found, now),
        "organizers": programme.hosts_of(found, HostRole.ORGANIZER),
        "receivers": programme.hosts_of(found, HostRole.HOST),
        "modules_before": programme.modules_of(found, ModuleTiming.BEFORE),
        "modules_after": programme.modules_of(found, ModuleTiming.AFTER),
        "labels": {name: labels_of(name, codes) for name, codes in coded(found)},
        "is_about_children": says_children(found.population),
        "linked_data": linked_data.event(found, request.build_absolute_uri(address_of(found))),
        "crumbs": [(label, reverse(name))],
        "edit_url": edit_url(request, found),
    }


def coded(found: Event) -> list[tuple[str, list[str]]]:
    """Vocabulary → what the event says of it."""
    return [
        ("audience", found.audience),
        ("protocol_phase", found.phases),
        ("population", found.population),
        ("content_note", [code for code in found.content_notes if code != "none"]),
        ("language", found.languages),
    ]


def labels_of(vocabulary: str, codes: list[str]) -> list:
    known = term_labels(vocabulary)
    return [known[code] for code in codes if code in known]


def edit_url(request: HttpRequest, found: Event) -> str:
    """Where its team works on it; empty for everybody else."""
    person = reader(request)
    may = person.is_authenticated and Event.objects.recorded_by(person).filter(pk=found.pk).exists()
    return reverse("teach_events:home", args=[found.slug]) if may else ""
