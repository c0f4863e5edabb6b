"""Earlier work without an account: asked about after sign-in, never merged unasked."""

from django.http import HttpRequest
from django.urls import reverse

from courses.learners import start_key
from courses.models import Enrolment


def where_to_claim(request: HttpRequest) -> str | None:
    """The page that asks "Is this yours?", when this browser holds earlier work."""
    key = start_key(request)
    if key and Enrolment.objects.filter(anonymous_key=key).exists():
        return reverse("courses:claim")
    return None
