"""The page of a published record: made once for each content generation, language and kind of reader, then filled."""

from dataclasses import dataclass

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from base.frames import Frame, place
from base.per_generation import PerGeneration
from people.sessions import is_shared
from workshops.addresses import address_of
from workshops.models import Event
from workshops.records.reading import Reading
from workshops.records.write_page import Pages

PER_PAGE = 50
# One for each language, page and kind of reader; those of a few hundred records.
_frames = PerGeneration(most=1500)
TEMPLATE = "workshops/record/page.html"


@dataclass(frozen=True)
class FramedUser:
    """Somebody in a frame: whoever has the same rights sees the same around their name."""

    is_authenticated: bool
    is_staff: bool
    display_name: str = place("display_name")


def filled_page(request: HttpRequest, reading: Reading, page: int, template: str = TEMPLATE) -> str:
    """The page for whoever asks; for strangers nothing in it is personal."""
    user = framed_user(request)
    key = (
        template,
        reading.event.slug,
        page,
        get_language(),
        request.scheme,
        request.get_host(),
        request.is_known,
        user,
        request.is_known and is_shared(request),
        getattr(request, "data_saver", False),
    )
    frame = _frames.get(key, lambda: Frame(markup(request, reading, page, template, user)))
    return frame.fill(values_for(request, reading, frame.names))


def framed_user(request: HttpRequest) -> FramedUser:
    if not request.is_known:
        return FramedUser(False, False)
    return FramedUser(request.user.is_authenticated, request.user.is_staff)


def markup(request: HttpRequest, reading: Reading, page: int, template: str, user: FramedUser) -> str:
    context = page_context(reading, page) | {
        "user": user,
        "csrf_token": place("csrf_token"),
        "messages": (),
        "places": {"messages": place("messages"), "tools": place("tools")},
    }
    return render_to_string(template, context, request)


def values_for(request: HttpRequest, reading: Reading, names: set[str]) -> dict[str, str]:
    """What fills the places, as far as they are there."""
    makers = {
        "display_name": lambda: escape(request.user.display_name) if request.user.is_authenticated else "",
        "csrf_token": lambda: get_token(request),
        "messages": lambda: messages(request),
        "tools": lambda: tools(request, reading.event),
    }
    if not request.is_known:
        return dict.fromkeys(names, "")
    return {name: makers[name]() for name in names}


def messages(request: HttpRequest) -> str:
    waiting = get_messages(request)
    return render_to_string("components/messages.html", {"messages": waiting}) if waiting else ""


def tools(request: HttpRequest, event: Event) -> str:
    """The way to the page on which the record is written, for those who write it."""
    if not Event.objects.recorded_by(request.user).filter(pk=event.pk).exists():
        return ""
    address = reverse("teach_events:record", args=[event.slug])
    return format_html(
        '<p class="edit-link wrap row"><a href="{}">{}</a></p>', address, _("Write the record")
    )


def page_context(reading: Reading, page: int | None = 1) -> dict:
    """Everything that the page shows; without a page, all findings."""
    findings = reading.findings
    pages = Pages(page or 1, len(findings) if page else 0)
    shown = findings[(page - 1) * PER_PAGE : page * PER_PAGE] if page else findings
    event = reading.event
    return {
        "reading": reading,
        "event": event,
        "groups": in_kinds(shown),
        "pages": pages,
        "is_whole": page is None or page == 1,
        "files": file_addresses(reading),
        "crumbs": [
            (_("Forums"), reverse("forums")) if event.is_forum else (_("Workshops"), reverse("workshops")),
            (str(event), address_of(event)),
        ],
    }


def in_kinds(findings) -> list[tuple]:
    """(type, its findings), in the order in which they come."""
    groups: dict = {}
    for one in findings:
        groups.setdefault(one.kind, []).append(one)
    return list(groups.items())


def file_addresses(reading: Reading) -> list[dict]:
    """The record as files: without what is made up, and with it where there is some."""
    slug = reading.event.slug
    names = [(slug, "")]
    if reading.without_illustrative() != reading:
        names.append((f"{slug}-{WITH_FICTION}", _("with illustrative content")))
    return [
        {"kind": kind, "note": note, "url": reverse("event_record_file", args=[slug, f"{name}.{ending}"])}
        for name, note in names
        for ending, kind in (("docx", "Word"), ("csv", "CSV"), ("json", "JSON"))
    ]


WITH_FICTION = "with-illustrative"
