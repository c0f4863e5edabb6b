"""Calendar files: of an event, of a session, and of one's own agenda."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from workshops import agendas
from workshops.calendars import calendar_file, entries_of, entries_of_session
from workshops.models import Event
from workshops.registration_readers import reader_for
from workshops.views import reader, visible_event


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The event and its sessions; 404 while nobody knows its days."""
    event = published(request, slug)
    return answer(event.slug, str(event), entries_of(event, reader_for(event, reader(request))))


@require_safe
def session_calendar(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """One session, also one that was taken out: as cancelled."""
    event = published(request, slug)
    entries = entries_of_session(event, key, reader_for(event, reader(request)))
    return answer(f"{event.slug}-{str(key)[:8]}", str(event), entries)


def published(request: HttpRequest, slug: str) -> Event:
    """An event that may stand in calendars: no draft gets into one."""
    event = visible_event(request, slug)
    if not event.live:
        raise Http404
    return event


@login_required
@require_safe
def own_agenda(request: HttpRequest) -> HttpResponse:
    """One's own agenda as a file."""
    return as_file("agenda", agendas.agenda_file(request.user, timezone.now()))


@require_safe
def agenda_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The agenda under its private address, which calendars ask again and again."""
    person = agendas.person_of(token)
    if person is None:
        return HttpResponse(status=404, headers={"Cache-Control": "private, no-store"})
    with override(person.language):
        return as_file("agenda", agendas.agenda_file(person, timezone.now()))


def answer(filename: str, name: str, entries: list) -> HttpResponse:
    if not entries:
        raise Http404
    return as_file(filename, calendar_file(name, entries))


def as_file(filename: str, content: bytes) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}.ics"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
