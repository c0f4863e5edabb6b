"""How long somebody stays signed in, and what marks a device that others use too."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people.rules import may_enter_admin

STAFF_SESSION = timedelta(hours=12)
# A phone may bring back the cookies of a closed browser; the server forgets such a session anyway.
SHARED_DEVICE_SESSION = timedelta(hours=12)
SHARED_DEVICE = "shared_device"


class SessionStore(DatabaseSession):
    """Django's sessions in the database; those that end with the browser are short here too."""

    def get_session_cookie_age(self) -> int:
        if self.get_expire_at_browser_close():
            return int(SHARED_DEVICE_SESSION.total_seconds())
        return super().get_session_cookie_age()

    @classmethod
    def get_model_class(cls) -> type:
        return DatabaseSession.get_model_class()


def limit_session(request: HttpRequest, user) -> None:
    """Those who may enter the admin sign in again after 12 hours, however busy they are."""
    if may_enter_admin(user):
        request.session.set_expiry(timezone.now() + STAFF_SESSION)


def mark_shared(request: HttpRequest) -> None:
    """From now on the session ends with the browser, and pages tell scripts to keep nothing."""
    request.session[SHARED_DEVICE] = True
    request.session.set_expiry(0)


def mark_own(request: HttpRequest) -> None:
    """Take back `mark_shared`."""
    request.session.pop(SHARED_DEVICE, None)
    request.session.set_expiry(None)
    limit_session(request, request.user)


def is_shared(request: HttpRequest) -> bool:
    return bool(request.session.get(SHARED_DEVICE))


def remember_language(response: HttpResponse, language: str) -> HttpResponse:
    """Let the front door open in this language next time."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
