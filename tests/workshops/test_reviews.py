"""The checklist of events, materials and records, as safeguarding reviewers meet it in the admin."""

import pytest
from django.core import mail
from django.urls import reverse

from people.enums import Role
from safeguarding import publication
from safeguarding.models import PublicationReview
from tests.organizations.builders import browser_of, somebody
from tests.reference.builders import a_term
from tests.safeguarding.builders import ALL_TICKED
from tests.workshops.records.rooms import Room, a_room
from workshops.models import Event, ForumRecord

pytestmark = pytest.mark.django_db

QUEUE = "/admin/safeguarding/review/"


@pytest.fixture
def sent(django_capture_on_commit_callbacks) -> Room:
    """The record of a forum about children, which was sent to review."""
    room = a_room()
    room.paste()
    somebody("Sofia", Role.SAFEGUARDING_REVIEWER)
    a_term("population", "children_all", is_child=True)
    Event.objects.filter(pk=room.event.pk).update(population=["children_all"])
    with django_capture_on_commit_callbacks(execute=True):
        room.browser.post(f"{room.address}review/")
    return room


def checklist_of(record: ForumRecord) -> str:
    return reverse("safeguarding_row_review", args=["forumrecord", record.pk])


def sofia():
    return browser_of(somebody("Second", Role.SAFEGUARDING_REVIEWER))


def ticks(record: ForumRecord) -> dict:
    return {"fingerprint": publication.fingerprint_of(record), **dict.fromkeys(ALL_TICKED, "on")}


def test_a_record_that_was_sent_stands_in_the_queue_and_leads_to_its_checklist(sent):
    record = ForumRecord.objects.get()

    queue = sofia().get(QUEUE)

    assert queue.status_code == 200
    assert checklist_of(record) in queue.content.decode()


def test_the_letter_to_reviewers_leads_to_the_checklist_of_the_record(sent):
    addresses = [letter.body for letter in mail.outbox]

    assert any(checklist_of(ForumRecord.objects.get()) in body for body in addresses)


def test_a_reviewer_reads_the_draft_ticks_and_the_record_can_be_published(sent):
    record, browser = ForumRecord.objects.get(), sofia()
    page = browser.get(checklist_of(record)).content.decode()

    answer = browser.post(checklist_of(record), ticks(record))

    assert f"/en/events/{sent.event.slug}/record/draft/" in page
    assert (answer.status_code, answer.headers["Location"]) == (302, QUEUE)
    assert PublicationReview.objects.get().subject_id == str(record.pk)
    assert sent.publish().status_code == 302


def test_one_tick_missing_confirms_nothing(sent):
    record = ForumRecord.objects.get()
    some = ticks(record)
    some.popitem()

    answer = sofia().post(checklist_of(record), some)

    assert answer.status_code == 422
    assert not PublicationReview.objects.exists()


def test_whoever_wrote_in_the_record_reads_why_somebody_else_ticks_it(sent):
    record = ForumRecord.objects.get()
    rosa = sent.rapporteur
    rosa.groups.add(*somebody("Third", Role.SAFEGUARDING_REVIEWER).groups.all())

    page = browser_of(rosa).get(checklist_of(record))
    answer = browser_of(rosa).post(checklist_of(record), ticks(record))

    assert "You worked on this text yourself" in page.content.decode()
    assert answer.status_code == 422
    assert not PublicationReview.objects.exists()


@pytest.mark.parametrize("role", [Role.TRAINER, Role.PROGRAMME_MANAGER, Role.REVIEWER, None])
def test_nobody_else_opens_the_checklist_of_a_row_or_learns_whether_there_is_one(sent, role):
    browser = browser_of(somebody("Otto", *([role] if role else [])))
    known, unknown = checklist_of(ForumRecord.objects.get()), "/admin/safeguarding/review/forumrecord/999999/"

    answers = [browser.get(url) for url in (known, unknown)]

    assert answers[0].status_code == answers[1].status_code != 200
    assert sent.event.title.in_language("en") not in answers[0].content.decode()


@pytest.mark.parametrize("kind", ["user", "lessonpage", "nothing"])
def test_what_passes_no_gate_as_a_row_has_no_checklist(sent, kind):
    assert sofia().get(f"/admin/safeguarding/review/{kind}/1/").status_code == 404


@pytest.mark.parametrize("kind", ["event", "material", "forumrecord"])
def test_rows_of_the_gate_are_known_by_their_kind(kind):
    assert kind in publication.rows()
    assert publication.rows()[kind]._meta.app_label == "workshops"
