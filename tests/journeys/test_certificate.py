"""From the quiz to the document in three steps; then whoever holds the code checks it, agreed and revoked."""

import io
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page

from tests.journeys.addresses import LESSONS
from tests.journeys.looks import faults
from tests.journeys.people_on_site import Person, new_email
from tests.journeys.walks import answer, join
from tools.live_site import LiveSite

NAME = "Río Ñandú Güemes"
RECORDS = {"es": "/es/mi-historial/", "en": "/en/my-record/"}
NAMES = {"es": "/es/mi-historial/nombre/", "en": "/en/my-record/name/"}
MOST_STEPS = 3
LESSONS_DONE = """
import uuid
from django.utils import timezone
from courses import actions
from courses.enums import LessonAct
from courses.learners import Learner
from courses.outline import all_outlines
from people.models import User
user = User.objects.get(email={email!r})
outline = next(one for one in all_outlines().values() if one.code == "M1")
for lesson in outline.lessons[:-1]:
    actions.record_act(learner=Learner(user_id=user.pk), lesson_key=lesson.key, act=LessonAct.DONE,
                       fact_id=uuid.uuid4(), now=timezone.now())
"""
DECLARED = """
from django.utils import timezone
from courses import actions
from courses.models import Enrolment
from people.models import User
actions.override_completion(enrolment=Enrolment.objects.get(user__email={email!r}),
                            by=User.objects.get(email="trainer-01@example.org"),
                            reason="Shown in person", now=timezone.now())
"""
REVOKED = """
from django.utils import timezone
from credentials import actions
from credentials.enums import RevocationReason
from credentials.models import Certificate
from people.models import User
one = Certificate.objects.get(holder__email={email!r})
actions.revoke(certificate=one, by=User.objects.get(email="manager-01@example.org"),
               reason=RevocationReason.MISTAKE, note="", now=timezone.now())
"""


def has_done_all_but_the_quiz(person: Person, site: LiveSite, email: str) -> None:
    """Somebody with an account who is about to answer the last questions."""
    join(person, site, email, "Río")
    site.shell(LESSONS_DONE.format(email=email))
    person.goes_to(LESSONS[person.language][-1])


def gets_the_certificate(person: Person) -> Path:
    """From the answered quiz to the document; says the name on the way."""
    answer(person, right=True)
    after_answers = person.steps.count
    person.uses(person.button("Mark as done and finish"))
    person.uses(person.link("Download your certificate"))
    person.writes(person.field("Name on your certificates"), NAME)
    with person.page.expect_download() as download:
        person.opens(person.button("Save and download"))
    assert person.steps.count - after_answers <= MOST_STEPS
    return download.value.path()


def code_in(document: Path) -> str:
    """The code that is printed on a certificate, beside the holder's name."""
    text = pypdf.PdfReader(io.BytesIO(document.read_bytes())).pages[0].extract_text()
    assert NAME in text
    return next(line for line in text.splitlines() if line.count("-") == 6 and len(line) == 34)


def checks(page: Page, reader: Person, code: str) -> str:
    """What somebody without an account reads who types a code; nothing is wrong with the page."""
    page.goto(f"/verify/?language={reader.language}")
    reader.writes(reader.field("Code of the certificate"), code.lower().replace("-", " "))
    reader.uses(reader.button("Check", "certificate"))
    assert page.url.endswith(f"/verify/{code}/")
    assert faults(page) == []
    return page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("language", "width", "scheme", "script", "way"),
    [("es", 360, "dark", False, "finger"), ("en", 1280, "dark", True, "keys")],
)
def test_the_quiz_leads_to_a_certificate_that_others_can_check(
    site, page_at, language, width, scheme, script, way
):
    email, person = new_email(), Person(page_at(width, scheme, script, language), language, way)
    reader = Person(page_at(width, scheme, True, language), language, "mouse")

    has_done_all_but_the_quiz(person, site, email)
    code = code_in(gets_the_certificate(person))

    unnamed = checks(reader.page, reader, code)
    person.goes_to(RECORDS[language])
    person.uses(person.button("Show my name to whoever has the code"))
    named = checks(reader.page, reader, code)
    site.shell(REVOKED.format(email=email))
    revoked = checks(reader.page, reader, code)

    valid, ended = reader.says("Valid", "certificate"), reader.says("Revoked", "certificate")
    assert [(valid in text, NAME in text, ended in text) for text in (unnamed, named, revoked)] == [
        (True, False, False),
        (True, True, False),
        (False, False, True),
    ]
    person.goes_to(RECORDS[language])
    person.sees(person.says("It was issued by mistake"))


@pytest.mark.parametrize(("language", "width", "scheme"), [("es", 360, "dark"), ("en", 1280, "dark")])
def test_nothing_is_wrong_with_the_pages_of_certificates(site, page_at, language, width, scheme):
    email, person = new_email(), Person(page_at(width, scheme, True, language), language, "mouse")
    has_done_all_but_the_quiz(person, site, email)
    site.shell(DECLARED.format(email=email))

    found = {}
    for address in (RECORDS[language], NAMES[language], f"/verify/?language={language}", "/verify/none/"):
        person.page.goto(address)
        found[address] = faults(person.page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
