"""Two reviewers press at the same moment: one act, one entry in the log, and no error for anybody."""

import threading

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from safeguarding import actions
from safeguarding.errors import ConcernRefusedError
from safeguarding.models import AuditEntry, ConcernReport, Consent, PublicationReview
from tests.courses.builders import lessons_of, module, site_tree, vocabulary
from tests.safeguarding.builders import ALL_TICKED, concern, consent, person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, people) -> list:
    """What `act` returned for each person, all of them started at the same moment."""
    gate, found = threading.Barrier(len(people)), [None] * len(people)

    def do(number: int) -> None:
        try:
            gate.wait()
            with override("en"):
                found[number] = act(people[number])
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[number]) for number in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


@pytest.fixture
def two():
    # Without roles: those of a flushed database lack what migrations gave them.
    return [person("rosa"), person("sofia")]


def test_one_of_two_takes_a_report(two):
    report = concern()

    def take(who):
        try:
            return actions.take_concern(report=report, by=who, now=timezone.now()).owner_id
        except ConcernRefusedError as refusal:
            return str(refusal)

    answers = at_once(take, two)

    owner = ConcernReport.objects.get().owner
    assert sorted(map(str, answers)) == sorted(
        [str(owner.pk), f"{owner.display_name} has taken this report in hand already."]
    )
    assert AuditEntry.objects.filter(act="concern.taken").count() == 1


def test_both_withdraw_a_consent_and_it_is_withdrawn_once(two):
    row = consent()

    at_once(
        lambda who: actions.withdraw_consent(consent=row, by=who, reason=f"{who}.", now=timezone.now()), two
    )

    ended = Consent.objects.get()
    assert ended.withdrawal_reason == f"{ended.withdrawn_by}."
    assert AuditEntry.objects.filter(act="consent.withdrawn").count() == 1


def test_both_tick_a_checklist_and_there_is_one_review(two):
    vocabulary("population", unaccompanied=("No acompañados", "Unaccompanied"))
    page = lessons_of(module(site_tree(), lessons=1)["en"])[0]

    reviews = at_once(
        lambda who: (
            actions.tick_checklist(
                subject=page, by=who, answers=ALL_TICKED, authors=set(), now=timezone.now()
            ).pk
        ),
        two,
    )

    assert len(set(reviews)) == 1
    assert PublicationReview.objects.count() == 1
    assert AuditEntry.objects.filter(act="publication.reviewed").count() == 1
