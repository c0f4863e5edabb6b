"""Earlier work without an account: asked about after sign-in, never merged unasked."""

from django.http import HttpRequest
from django.urls import reverse

from courses.learners import learner_of, start_key, started_path
from courses.models import Enrolment
from courses.path_outline import path_of
from courses.path_progress import followed_by
from people.next_page import next_page

LATELY = 60 * 60 * 24


def where_to_claim(request: HttpRequest) -> str | None:
    """The page that asks "Is this yours?", when this browser holds earlier work.

    Whoever began a path and has done nothing on it yet goes back to its page, unless they were elsewhere.
    """
    key = start_key(request)
    if key and Enrolment.objects.filter(anonymous_key=key).exists():
        return reverse("courses:claim")
    return None if next_page(request) else page_of_started_path(request)


def page_of_started_path(request: HttpRequest) -> str | None:
    """The path with which this browser began of late, until the person follows it."""
    path = path_of(started_path(request, LATELY) or "")
    if path is None or str(path.key) in followed_by(learner_of(request)):
        return None
    return path.url
