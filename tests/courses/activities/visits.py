"""What a reader of an activity does, by real requests."""

import re
import uuid

from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from courses.frozen import activity
from courses.models import Quiz
from tests.courses.builders_activities import filled_in

FORM = "application/x-www-form-urlencoded"
SECRETS = ("SECRET-FEEDBACK", "SECRET-MODEL", "SECRET-RUBRIC")
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')


def address(lesson, name: str, code: str, language: str = "en") -> str:
    with translation.override(language):
        return reverse(f"courses:{name}", args=[lesson.translation_key, code])


def address_of_act(lesson, language: str = "en") -> str:
    with translation.override(language):
        return reverse("courses:lesson_act", args=[lesson.translation_key])


def asked() -> tuple:
    """The questions of the quiz as they are asked now."""
    return activity("quiz", Quiz.objects.get(code="check").pk).items


def of_kind(kind: str):
    return next(one for one in asked() if one.content["type"] == kind)


def read(client, lesson, query: str = "") -> str:
    response = client.get(lesson.url + query)
    assert response.status_code == 200
    return response.content.decode()


def part(html: str, anchor: str) -> str:
    """One activity of a page."""
    return re.search(rf'<section[^>]*id="{anchor}".*?</section>', html, re.DOTALL)[0]


def send(client, url: str, data, **headers):
    return client.post(url, data.urlencode(), content_type="application/x-www-form-urlencoded", **headers)


def hand_in(client, lesson, language="en", **fields):
    return send(client, address(lesson, "quiz_attempts", "check", language), filled_in(asked(), **fields))


def choose(client, lesson, html: str, option: str, **changed):
    """Press one of the buttons on the page."""
    card = part(html, "activity-s1")
    data = dict(HIDDEN.findall(card)) | {"option": option} | changed
    return client.post(re.search(r'action="([^"]+)"', card)[1], data)


def send_bytes(client, lesson, body: bytes, *, json: bool):
    """Write a reflection as bytes that no browser would send."""
    return client.post(
        address(lesson, "reflection_entry", "R1"),
        body,
        content_type=FORM,
        headers={"Accept": "application/json" if json else "text/html"},
    )


def write(client, lesson, text: str, *, json: bool = False, language: str = "en", urlencoded=False, **fields):
    """Save a reflection; browsers send it `urlencoded`, which takes more room on its way."""
    data = {"uuid": str(uuid.uuid4()), "happened_at": "", "text": text, **fields}
    headers = {"Accept": "application/json"} if json else {"Accept": "text/html"}
    url = address(lesson, "reflection_entry", "R1", language)
    if urlencoded:
        return client.post(url, urlencode(data), content_type=FORM, headers=headers)
    return client.post(url, data, headers=headers)
