"""The wish for no pictures until asked, kept on the device: it costs no query, and strangers can have it too."""

from django.conf import settings
from django.http import HttpResponse


def remember_data_saver(response: HttpResponse, wanted: bool) -> HttpResponse:
    """Let this device ask for pages without pictures, or with them again."""
    if not wanted:
        response.delete_cookie(settings.DATA_SAVER_COOKIE_NAME)
        return response
    response.set_cookie(
        settings.DATA_SAVER_COOKIE_NAME,
        "on",
        max_age=settings.SESSION_COOKIE_AGE * 12,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
