"""On a device that others use too, browsers keep no page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from people.sessions import is_shared


class SharedDevices:
    """Tells the browser of a shared device to store nothing, so that "back" shows nothing to the next person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_shared = request.is_known and is_shared(request)
        response = self.get_response(request)
        if was_shared or (request.is_known and is_shared(request)):
            patch_cache_control(response, private=True, no_store=True)
        return response
