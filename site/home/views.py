"""The front door, error pages and the small files browsers and crawlers ask for."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from base.visitors import open_to_all


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the browser's language, Spanish when in doubt."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(staticfiles_storage.url("img/favicon.svg"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap_url = request.build_absolute_uri("/sitemap.xml")
    text = f"User-agent: *\nDisallow: /admin/\nDisallow: /*/account/\nSitemap: {sitemap_url}\n"
    return HttpResponse(text, content_type="text/plain")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return open_to_all(render(request, "offline.html"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its key: say what to do, in the reader's language."""
    return render(request, "csrf_failure.html", status=403)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return _error_page(request, "400.html", 400)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    return _error_page(request, "403.html", 403)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return _error_page(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database: the page must work when nothing else does."""
    return _error_page(request, "500.html", 500)


def _error_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    request.is_known = getattr(request, "is_known", False)
    language = request.path_info[1:3]
    if language not in dict(settings.LANGUAGES):
        language = get_language_from_request(request)
    request.translations = {code: f"/{code}/" for code, _name in settings.LANGUAGES}
    with override(language):
        return render(request, template, status=status)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in every language."""
    from wagtail.contrib.sitemaps import Sitemap

    raise NotImplementedError(Sitemap)
