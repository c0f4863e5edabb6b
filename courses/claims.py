"""Earlier work without an account: asked about after sign-in, never merged unasked."""

from django.http import HttpRequest
from django.urls import reverse

from courses.learners import learner_of, start_key, started_path
from courses.models import Enrolment
from courses.path_outline import path_of
from courses.path_progress import followed_by
from people.next_page import next_page, with_next

LATELY = 60 * 60 * 24


def where_to_claim(request: HttpRequest) -> str | None:
    """The page that asks "Is this yours?", when this browser holds earlier work.

    Whoever began a path and has done nothing on it yet goes back to its page, unless they were elsewhere.
    """
    key = start_key(request)
    if key and Enrolment.objects.filter(anonymous_key=key).exists():
        return reverse("courses:claim")
    return None if next_page(request) else page_of_started_path(request)


def unclaimed_modules(request: HttpRequest) -> set[str]:
    """The keys of modules with earlier work in this browser of which the person has not said whose it is.

    One query, and only for somebody signed in who still carries the start cookie.
    """
    key = start_key(request) if request.is_known and request.user.is_authenticated else None
    if key is None:
        return set()
    return {
        str(found)
        for found in Enrolment.objects.filter(anonymous_key=key).values_list("module_key", flat=True)
    }


def claim_url(back: str) -> str:
    """The page that asks, and leads on to `back`."""
    return with_next(reverse("courses:claim"), back)


def page_of_started_path(request: HttpRequest) -> str | None:
    """The path with which this browser began of late, until the person follows it."""
    path = path_of(started_path(request, LATELY) or "")
    if path is None or str(path.key) in followed_by(learner_of(request)):
        return None
    return path.url
