"""The front door, error pages and the small files browsers and crawlers ask for."""

import sys

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.context_processors import frame
from base.outages import RETRY_AFTER_SECONDS, is_outage
from base.visitors import open_to_all
from home.sitemap import sitemap_entries


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the browser's language, Spanish when in doubt."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask at the old address; pages name the drawn icon."""
    return HttpResponseRedirect(staticfiles_storage.url("img/favicon.ico"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read by search engines but the admin and what belongs to one person."""
    text = render_to_string("home/robots.txt", {"sitemap_url": request.build_absolute_uri("/sitemap.xml")})
    return open_to_all(HttpResponse(text, content_type="text/plain"))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address in every language."""
    context = {"entries": sitemap_entries(), "base": request.build_absolute_uri("/").rstrip("/")}
    return open_to_all(render(request, "home/sitemap.xml", context, content_type="application/xml"))


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a browser shows without a connection; in the reader's language, so never kept for all."""
    request.translations = homes()
    return render(request, "offline.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its key: say what to do, in the reader's language."""
    return _error_page(request, "403_csrf.html", 403)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_long(request)
    return _error_page(request, "400.html", 400)


def too_long(request: HttpRequest) -> HttpResponse:
    """A text too long to be read at all: the page that holds it keeps it, by script or by "back"."""
    if request.headers.get("Accept", "").startswith("application/json"):
        sentence = _("This text is far too long, so nothing was saved. Shorten it; it is saved again then.")
        return JsonResponse({"error": sentence}, status=413)
    return _error_page(request, "413.html", 413)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    return _error_page(request, "403.html", 403)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return _error_page(request, "404.html", 404)


def only_for_forms(request: HttpRequest) -> HttpResponse:
    """An address that takes what a form sends, opened as if it were a page."""
    return _error_page(request, "405.html", 405)


def server_error(request: HttpRequest) -> HttpResponse:
    """Looks nothing up, not even who is asking: the page must work when nothing else does."""
    # Django calls this while it handles the error, wherever in the house that was raised.
    if is_outage(sys.exception()):
        return back_soon(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def back_soon(request: HttpRequest) -> HttpResponse:
    """The database is away: nothing is looked up here either."""
    with override(language_of(request)):
        text = render_to_string("503.html")
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(text, status=503, headers=headers)


def homes() -> dict[str, str]:
    return {code: f"/{code}/" for code, _name in settings.LANGUAGES}


def _error_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """An error page in the language of the address, else of the browser."""
    # Middleware that stands first may not have run when the request was refused.
    request.is_known = getattr(request, "is_known", False)
    request.translations = homes()
    with override(language_of(request)):
        # Told outright: pages about the admin have the frame of the site too.
        return render(request, template, frame(request), status=status)


def language_of(request: HttpRequest) -> str:
    """The language of the address, else of the browser."""
    language = request.path_info.split("/")[1]
    return language if language in homes() else get_language_from_request(request)
