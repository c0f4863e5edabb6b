"""Review and publication: an edition is frozen, and nothing public changes before the next one."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client
from django.utils import timezone

from base.translated import Translated
from people.enums import Role
from safeguarding import actions as safeguarding
from safeguarding.errors import ReviewRefusedError
from safeguarding.models import AuditEntry, ReviewRequest
from tests.organizations.builders import browser_of, somebody
from tests.reference.builders import a_term
from tests.safeguarding.builders import ALL_TICKED
from tests.workshops.builders import a_forum
from tests.workshops.records.rooms import Room, a_room, sent_commitment, sent_finding
from workshops.models import Commitment, Event, EventSeries, Finding, ForumRecord, RecordEdition
from workshops.records.gate import authors_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def room(arranged) -> Room:
    made = a_room()
    made.paste()
    return made


@pytest.fixture
def about_children(room) -> Room:
    a_term("population", "children_all", is_child=True)
    Event.objects.filter(pk=room.event.pk).update(population=["children_all"])
    return room


def read(address: str) -> str:
    return Client().get(address).content.decode()


def tick(by, record: ForumRecord):
    return safeguarding.tick_checklist(
        subject=record, by=by, answers=ALL_TICKED, authors=authors_of(record), now=timezone.now()
    )


def test_publishing_makes_findings_and_commitments_public(room):
    before = Client().get(room.public).status_code

    answer = room.publish()

    assert (before, answer.status_code) == (404, 302)
    assert "There is too little space" in read(room.public)
    assert set(Finding.objects.visible_to(AnonymousUser()).values_list("number", flat=True)) == {1, 2}
    assert Commitment.objects.public().count() == 1
    assert AuditEntry.objects.get(act="record.published").detail == {"edition": 1}


def test_later_edits_change_nothing_public_until_it_is_published_again(room):
    room.publish()
    room.save(sent_finding(Finding.objects.get(number=1), text_en="Another wording"))
    room.save(sent_commitment(Commitment.objects.get(), text_en="Another promise", due=""))
    room.paste("conclusion | New line")

    draft = read(room.public)
    promise = Commitment.objects.get()
    assert ("Another wording" in draft, "Another promise" in draft, "New line" in draft) == (False,) * 3
    assert (promise.text["en"], promise.due_date is None) == ("Keep a list of contacts", False)
    assert Finding.objects.get(number=1).public_text == Translated(en="There is too little space")

    room.publish()

    now = read(room.public)
    promise.refresh_from_db()
    assert ("Another wording" in now, "New line" in now) == (True, True)
    assert (promise.text["en"], promise.due_date, promise.drafted) == ("Another promise", None, {})
    assert Finding.objects.get(number=1).public_text == Translated(en="Another wording")
    assert "What changed since the edition before" in now
    assert "<del>There is too little space</del> <ins>Another wording</ins>" in now


def test_publishing_twice_is_one_edition(room):
    room.publish()
    room.publish()

    assert RecordEdition.objects.count() == 1


def test_a_line_taken_out_is_public_until_the_next_edition(room):
    room.publish()
    room.save({"do": f"remove:{Finding.objects.get(number=1).key}"})

    assert "There is too little space" in read(room.public)
    room.publish()
    assert "There is too little space</p>" not in read(room.public)


def test_a_public_promise_is_not_taken_out(room):
    room.publish()

    room.save({"do": f"remove:{Commitment.objects.get().key}"})

    assert Commitment.objects.get().removed_at is None


def test_taking_it_down_hides_it_with_its_lines_and_keeps_the_editions(room):
    room.publish()

    room.publish("unpublish")
    room.publish("unpublish")

    assert Client().get(room.public).status_code == 404
    assert not Finding.objects.visible_to(AnonymousUser()).exists()
    assert not Commitment.objects.public().exists()
    assert RecordEdition.objects.count() == 1
    assert AuditEntry.objects.filter(act="record.unpublished").count() == 1


def test_an_empty_record_and_one_of_a_draft_are_not_published(room):
    empty, hidden = a_room("empty"), a_room("hidden", live=False)
    hidden.paste("obstacle | x")

    answers = {made.event.slug: made.publish() for made in (empty, hidden)}

    assert {slug: answer.status_code for slug, answer in answers.items()} == {"empty": 422, "hidden": 422}
    assert "There is nothing in this record yet" in answers["empty"].content.decode()
    assert "Publish the event itself first" in answers["hidden"].content.decode()


def test_about_children_nothing_is_published_without_a_second_person(about_children):
    room = about_children

    answer = room.publish()

    assert answer.status_code == 422
    assert "a second person ticks the publication checklist" in answer.content.decode()
    assert not RecordEdition.objects.exists()


def test_after_the_checklist_the_rapporteur_publishes(about_children):
    room, reviewer = about_children, somebody("Sofia", Role.SAFEGUARDING_REVIEWER)
    room.browser.post(f"{room.address}review/")
    record = ForumRecord.objects.get()
    tick(reviewer, record)

    answer = room.publish()

    assert answer.status_code == 302
    assert RecordEdition.objects.count() == 1


def test_a_word_changed_after_the_checklist_needs_another_look(about_children):
    room = about_children
    tick(somebody("Sofia", Role.SAFEGUARDING_REVIEWER), ForumRecord.objects.get())
    room.save(sent_finding(Finding.objects.get(number=1), text_en="Changed"))

    assert room.publish().status_code == 422


def test_whoever_wrote_in_it_is_no_second_person(about_children):
    with pytest.raises(ReviewRefusedError):
        tick(about_children.rapporteur, ForumRecord.objects.get())


def test_sending_to_review_asks_once(about_children):
    room = about_children

    answers = [room.browser.post(f"{room.address}review/") for _time in range(2)]

    record = ForumRecord.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (record.submitted_by, ReviewRequest.objects.count()) == (room.rapporteur, 1)
    assert AuditEntry.objects.filter(act="record.submitted").count() == 1
    assert len(mail.outbox) <= 1


def test_the_draft_is_read_by_those_who_write_and_review_it(room):
    readers = {
        "rapporteur": room.browser,
        "reviewer": browser_of(somebody("Rita", Role.REVIEWER)),
        "safeguarding reviewer": browser_of(somebody("Sofia", Role.SAFEGUARDING_REVIEWER)),
        "trainer of another event": browser_of(somebody("Otto", Role.TRAINER)),
        "stranger": Client(),
    }

    seen = {
        name: [browser.get(room.public).status_code, browser.get(f"{room.public}draft/").status_code]
        for name, browser in readers.items()
    }

    assert seen == {
        "rapporteur": [200, 200],
        "reviewer": [200, 200],
        "safeguarding reviewer": [200, 200],
        "trainer of another event": [404, 404],
        "stranger": [404, 404],
    }


def test_what_became_of_the_forum_before_is_told(room):
    series = EventSeries.objects.create(slug="regional", name={"es": "Foro", "en": "Forum"})
    Event.objects.filter(pk=room.event.pk).update(series=series, ordinal=2)
    room.publish()
    alone = read(room.public)
    later = a_room("later", series=series, ordinal=3)
    later.paste("challenge | There is too little space\nobstacle | Something new\nobstacle | Linked")
    linked = Finding.objects.get(record__event=later.event, number=3)
    later.save(sent_finding(linked, same_as="2/2"))
    later.publish()

    told = read(later.public)

    assert "No record of an earlier meeting of the series “Forum” is on this site" in alone
    for words in (
        "<dt>Findings said again</dt><dd>2</dd>",
        "<dt>New findings</dt><dd>1</dd>",
        "<dt>Its commitments: carried on</dt><dd>1</dd>",
        "<dt>Its commitments: done</dt><dd>0</dd>",
    ):
        assert words in told


def test_an_event_without_a_record_says_nothing_of_one(room):
    other = a_forum(slug="bare")

    assert "Read the record" not in read(f"/en/forums/{other.slug}/")
    room.publish()
    assert "Read the record" in read(f"/en/forums/{room.event.slug}/")
