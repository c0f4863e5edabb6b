"""Addresses of scenarios that are read without being played: under the lesson, one for each decision."""

from django.utils.translation import get_language

from courses.outline import OutlineLesson

WORDS = {"en": "scenario", "es": "caso"}


def step_url(lesson: OutlineLesson, code: str, step: str, option: str = "", language: str = "") -> str:
    """The page of a step, or of what follows when `option` is chosen there."""
    url, found = lesson.urls.or_other(language or get_language())
    parts = [code.lower(), step, option] if option else [code.lower(), step]
    return f"{url}{WORDS[found]}/{'/'.join(parts)}/"
