"""The verbs of registering: seats, the waiting list, offers, and everything sent twice."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction

from people.models import User
from safeguarding.models import AuditEntry
from tests.organizations.builders import a_fictional_one, somebody
from tests.reference.builders import both
from tests.workshops.builders import an_event, an_open_event
from workshops.cancelling import call_off_event
from workshops.enums import SEATED, RegistrationMode, RegistrationStatus
from workshops.errors import FullError, KeyUsedError, OfferOverError, RegistrationRefusedError
from workshops.models import Event, EventTrack, Invitation, Registration, RegistrationChange
from workshops.registration_actions import Choice, add_by_hand, cancel, confirm, decide, register
from workshops.registration_duties import pass_seats_on
from workshops.seats import desk

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
NAMES = "Ana Beto Caro Dani Eva".split()


@pytest.fixture(scope="module")
def people(arranged) -> dict[str, User]:
    return {name: somebody(name) for name in NAMES}


def comes(event: Event, person: User, minutes: int = 0, **fields) -> Registration:
    """`person` registers, so many minutes after the first."""
    at = NOW + datetime.timedelta(minutes=minutes)
    said = {"choice": Choice(), "key": uuid.uuid4(), "now": at, **fields}
    return register(event=event, person=person, **said)


def all_come(event: Event, people: dict[str, User]) -> dict[str, Registration]:
    return {name: comes(event, one, number) for number, (name, one) in enumerate(people.items())}


def standing(event: Event) -> dict[str, str]:
    rows = Registration.objects.filter(event=event).select_related("person").order_by("queued_at", "pk")
    return {row.person.display_name: row.status for row in rows}


def goes(registration: Registration, now: datetime.datetime = NOW + HOUR, **fields) -> Registration:
    said = {"key": uuid.uuid4(), "by": registration.person, **fields}
    return cancel(registration=registration, now=now, **said)


def test_seats_go_to_the_first_and_the_others_wait_in_order(people):
    event = an_open_event(capacity=2)

    made = all_come(event, people)

    assert list(standing(event).values()) == ["registered"] * 2 + ["waitlisted"] * 3
    assert [one.seat for one in made.values()] == [1, 2, None, None, None]
    assert [Registration.objects.ahead_of(made[name]).count() for name in NAMES[2:]] == [0, 1, 2]


def test_a_seat_that_falls_free_is_offered_to_the_first_and_confirmed(people):
    event = an_open_event(capacity=2)
    made = all_come(event, people)

    goes(made["Ana"])

    offered = Registration.objects.get(pk=made["Caro"].pk)
    assert (offered.status, offered.seat, offered.offer_ends_at) == ("offered", 1, NOW + 49 * HOUR)
    mine = confirm(registration=offered, key=uuid.uuid4(), now=NOW + 48 * HOUR)
    assert (mine.status, mine.seat, mine.offer_ends_at) == ("registered", 1, None)
    assert list(mine.changes.values_list("number", "status")) == [
        (1, "waitlisted"),
        (2, "offered"),
        (3, "registered"),
    ]
    assert AuditEntry.objects.filter(act="registration.confirmed", actor=people["Caro"].public_id).exists()


def test_an_offer_that_is_not_taken_goes_to_the_next_and_is_over(people):
    event = an_open_event(capacity=1)
    made = all_come(event, people)
    goes(made["Ana"])

    pass_seats_on(NOW + 48 * HOUR)
    assert standing(event)["Beto"] == "offered"
    pass_seats_on(NOW + 49 * HOUR)
    pass_seats_on(NOW + 49 * HOUR)

    assert standing(event) == {
        "Ana": "cancelled",
        "Beto": "lapsed",
        "Caro": "offered",
        "Dani": "waitlisted",
        "Eva": "waitlisted",
    }
    with pytest.raises(OfferOverError):
        confirm(registration=made["Beto"], key=uuid.uuid4(), now=NOW + 50 * HOUR)


def test_confirming_too_late_passes_the_seat_on_without_waiting_for_the_minute(people):
    event = an_open_event(capacity=1)
    made = all_come(event, people)
    goes(made["Ana"])

    with pytest.raises(OfferOverError):
        confirm(registration=made["Beto"], key=uuid.uuid4(), now=NOW + 49 * HOUR)

    assert (standing(event)["Beto"], standing(event)["Caro"]) == ("lapsed", "offered")


def test_whoever_comes_back_keeps_the_row_and_starts_at_the_end(people):
    event = an_open_event(capacity=1)
    made = all_come(event, people)
    goes(made["Beto"])

    again = comes(event, people["Beto"], 90)

    assert again.pk == made["Beto"].pk
    assert list(standing(event)) == ["Ana", "Caro", "Dani", "Eva", "Beto"]
    assert [one.status for one in again.changes.all()] == ["waitlisted", "cancelled", "waitlisted"]


def test_the_first_who_fits_is_offered_the_seat_though_others_are_ahead(people):
    event = an_open_event(capacity=2)
    tracks = [EventTrack.objects.create(event=event, name=both(name), capacity=1) for name in "AB"]
    chosen = dict(zip(NAMES, [tracks[0], tracks[1], tracks[0], tracks[1], tracks[0]], strict=True))
    made = {
        name: comes(event, people[name], number, choice=Choice(track=chosen[name]))
        for number, name in enumerate(NAMES)
    }

    goes(made["Beto"])

    assert standing(event) == {
        "Ana": "registered",
        "Beto": "cancelled",
        "Caro": "waitlisted",
        "Dani": "offered",
        "Eva": "waitlisted",
    }


def test_an_organization_has_its_quota_by_membership_or_by_name(people):
    event = an_open_event(organization_quota=1)
    body = a_fictional_one()
    choices = [Choice(organization=body)] * 2 + [
        *(Choice(organization_name=name) for name in ("Casa  Azul", "casa azul")),
        Choice(),
    ]

    for number, (name, choice) in enumerate(zip(NAMES, choices, strict=True)):
        comes(event, people[name], number, choice=choice)

    assert list(standing(event).values()) == [
        *("registered", "waitlisted", "registered", "waitlisted", "registered"),
    ]


def test_the_type_of_the_organization_is_kept_as_its_code(people):
    event, untyped = an_open_event(), a_fictional_one(types=())

    typed = comes(event, people["Ana"], choice=Choice(organization=a_fictional_one(types=("authority",))))
    other = comes(event, people["Beto"], choice=Choice(organization=untyped))

    assert (typed.organization_type, other.organization_type) == ("authority", "")


def test_more_seats_are_offered_and_fewer_throw_nobody_out(people):
    event = an_open_event(capacity=2)
    made = all_come(event, people)

    Event.objects.filter(pk=event.pk).update(capacity=4)
    pass_seats_on(NOW + HOUR)
    assert list(standing(event).values()) == ["registered"] * 2 + ["offered"] * 2 + ["waitlisted"]
    Event.objects.filter(pk=event.pk).update(capacity=1)
    goes(made["Ana"], NOW + 2 * HOUR)

    assert list(standing(event).values()) == ["cancelled", "registered", "offered", "offered", "waitlisted"]


def test_nobody_who_comes_new_passes_those_who_wait(people):
    event = an_open_event(capacity=1)
    comes(event, people["Ana"])
    comes(event, people["Beto"], 1)
    Event.objects.filter(pk=event.pk).update(capacity=2)

    comes(event, people["Caro"], 2)

    assert standing(event) == {"Ana": "registered", "Beto": "offered", "Caro": "waitlisted"}


def test_the_same_form_again_gives_the_first_result_and_another_ones_key_is_refused(people):
    event, key = an_open_event(capacity=1), uuid.uuid4()

    first = comes(event, people["Ana"], key=key)
    second = comes(event, people["Ana"], key=key)
    third = comes(event, people["Ana"])

    assert first.pk == second.pk == third.pk
    assert RegistrationChange.objects.count() == 1
    with pytest.raises(KeyUsedError):
        comes(event, people["Beto"], key=key)
    key = uuid.uuid4()
    assert goes(first, key=key).status == goes(first, key=key).status == goes(first).status == "cancelled"
    assert RegistrationChange.objects.count() == 2


def test_nobody_waits_without_having_said_so(people):
    event = an_open_event(capacity=1)
    comes(event, people["Ana"])

    with pytest.raises(FullError):
        comes(event, people["Beto"], may_wait=False)

    assert standing(event) == {"Ana": "registered"}


@pytest.mark.parametrize(
    "fields",
    [
        {"registration": RegistrationMode.CLOSED},
        {"registration": RegistrationMode.INVITATION},
        {"live": False},
        {"registration_opens_at": NOW + HOUR},
        {"registration_closes_at": NOW - HOUR},
        {"start_date": datetime.date(2027, 1, 30)},
        {"cancelled_at": NOW},
    ],
)
def test_a_shut_door_lets_nobody_in(people, fields):
    event = an_open_event(**fields)

    with pytest.raises(RegistrationRefusedError):
        comes(event, people["Ana"])

    assert standing(event) == {}


def test_a_closed_account_and_somebody_who_was_not_admitted_stay_outside(people):
    event = an_open_event()
    User.objects.filter(pk=people["Ana"].pk).update(is_active=False)
    eva = comes(event, people["Eva"])
    decide(event=event, chosen=[eva.public_id], approve=False, key=uuid.uuid4(), now=NOW, by=people["Dani"])

    for name in ("Ana", "Eva"):
        with pytest.raises(RegistrationRefusedError):
            comes(event, people[name])
    assert standing(event) == {"Eva": "declined"}


def test_the_team_admits_people_while_there_are_seats_then_they_wait(people):
    event = an_open_event(registration=RegistrationMode.APPROVAL, capacity=2)
    made, key = all_come(event, people), uuid.uuid4()
    chosen = [made[name].public_id for name in ("Ana", "Beto", "Caro")]
    said = {"event": event, "now": NOW + HOUR, "by": people["Dani"]}

    first = decide(chosen=chosen, approve=True, key=key, **said)
    second = decide(chosen=chosen, approve=True, key=key, **said)
    decide(chosen=[made["Dani"].public_id], approve=False, key=uuid.uuid4(), **said)

    assert (len(first), len(second)) == (3, 0)
    assert {name: standing(event)[name] for name in NAMES} == {
        "Ana": "registered",
        "Beto": "registered",
        "Caro": "waitlisted",
        "Dani": "declined",
        "Eva": "requested",
    }


def test_whom_the_team_invites_needs_no_approval(people):
    event = an_open_event(registration=RegistrationMode.APPROVAL)
    Invitation.objects.create(
        event=event,
        email="ana@example.org",
        token_hash="x",
        expires_at=NOW,
        accepted_at=NOW,
        accepted_by=people["Ana"],
    )

    assert [comes(event, people[name]).status for name in ("Ana", "Beto")] == ["registered", "requested"]


def test_the_team_adds_somebody_though_the_door_is_shut_and_no_seat_too_many(people):
    event = an_event(capacity=1)
    said = {"event": event, "track": None, "now": NOW, "by": people["Eva"]}

    made = [add_by_hand(person=people[name], key=uuid.uuid4(), **said).status for name in NAMES[:3]]

    assert made == ["registered", "waitlisted", "waitlisted"]


def test_what_is_cancelled_or_over_offers_no_seats(people):
    event = an_open_event(capacity=1)
    made = all_come(event, people)

    call_off_event(event=event, reason=both("Storm."), now=NOW, by=people["Eva"])
    goes(made["Ana"])

    assert set(standing(event).values()) == {"cancelled", "waitlisted"}


def test_a_draft_that_is_published_does_not_call_an_event_on_again(people):
    event = an_open_event()
    draft = event.save_revision()
    call_off_event(event=event, reason=both("Storm."), now=NOW, by=people["Eva"])

    Event.objects.get(pk=event.pk).latest_revision.publish()

    found = Event.objects.get(pk=event.pk)
    assert (draft.pk, found.cancelled_at, str(found.cancellation_reason)) == (
        found.live_revision_id,
        NOW,
        "Storm. (en)",
    )


def test_the_database_itself_gives_no_seat_twice(people):
    event = an_open_event()
    said = {"event": event, "seat": 1}
    Registration.objects.create(person=people["Ana"], status="registered", **said)

    for status in ("registered", "cancelled"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Registration.objects.create(
                person=people["Beto"], status=status, event=event, seat=1 if status in SEATED else 2
            )


def test_pages_for_everybody_are_made_anew_when_what_they_say_changes(people, monkeypatch):
    event, bumped = an_open_event(capacity=12), []
    monkeypatch.setattr("workshops.seats.generation.bump", lambda: bumped.append(1))

    seen = [len(bumped) for name in NAMES for _made in [comes(event, people[name])]]

    assert seen == [0, 1, 2, 3, 4]
    with desk(event, now=NOW):
        pass
    assert len(bumped) == 4


def test_every_status_has_a_place_among_those_that_hold_seats_or_do_not():
    assert {status for status in RegistrationStatus if status in SEATED} == {"registered", "offered"}
