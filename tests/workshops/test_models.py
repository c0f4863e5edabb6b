"""What the tables of events hold together by themselves."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from base.enums import DatePrecision
from people.enums import Role
from tests.organizations.builders import a_mentioned_body, somebody
from tests.reference.builders import both
from tests.workshops.builders import (
    DAY,
    a_commitment,
    a_finding,
    a_forum,
    a_record,
    a_registration,
    a_session,
    an_event,
    on_team,
)
from workshops.clocks import moment
from workshops.enums import CommitmentStatus, TeamRole
from workshops.errors import ImpossibleTimeError
from workshops.models import Commitment, CoOwnership, Event, EventSeries, Finding, Registration

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (None, None, "day", ""),
        (datetime.date(2019, 1, 1), None, "year", "2019"),
        (datetime.date(2015, 11, 1), None, "month", "November 2015"),
        (datetime.date(2027, 3, 9), None, "day", "9 March 2027"),
        (datetime.date(2027, 3, 9), datetime.date(2027, 3, 9), "day", "9 March 2027"),
        (datetime.date(2027, 3, 9), datetime.date(2027, 3, 10), "day", "9 March 2027 to 10 March 2027"),
    ],
)
def test_dates_are_told_no_finer_than_they_are_known(start, end, precision, words):
    assert Event(start_date=start, end_date=end, date_precision=precision).when() == words


def test_only_an_event_whose_days_are_known_has_sessions_on_the_calendar():
    known, by_month = an_event(), an_event(date_precision=DatePrecision.MONTH)

    assert a_session(known, day_no=2).starts_at.isoformat() == "2027-03-10T09:00:00-06:00"
    assert a_session(by_month).starts_at is None


def test_an_hour_that_clocks_leave_out_is_refused():
    day = datetime.date(2027, 3, 14)

    with pytest.raises(ImpossibleTimeError):
        moment(day, datetime.time(2, 30), "America/New_York")
    assert moment(day, datetime.time(3, 30), "America/New_York").utcoffset() == datetime.timedelta(hours=-4)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: an_event(end_date=DAY - datetime.timedelta(days=1)),
        lambda: a_session(an_event(), start_time=datetime.time(10), end_time=datetime.time(9)),
        lambda: a_commitment(status=CommitmentStatus.FULFILLED_REPORTED),
        lambda: a_commitment(owner=a_mentioned_body()),
        lambda: CoOwnership.objects.create(commitment=a_commitment(), organization=a_mentioned_body()),
    ],
)
def test_the_database_refuses_what_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()


def test_two_events_are_never_the_third_of_a_series():
    series = EventSeries.objects.create(slug="regional", name=both("Regional forum"))
    an_event(series=series, ordinal=3)

    with pytest.raises(IntegrityError), transaction.atomic():
        an_event(series=series, ordinal=3)


def test_nothing_is_promised_in_the_name_of_a_body_that_is_only_named():
    with pytest.raises(ValidationError):
        Commitment(owner=a_mentioned_body(), text=both("x")).full_clean()


def test_drafts_are_for_their_team_for_reviewers_and_for_those_who_manage():
    draft = an_event(live=False)
    lead = on_team(draft, somebody("Lead", Role.TRAINER))
    rapporteur = on_team(draft, somebody("Rapporteur"), TeamRole.RAPPORTEUR)
    manager, reviewer = somebody("Manager", Role.PROGRAMME_MANAGER), somebody("Reviewer", Role.REVIEWER)
    other = on_team(an_event(), somebody("Other", Role.TRAINER))

    def sees(person, question):
        return draft in getattr(Event.objects, question)(person)

    questions = ("visible_to", "prepared_by", "run_by", "recorded_by")
    assert {
        name: [question for question in questions if sees(person, question)]
        for name, person in {
            "lead": lead,
            "rapporteur": rapporteur,
            "manager": manager,
            "reviewer": reviewer,
            "other trainer": other,
            "stranger": AnonymousUser(),
        }.items()
    } == {
        "lead": [*questions],
        "rapporteur": ["visible_to", "recorded_by"],
        "manager": [*questions],
        "reviewer": ["visible_to"],
        "other trainer": [],
        "stranger": [],
    }


def test_a_registration_is_seen_by_its_person_and_by_those_who_run_the_event():
    event = an_event()
    ana, lead = somebody("Ana"), on_team(event, somebody("Lead", Role.TRAINER))
    rapporteur = on_team(event, somebody("Rapporteur"), TeamRole.RAPPORTEUR)
    own = a_registration(event, ana)

    seen_by = {
        person.display_name: own in Registration.objects.visible_to(person)
        for person in (ana, lead, rapporteur, somebody("Eva"))
    }

    assert seen_by == {"Ana": True, "Lead": True, "Rapporteur": False, "Eva": False}


def test_findings_are_public_with_their_record_and_their_event():
    record = a_record(a_forum())
    finding = a_finding(record, is_public=True)
    stranger = AnonymousUser()

    assert not Finding.objects.visible_to(stranger).exists()
    record.live = True
    record.save()
    assert list(Finding.objects.visible_to(stranger)) == [finding]


def test_lateness_follows_from_the_date_and_is_not_stored():
    kept = a_commitment(due_date=DAY, status=CommitmentStatus.IN_PROGRESS)
    a_commitment(due_date=None)
    a_commitment(due_date=DAY, status=CommitmentStatus.WITHDRAWN)
    after = DAY + datetime.timedelta(days=1)

    assert list(Commitment.objects.late(DAY)) == []
    assert list(Commitment.objects.late(after)) == [kept]
    assert (kept.is_late(DAY), kept.is_late(after)) == (False, True)
