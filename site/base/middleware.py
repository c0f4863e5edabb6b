"""Middleware of the house: pages kept for unknown visitors, and the content policies."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers

from base import generation
from base.kept_pages import Shelf, keep
from base.visitors import is_known, saves_data

# Queries that pages answer to; with any of them the page is made afresh.
ANSWERED_QUERIES = frozenset(
    "audience phase language duration page q step choose next note place term topic about kind event code status due"
    " owner".split()
)
NEVER_KEPT = ("/admin/", "/static/", "/files/", "/uploads/", "/healthz", "/readyz", "/verify/")


class Compression(GZipMiddleware):
    """Compresses pages; a stored file is sent as it lies there, so that its parts have their places."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(response, "as_stored", False):
            return response
        return super().process_response(request, response)


class UnknownVisitors:
    """Serve and keep whole pages for visitors without a session or start cookie.

    A page is kept only when its view declared it `open_to_all`, and only while the content
    generation stays what it was *before* the page was made. Known people always pass through.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.shelf = Shelf()
        self.compression = Compression(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.is_known = is_known(request)
        request.data_saver = saves_data(request)
        if request.is_known or not may_be_kept(request):
            return as_private(self.get_response(request))
        number = generation.current()
        key = (request.scheme, request.META.get("HTTP_HOST", ""), request.path_info, request.data_saver)
        page = self.shelf.find(key, number)
        if page is None:
            response = self.fresh(request)
            if not is_shareable(request, response):
                return self.compression.process_response(request, as_private(response))
            page = keep(response, number)
            if request.method == "GET":
                self.shelf.put(key, page)
        return page.answer(
            request.META.get("HTTP_ACCEPT_ENCODING", ""), request.META.get("HTTP_IF_NONE_MATCH", "")
        )

    def fresh(self, request: HttpRequest) -> HttpResponse:
        """The page as the rest of the house makes it, not compressed.

        A query string that means nothing here is dropped, so that it cannot find its way into the page.
        """
        request.META["QUERY_STRING"], request.GET = "", QueryDict()
        encodings = request.META.pop("HTTP_ACCEPT_ENCODING", None)
        try:
            return self.get_response(request)
        finally:
            if encodings is not None:
                request.META["HTTP_ACCEPT_ENCODING"] = encodings


def may_be_kept(request: HttpRequest) -> bool:
    """True for a plain GET or HEAD; what comes with a query that pages answer to is made afresh."""
    meta = request.META
    if meta["REQUEST_METHOD"] not in {"GET", "HEAD"} or request.path_info.startswith(NEVER_KEPT):
        return False
    return not meta.get("QUERY_STRING") or ANSWERED_QUERIES.isdisjoint(request.GET)


def is_shareable(request: HttpRequest, response: HttpResponse) -> bool:
    """True when nothing in this answer belongs to one visitor."""
    return (
        getattr(response, "open_to_all", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        # Set as soon as anybody asks for a token to put into a form.
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
    )


def as_private(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of every shared cache unless its view said otherwise."""
    if "Cache-Control" not in response.headers:
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ("Cookie",))
    return response


class ContentPolicy(CSPMiddleware):
    """The site's content policy, and the looser one under the admin's address."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/admin/"):
            parts.replace = settings.ADMIN_CONTENT_POLICY
        return parts

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if request.path_info.startswith("/admin/"):
            let_admin_frame(response)
        return response


def let_admin_frame(response: HttpResponse) -> None:
    """A preview passes the middleware twice, first as a page of the site: its policy stays, but for the frame."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    policy = response.headers.get(HEADER, "")
    response.headers[HEADER] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
