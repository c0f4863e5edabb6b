"""The record of an event as everybody may read it; its draft for those who write and review it."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from base.visitors import open_to_all
from courses.teaching_forms import PageForm
from workshops.models import ForumRecord
from workshops.records import shelf
from workshops.records.files import as_csv, as_data
from workshops.records.public_page import PER_PAGE, WITH_FICTION, filled_page, page_context
from workshops.records.reading import Reading
from workshops.records.word_file import as_docx
from workshops.views import reader

PRINT = "workshops/record/print.html"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest edition, fifty findings a page; where none is public, the draft for those who may see it."""
    found = shelf.published(slug)
    if found is None:
        return draft(request, slug)
    page = PageForm(request.GET).number
    if (page - 1) * PER_PAGE > max(0, len(found.findings) - 1):
        raise Http404
    return open_to_all(HttpResponse(filled_page(request, found, page)))


@require_safe
def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest edition on one page, to be printed."""
    found = shelf.published(slug)
    if found is None:
        raise Http404
    return open_to_all(render(request, PRINT, page_context(found, None)))


@require_safe
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The record as it would be published now, on one page; a miss for everybody who may not see drafts."""
    record = readable_draft(request, slug)
    context = page_context(shelf.draft(record), None) | {"record": record}
    return render(request, "workshops/record/draft.html", context)


def readable_draft(request: HttpRequest, slug: str) -> ForumRecord:
    rows = ForumRecord.objects.drafts_for(reader(request)).select_related("event__place", "event__series")
    return get_object_or_404(rows, event__slug=slug)


@require_safe
def file(request: HttpRequest, slug: str, filename: str) -> HttpResponse:
    """The whole record as a file, named by its event; what is made up only under the name that says so."""
    found = shelf.published(slug)
    name, _dot, ending = filename.rpartition(".")
    if found is None or ending not in TYPES or name not in {slug, f"{slug}-{WITH_FICTION}"}:
        raise Http404
    shown = found.without_illustrative() if name == slug else found
    address = request.build_absolute_uri(reverse("event_record", args=[slug]))
    response = HttpResponse(made(shown, ending, address), content_type=TYPES[ending])
    response.headers["Content-Language"] = get_language()
    return open_to_all(response)


def made(reading: Reading, ending: str, address: str) -> str | bytes:
    if ending == "docx":
        return as_docx(reading, address)
    if ending == "csv":
        return as_csv(reading, address)
    return json.dumps(as_data(reading, address), ensure_ascii=False, indent=1)
