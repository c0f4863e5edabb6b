"""A rapporteur publishes a record of twenty findings and ten commitments that she pasted, on one page."""

import pytest
from playwright.sync_api import Page

from tests.journeys.addresses import SIGN_IN
from tests.journeys.looks import faults, foreign_words
from tests.journeys.pages import sideways_overflow
from tests.journeys.people_on_site import Person
from tools.live_site import LiveSite

MOST_STEPS = 10
WRITE = {"es": "/es/ensenar/eventos/{}/relatoria/", "en": "/en/teach/events/{}/record/"}
READ = {"es": "/es/eventos/{}/relatoria/", "en": "/en/events/{}/record/"}
TYPES = {
    "es": ["Obstáculo", "oportunidades", "CONSENSO", "Buena práctica", "Conclusión"],
    "en": ["Obstacle", "opportunities", "CONSENSUS", "Best practice", "Conclusion"],
}
PROMISE = {"es": "Compromiso", "en": "Commitment"}
DATES = {
    "es": ["30 de junio de 2027", "30/06/2027", "junio de 2027", "sin fecha"],
    "en": ["30 June 2027", "2027-06-30", "June 2027", "no date"],
}
MAKE = """
import datetime
from people.demo import SIGN_INS
from people.models import User
from workshops.models import Event, TeamMember
event = Event.objects.create(
    slug={slug!r}, kind="forum", title={{"es": "Foro", "en": "Forum"}}, summary={{"es": "Foro", "en": "Forum"}},
    start_date=datetime.date(2027, 3, 9),
)
Event.objects.filter(pk=event.pk).update(live=True, population=["children_all"])
rapporteur = User.objects.get(email=SIGN_INS["participant"])
TeamMember.objects.create(event=event, person=rapporteur, role="rapporteur")
"""
# What the second person does on a page of their own.
TICK = """
from django.utils import timezone
from people.demo import SIGN_INS
from people.models import User
from safeguarding import checklist
from safeguarding.actions import tick_checklist
from workshops.models import ForumRecord
from workshops.records.gate import authors_of
record = ForumRecord.objects.get(event__slug={slug!r})
reviewer = User.objects.get(email=SIGN_INS["safeguarding"])
answers = dict.fromkeys(checklist.CODES, True)
tick_checklist(subject=record, by=reviewer, answers=answers, authors=authors_of(record), now=timezone.now())
"""
STATE = """
from workshops.models import Commitment, Finding, ForumRecord
record = ForumRecord.objects.get(event__slug={slug!r})
findings = Finding.objects.filter(record=record, is_public=True)
promises = Commitment.objects.filter(event__slug={slug!r}, is_public=True)
print(record.live, findings.count(), promises.count(), promises.filter(due_date=None).count(), findings.first().phases)
"""


def pasted(language: str) -> str:
    """Twenty findings and ten commitments, as somebody typed them in the room."""
    findings = [f"{TYPES[language][n % 5]} | {language} {n} | | " for n in range(20)]
    owners = ["Organización Demo A", "Demo Organization B", "demo authority e"]
    promises = [
        f"{PROMISE[language]} | {language} promise {n} | {owners[n % 3]} | {DATES[language][n % 4]}"
        for n in range(10)
    ]
    return "\n".join(findings + promises)


def looks_good(page: Page, script: bool) -> bool:
    """Without script nothing can look for faults of accessibility: then its words and its width are looked at."""
    found = faults(page) if script else [*foreign_words(page), *([""] * sideways_overflow(page))]
    assert found == []
    return True


@pytest.mark.parametrize(
    ("language", "width", "way", "script"),
    [("en", 1280, "mouse", True), ("es", 360, "finger", False)],
    ids=["en-desktop", "es-phone-without-script"],
)
def test_a_pasted_record_is_published_in_few_steps(
    site: LiveSite, page_at, language: str, width: int, way: str, script: bool
):
    slug = f"forum-{language}"
    site.shell(MAKE.format(slug=slug))
    person = Person(page_at(width, script=script, language=language), language, way)
    person.goes_to(SIGN_IN[language])
    person.uses(person.button("Sign in as participant"))
    person.goes_to(WRITE[language].format(slug))
    page = person.page

    person.writes(page.locator("#id_lines"), pasted(language))
    person.uses(person.button("Check the lines"))
    person.uses(page.locator("button[name=do][value=save]").first)
    assert page.locator("[data-row]").count() == 30
    person.ticks(page.locator("[name$='-phases']").first)
    if script:
        page.locator("[name$='-text_es']").first.press("Enter")
        assert page.evaluate("document.activeElement.name") == page.locator("[name$='-text_es']").nth(
            1
        ).get_attribute("name")
        with page.expect_navigation():
            page.keyboard.press("Control+s")
    else:
        person.uses(page.locator(".record-save button"))
    person.uses(person.button("Send to review"))
    assert looks_good(page, script)
    site.shell(TICK.format(slug=slug))
    person.uses(person.button("Publish the record"))
    person.sees(person.says("The record is published."))

    assert person.steps.count <= MOST_STEPS
    phase = "['identification_evaluation']"
    assert site.shell(STATE.format(slug=slug)) == f"True 20 10 2 {phase}"
    person.goes_to(READ[language].format(slug))
    person.sees(f"{language} 19", f"{language} promise 9")
    assert looks_good(page, script)
