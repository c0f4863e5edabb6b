"""A fresh sign-in, for what must not be done by somebody who finds a phone lying about.

    @fresh_sign_in_required          on a view: signed in, and proved within the last quarter of an hour
    class View(FreshSignInMixin, …)  the same for a class

Whoever is not fresh is asked to confirm that it is them, with what they have (code by e-mail, password,
app, passkey), and then led back. What a stale POST carried is not kept: it leads back to its form.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from people.next_page import is_safe, with_next

FRESH_FOR = timedelta(minutes=15)
FRESH_AT = "fresh_at"


def mark_fresh(request: HttpRequest) -> None:
    """Note that this person has just proved who they are."""
    request.session[FRESH_AT] = time.time()


def is_fresh(request: HttpRequest) -> bool:
    """True for somebody signed in who proved who they are within `FRESH_FOR`; costs no query of its own."""
    if not request.user.is_authenticated:
        return False
    age = time.time() - request.session.get(FRESH_AT, 0)
    return 0 <= age < FRESH_FOR.total_seconds()


def fresh_sign_in_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only people with a fresh sign-in through; lead the others to one and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if is_fresh(request) else to_fresh_sign_in(request)

    return guarded


class FreshSignInMixin:
    """`fresh_sign_in_required` for class-based views; stands first among the bases."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_fresh(request):
            return to_fresh_sign_in(request)
        return super().dispatch(request, *args, **kwargs)


def to_fresh_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to sign in, or to confirm that it is you, that leads back to where one was."""
    if not request.user.is_authenticated:
        return redirect_to_login(way_back(request))
    return redirect(with_next(reverse("fresh_sign_in"), way_back(request)))


def way_back(request: HttpRequest) -> str:
    """This address; for what was sent by POST, the page that its form stands on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not came_from or not is_safe(request, came_from):
        return ""
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
