"""A publication that was refused by the gate, told in words wherever it was tried."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from wagtail.models import Page

from people.next_page import is_safe
from safeguarding.errors import NotReviewed
from safeguarding.gate_in_admin import tell
from safeguarding.views.not_made import not_made


class PublicationRefusals:
    """Answers `NotReviewed` from any view; what was saved before the refusal stays saved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotReviewed):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": str(exception)}, status=409)
        subject = exception.subject
        is_kept = known(subject)
        if not request.path_info.startswith("/admin/"):
            context = {"sentence": str(exception), "is_kept": is_kept}
            return render(request, "safeguarding/not_published.html", context, status=409)
        if not is_kept:
            return not_made(request, subject)
        tell(request, subject, str(exception))
        return redirect(way_back(request, subject))


def known(subject: Page | None) -> bool:
    """True for a page that is stored, so that it has an editor to lead to."""
    return (
        isinstance(subject, Page) and subject.pk is not None and Page.objects.filter(pk=subject.pk).exists()
    )


def way_back(request: HttpRequest, subject: Page) -> str:
    came_from = request.headers.get("Referer", "")
    is_ours = came_from and is_safe(request, came_from)
    return came_from if is_ours else f"/admin/pages/{subject.pk}/edit/"
