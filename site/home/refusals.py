"""Refusals that would be a blank page, in words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from home.views import only_for_forms


class RefusalsInWords:
    """Gives a page to whoever opens an address that takes forms alone: a bookmark, the other language, "reload"."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        page = only_for_forms(request)
        page.headers["Allow"] = response.headers["Allow"]
        return page
