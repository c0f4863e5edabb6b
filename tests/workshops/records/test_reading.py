"""The record as everybody reads it: whole, honest about what is missing, cheap, and safe for people."""

import re

import pytest
from django.test import Client

from base import generation
from base.translated import Translated
from organizations.models import Organization
from tests.organizations.builders import a_fictional_one, browser_of, somebody
from tests.reference.builders import a_source, a_term, both
from tests.workshops.builders import a_commitment, a_session
from tests.workshops.records.rooms import PHASES, Room, a_room, sent_finding, together
from workshops.enums import SessionKind
from workshops.models import Finding, ForumRecord, RecordPresence, SessionPart

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def room(arranged) -> Room:
    made = a_room()
    made.paste()
    one, two = Finding.objects.order_by("number")
    made.save(
        together(
            sent_finding(one, phases=[PHASES[0]], kind="obstacle", same_as="2"),
            sent_finding(two, kind="consensus", is_interpretation="on"),
        )
    )
    panel = a_session(made.event, kind=SessionKind.PANEL, title=both("The panel"), is_inferred=True)
    SessionPart.objects.create(
        session=panel,
        organization=Organization.objects.get(code="casa"),
        contribution=both("How they adapted"),
        fact_status="source_document",
    )
    record = ForumRecord.objects.get()
    ForumRecord.objects.filter(pk=record.pk).update(summary=Translated(es="Solo en español <b>"))
    for actor, number in (("care_provider", 3), ("donor", 12)):
        a_term("actor_type", actor)
        RecordPresence.objects.create(record=record, actor_type=actor, number=number)
    record.sources.add(a_source(citation=both("The article")))
    a_commitment(
        event=made.event, owner=a_fictional_one(code="demo"), fact_status="illustrative", text=both("Made up")
    )
    made.publish()
    return made


def read(address: str, browser: Client | None = None) -> str:
    answer = (browser or Client()).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_tells_everything(room):
    html = read(room.public)

    for words in (
        "The panel (en)",
        "How they adapted (en)",
        "place in the programme is inferred",
        "What each working session found",
        '<a href="#f2">no. 2 (Consensus)</a>',
        '<a href="#f1">no. 1 (Obstacle)</a>',
        "Our reading",
        "The article (en)",
        "Edition 1, published on",
        "0 of 1 commitments done",
        "0 of 1 illustrative commitments done",
        "Illustrative (fictional)",
    ):
        assert words in html


def test_a_phase_of_which_nothing_is_said_says_so(room):
    html = read(room.public)
    ForumRecord.objects.update(fact_status="source_document")
    room.publish()

    assert html.count("Nothing was recorded for this phase.") == 1
    assert read(room.public).count("No phase-specific statements in the source.") == 1


def test_fewer_than_five_people_are_not_counted_anywhere(room):
    data = Client().get(f"{room.public}chiapas.json").json()

    assert '<strong class="num">&lt;5</strong>' in read(room.public)
    assert '<strong class="num">12</strong>' in read(room.public)
    assert [(row["number"], row["fewer_than"]) for row in data["room"]] == [(None, 5), (12, None)]


def test_a_text_in_the_other_language_alone_says_so(room):
    html = read(room.public)

    assert '<p lang="es">Solo en español &lt;b&gt;</p><p class="only-in">(only in Spanish)</p>' in html
    assert "(solo en español)" not in read("/es/eventos/chiapas/relatoria/")


def test_an_organization_that_is_hidden_later_is_gone_from_every_way_of_reading(room):
    browser = browser_of(somebody("Ana"))
    assert "Casa Abierta" in read(room.public, browser)

    Organization.objects.filter(code="casa").update(is_hidden=True)
    generation.bump()

    assert "Casa Abierta" not in read(room.public, browser)
    assert "Keep a list of contacts" not in read(room.public, browser)
    for ending in ("json", "csv"):
        assert "Casa Abierta" not in Client().get(f"{room.public}chiapas.{ending}").content.decode()


def test_strangers_get_the_page_from_memory_and_known_people_in_few_queries(
    room, django_assert_max_num_queries
):
    stranger, ana = Client(), browser_of(somebody("Ana"))
    read(room.public, stranger), read(room.public, ana)

    with django_assert_max_num_queries(1):
        read(room.public, stranger)
    with django_assert_max_num_queries(5):
        read(room.public, ana)


def test_two_readers_share_the_frame_and_nothing_of_their_own(room):
    ana, berta = browser_of(somebody("Ana")), browser_of(somebody("Berta"))

    pages = [read(room.public, browser) for browser in (ana, berta, room.browser, Client())]

    assert [("Ana" in page, "Berta" in page) for page in pages] == [
        (True, False),
        (False, True),
        (False, False),
        (False, False),
    ]
    assert ["/teach/events/chiapas/record/" in page for page in pages] == [False, False, True, False]
    tokens = [set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)) for page in pages]
    assert [len(found) for found in tokens] == [1, 1, 1, 0]
    assert len(set.union(*tokens)) == 3


def test_fifty_findings_stand_on_a_page_and_all_on_the_printed_one(room):
    room.paste("\n".join(f"obstacle | number {n}" for n in range(70)))
    room.publish()

    counts = [
        read(address).count('<li id="f')
        for address in (room.public, f"{room.public}?page=2", f"{room.public}print/")
    ]

    assert counts == [50, 22, 72]
    assert Client().get(f"{room.public}?page=3").status_code == 404
    assert Client().get(f"{room.public}chiapas.csv").content.decode().count("number ") == 70


def test_the_page_of_a_person_takes_no_more_queries_with_many_findings(room, django_assert_max_num_queries):
    room.paste("\n".join(f"obstacle | number {n}" for n in range(300)))
    room.publish()
    ana = browser_of(somebody("Ana"))
    read(room.public, ana)
    generation.bump()

    with django_assert_max_num_queries(20):
        read(room.public, ana)
    with django_assert_max_num_queries(5):
        read(room.public, ana)
