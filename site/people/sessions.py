"""How long somebody stays signed in, and what marks a device that others use too."""

import time
from datetime import date, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people.rules import may_enter_admin

STAFF_SESSION = timedelta(hours=12)
STAFF_IDLE = timedelta(hours=1)
# How exactly idleness is measured: noting each request would be a write for each.
SEEN_EVERY = timedelta(minutes=5)
# A phone may bring back the cookies of a closed browser; the server forgets such a session anyway.
SHARED_DEVICE_SESSION = timedelta(hours=12)
SHARED_DEVICE = "shared_device"
SEEN_AT = "staff_seen_at"
USED_ON = "used_on"


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
    """Those who may enter the admin sign in again after 12 hours, however busy they are, or one idle hour."""
    if may_enter_admin(user):
        request.session[SEEN_AT] = time.time()
        if not is_shared(request):
            request.session.set_expiry(timezone.now() + STAFF_SESSION)


def is_idle(request: HttpRequest) -> bool:
    """True for a session of staff in which nothing happened for an hour."""
    seen_at = request.session.get(SEEN_AT)
    return seen_at is not None and time.time() - seen_at > STAFF_IDLE.total_seconds()


def note_activity(request: HttpRequest) -> None:
    """Remember that staff are at work, at most every five minutes."""
    seen_at = request.session.get(SEEN_AT)
    if seen_at is not None and time.time() - seen_at > SEEN_EVERY.total_seconds():
        request.session[SEEN_AT] = time.time()


def is_first_use(request: HttpRequest, today: date) -> bool:
    """True once a day for each session."""
    if request.session.get(USED_ON) == today.isoformat():
        return False
    request.session[USED_ON] = today.isoformat()
    return True


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
