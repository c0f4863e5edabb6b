"""Materials as people find, read, print and take them along."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.facets import chosen_filters, facets, matching, query_of
from base.visitors import open_to_all
from media.serving import NEVER_KEPT, answer
from people.rules import may_teach
from workshops.addresses import address_of
from workshops.material_packs import PackTooLargeError, pack
from workshops.materials import facet_kinds, sees_notes, shelves_of, visible_materials
from workshops.models import Event, EventSession, Material, MaterialFile
from workshops.views import reader, visible_event

PER_PAGE = 50


@require_safe
def materials(request: HttpRequest) -> HttpResponse:
    """Everything the reader may open, with filters and counts."""
    url = reverse("materials")
    everything = visible_materials(reader(request))
    kinds = facet_kinds(everything)
    chosen = chosen_filters(request.GET, kinds)
    found = matching(everything, chosen, kinds)
    offered = facets(everything, chosen, kinds, url)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "facets": offered,
        "chosen": [option for facet in offered for option in facet.options if option.is_on],
        "all_url": url,
        "query": f"{query_of(chosen)}&" if chosen else "",
        "is_filtered": bool(chosen),
    }
    return open_to_all(render(request, "workshops/materials/materials.html", context))


@require_safe
def event_materials(request: HttpRequest, slug: str) -> HttpResponse:
    """What belongs to one event, session by session."""
    event = visible_event(request, slug)
    found = of_event(request, event)
    context = {"event": event, "shelves": shelves_of(event, found), "crumbs": crumbs_of(event)}
    return open_to_all(render(request, "workshops/materials/event_materials.html", context))


@require_safe
def material(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One material: its page to read and print, its files to download."""
    rows = Material.objects.visible_to(reader(request)).select_related("event", "session", "author")
    found = get_object_or_404(rows.prefetch_related("files", "sources"), key=key)
    context = {
        "material": found,
        "event": found.event,
        "for_facilitators": sees_notes(reader(request), found),
        "files": files_for_reader(found),
        "crumbs": crumbs_of(found.event),
    }
    return open_to_all(render(request, "workshops/materials/material.html", context))


@require_safe
def material_file(request: HttpRequest, key: uuid.UUID, filename: str) -> HttpResponseBase:
    """A file of a material, for those who may open it now."""
    allowed = Material.objects.visible_to(reader(request)).values("pk")
    file = MaterialFile.objects.filter(material__in=allowed, key=key).select_related("material").first()
    if file is None:
        return HttpResponse(status=404, headers={"Cache-Control": NEVER_KEPT})
    return answer(request, file.file.name, str(file.material.title), NEVER_KEPT)


@require_safe
def session_pack(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """Everything of a session one below the other, to print at once."""
    event, session, found = of_session(request, slug, key)
    context = {
        "event": event,
        "session": session,
        "materials": found,
        "for_facilitators": is_facilitator(request, event),
        "crumbs": crumbs_of(event),
    }
    return open_to_all(TemplateResponse(request, "workshops/materials/pack.html", context).render())


@require_safe
def session_pack_file(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """Everything of a session in one file to take along."""
    event, session, found = of_session(request, slug, key)
    try:
        content = pack(found, for_facilitators=is_facilitator(request, event))
    except PackTooLargeError:
        sentence = _("The files of this session are too large for one download. Take them one by one.")
        context = {"event": event, "session": session, "materials": found, "sentence": sentence}
        return render(
            request, "workshops/materials/pack.html", context | {"crumbs": crumbs_of(event)}, status=413
        )
    name = slugify(session.title.or_other(get_language())[0])[:60] or "session"
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"', "Cache-Control": NEVER_KEPT}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def of_session(request: HttpRequest, slug: str, key: uuid.UUID) -> tuple[Event, EventSession, list[Material]]:
    """The event, its session, and what the reader may open of it; 404 when that is nothing."""
    event = visible_event(request, slug)
    session = next((one for one in event.sessions.all() if one.key == key), None)
    found = [one for one in of_event(request, event) if session and one.session_id == session.pk]
    if session is None or not found:
        raise Http404
    return event, session, found


def of_event(request: HttpRequest, event: Event) -> list[Material]:
    rows = Material.objects.visible_to(reader(request)).filter(event=event).in_order()
    return list(rows.select_related("session", "author", "event").prefetch_related("files"))


def is_facilitator(request: HttpRequest, event: Event) -> bool:
    person = reader(request)
    return may_teach(person) or Event.objects.run_by(person).filter(pk=event.pk).exists()


def files_for_reader(found: Material) -> list[MaterialFile]:
    """The files in the reader's language first, then the others, each with its language."""
    return sorted(found.files.all(), key=lambda file: file.language != get_language())


def crumbs_of(event: Event) -> list[tuple[str, str]]:
    above = ("forums", _("Forums")) if event.is_forum else ("workshops", _("Workshops"))
    return [(above[1], reverse(above[0])), (str(event.title), address_of(event))]
