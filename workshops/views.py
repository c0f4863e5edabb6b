"""Workshops and forums as everybody may read them."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from base.visitors import open_to_all
from workshops import event_parts
from workshops.addresses import address_of
from workshops.models import Event


def reader(request: HttpRequest):
    """Who reads; strangers are not even looked up."""
    return request.user if getattr(request, "is_known", False) else AnonymousUser()


def workshops(request: HttpRequest) -> HttpResponse:
    """All workshops and other meetings that are no forums, the newest first."""
    rows = Event.objects.visible_to(reader(request)).workshops()
    return open_to_all(render(request, "workshops/events.html", {"events": listed(rows), "is_forums": False}))


def forums(request: HttpRequest) -> HttpResponse:
    """All forums, the newest first."""
    rows = Event.objects.visible_to(reader(request)).forums()
    return open_to_all(render(request, "workshops/events.html", {"events": listed(rows), "is_forums": True}))


def listed(rows):
    return rows.newest_first().select_related("place", "series")


def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One event. Under the address of the other kind of event it is answered with its own."""
    found = get_object_or_404(Event.objects.visible_to(reader(request)), slug=slug)
    address = address_of(found)
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    above = ("forums", _("Forums")) if found.is_forum else ("workshops", _("Workshops"))
    context = {
        "event": found,
        "crumbs": [(above[1], reverse(above[0]))],
        **event_parts.context_of(found, reader(request)),
    }
    return open_to_all(render(request, "workshops/event.html", context))
