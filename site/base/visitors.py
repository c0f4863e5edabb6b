"""Who is known: somebody with a session, or with the cookie that "Start" sets."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def is_known(request: HttpRequest) -> bool:
    """True when the request carries a session or start cookie; names are matched exactly."""
    cookies = request.COOKIES
    return settings.SESSION_COOKIE_NAME in cookies or settings.START_COOKIE_NAME in cookies


def saves_data(request: HttpRequest) -> bool:
    """True for those who want no pictures until they ask: by their browser's setting, or by their choice here."""
    by_browser = request.META.get("HTTP_SAVE_DATA", "").lower() == "on"
    return by_browser or request.COOKIES.get(settings.DATA_SAVER_COOKIE_NAME) == "on"


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Declare that this answer is the same for every unknown visitor, so it may be kept and shared."""
    response.open_to_all = True
    return response
