"""A family takes back its consent: a safeguarding reviewer withdraws it, and the drawing is gone everywhere."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.addresses import SIGN_IN
from tests.journeys.people_on_site import Person
from tools.live_site import LiveSite

MOST_STEPS = 3
# Pages follow within a second, and two of them have to be asked; the disk follows within a minute.
ON_PAGES, ON_DISK = 2.0, 60.0
LESSONS = {
    "es": "/es/aprender/adaptar-un-modelo-de-cuidado/abierto-o-cerrado/",
    "en": "/en/learn/adapting-a-care-model/open-or-closed/",
}
FILE = re.compile(r"/files/r[0-9a-f]{32}/[a-z0-9.-]+")
REPUBLISH = """
from courses.models import LessonPage
from wagtail.models import Revision
for page in LessonPage.objects.filter(slug__in=["open-or-closed", "abierto-o-cerrado"]):
    oldest = Revision.objects.filter(object_id=str(page.pk)).order_by("pk").first()
    print("image" in oldest.content["body"], "image" in str(page.body.raw_data))
"""


def until(condition, seconds: float, page: Page) -> float:
    """Ask again and again until it is so; how long that took. Fails when it takes longer than it may."""
    began = time.monotonic()
    while not condition():
        passed = time.monotonic() - began
        assert passed <= seconds, f"It was not so within {seconds} s."
        page.wait_for_timeout(100)
    return time.monotonic() - began


def files_shown(page: Page, address: str) -> set[str]:
    """The addresses of every size of every image that a lesson shows."""
    answer = page.request.get(address)
    assert answer.status == 200
    return set(FILE.findall(answer.text()))


def on_disk(site: LiveSite, addresses: set[str]) -> list[Path]:
    """The stored files behind these addresses."""
    folder = site.var / "private" / "renditions"
    tokens = {address.split("/")[2] for address in addresses}
    return [path for path in folder.glob("*") if path.stem in tokens]


@pytest.mark.parametrize("language", ["es"])
def test_the_consent_for_a_drawing_is_withdrawn_everywhere_in_three_steps(site: LiveSite, page_at, language):
    stranger = page_at(360, language=language)
    until(lambda: files_shown(stranger, LESSONS["en"]), 90, stranger)
    addresses = {address for lesson in LESSONS.values() for address in files_shown(stranger, lesson)}
    assert len(on_disk(site, addresses)) == len(addresses) == 5
    # The reviewer of the demo reads English.
    reviewer = Person(page_at(1280, language="en"), "en", "mouse")
    reviewer.goes_to(SIGN_IN["en"])
    reviewer.uses(reviewer.button("Sign in as safeguarding reviewer"))
    reviewer.goes_to("/admin/")

    reviewer.uses(reviewer.link("All consents"))
    drawing = reviewer.page.get_by_role("row").filter(has_text="ILLUSTRATIVE")
    reviewer.uses(drawing.get_by_role("link", name=reviewer.says("Withdraw", "consent")))
    reviewer.sees("Casa con la puerta abierta", "¿Abierto o cerrado?", "Open or closed?")
    reviewer.writes(reviewer.page.locator("[name=reason]"), "La familia lo pidió.")
    reviewer.uses(reviewer.button("Withdraw it now"))

    assert reviewer.steps.count <= MOST_STEPS
    statuses = {stranger.request.get(address).status for address in addresses}
    assert statuses == {404}
    until(lambda: not any(files_shown(stranger, lesson) for lesson in LESSONS.values()), ON_PAGES, stranger)
    until(lambda: on_disk(site, addresses) == [], ON_DISK, stranger)
    until(lambda: site.shell(REPUBLISH).split() == ["False"] * 4, ON_DISK, stranger)
    assert not list((site.var / "private" / "images").glob("*.png"))
