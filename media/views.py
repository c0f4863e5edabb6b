"""The one address of all files of the library."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from media.access import Door, door, find
from media.serving import KEPT_FOR_AN_HOUR, NEVER_KEPT, answer


@require_safe
def library_file(request: HttpRequest, token: str, filename: str) -> HttpResponseBase:
    """A file, for those who may have it now. Whether it never existed or is closed, nobody is told."""
    found = find(token, filename)
    way = door(found, request) if found else Door.CLOSED
    if found is None or way is Door.CLOSED:
        return HttpResponse(status=404, headers={"Cache-Control": NEVER_KEPT})
    kept = KEPT_FOR_AN_HOUR if way is Door.OPEN else NEVER_KEPT
    return answer(request, found.name, found.item.title, kept)
