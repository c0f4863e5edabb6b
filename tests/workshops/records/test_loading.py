"""The record of the Chiapas forum comes from its content file, and stays a person's once a person wrote in it."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from safeguarding.models import PublicationReview
from tests.organizations.builders import somebody
from tests.reference.builders import a_source, a_term
from tests.workshops.builders import a_forum, a_session
from workshops.enums import SessionKind
from workshops.loading_events import event_key
from workshops.loading_records import load_records
from workshops.models import Event, Finding, ForumRecord, RecordEdition, RecordWriter

pytestmark = pytest.mark.django_db
CONTENT = Path(__file__).resolve().parents[3] / "content"
SLUG = "chiapas-2019"


@pytest.fixture(scope="module")
def event(arranged) -> Event:
    a_term("population", "children_all", is_child=True)
    for code in ("identification_evaluation", "implementation"):
        a_term("protocol_phase", code)
    for code in ("idc-chiapas-2019", "idc-chiapas-2019-es"):
        a_source(code=code)
    made = a_forum(slug=SLUG)
    Event.objects.filter(pk=made.pk).update(population=["children_all"])
    a_session(made, kind=SessionKind.CLOSING, key=event_key(SLUG, "session", "s10"))
    return made


def test_the_record_is_published_with_its_review_and_again_changes_nothing(event):
    first, again = load_records(CONTENT), load_records(CONTENT)

    assert (first.left_out, again.left_out) == ({}, {})
    assert [report.lines()[0] for report in (first, again)] == [
        "0 kept, 1 created, 0 updated, 0 unchanged",
        "0 kept, 0 created, 0 updated, 1 unchanged",
    ]
    assert RecordEdition.objects.count() == 1
    assert PublicationReview.objects.filter(origin="content_files").exists()


def test_readers_see_what_the_source_says_and_what_it_does_not(event):
    load_records(CONTENT)

    en, es = (
        Client().get(address).content.decode()
        for address in ("/en/events/chiapas-2019/record/", "/es/eventos/chiapas-2019/relatoria/")
    )

    assert "The child protection authorities lack resources." in en
    assert "A las procuradurías de protección les faltan recursos." in es
    assert en.count("No phase-specific statements in the source.") == 2
    assert en.count("Our reading") == 6
    assert en.count("Told once, as no.") == 2
    assert "The source states no city, no venue, no days and no number of people." in en
    assert "only in Spanish" not in en


def test_what_a_person_wrote_or_took_down_stays(event):
    load_records(CONTENT)
    record = ForumRecord.objects.get()
    RecordWriter.objects.create(record=record, person=somebody("Rosa"), first_at=timezone.now())
    Finding.objects.filter(number=1).update(text={"en": "Theirs"})

    load_records(CONTENT)

    assert Finding.objects.get(number=1).text["en"] == "Theirs"


def test_a_record_without_its_event_waits(event):
    Event.objects.filter(pk=event.pk).update(slug="elsewhere")

    assert load_records(CONTENT).outcomes == {}
    assert not ForumRecord.objects.exists()
