"""The people of an event: who is stuck comes first, the file says what the screen shows, and letters to them."""

import datetime
import uuid

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from base import generation
from courses.models import Enrolment
from people.enums import Role
from people.models import User
from tests.courses.builders import lessons_of, module, site_tree
from tests.organizations.builders import browser_of, somebody
from tests.reference.builders import both
from tests.workshops.builders import a_registration, a_session, an_event, on_team
from workshops.attendance_actions import mark_all_present
from workshops.enums import ModuleTiming
from workshops.models import Event, EventMessage, EventModule, Registration
from workshops.people_grid import people_page
from workshops.programme import readable

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 9, 15, 30, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def pilot(arranged):
    return module(site_tree(), lessons=2)


@pytest.fixture(scope="module")
def event(arranged, pilot) -> Event:
    made = an_event(slug="day", title=both("Day"))
    EventModule.objects.create(event=made, module_key=pilot["en"].translation_key, timing=ModuleTiming.BEFORE)
    return made


@pytest.fixture(scope="module")
def lead(arranged, event) -> User:
    return on_team(event, somebody("Lead", Role.TRAINER))


@pytest.fixture(scope="module")
def everybody(arranged, event, pilot) -> dict[str, Registration]:
    """Done has completed the module, New came yesterday, Silent did one lesson a month ago, Never did nothing."""
    made = {}
    for name, days in {"Done": 30, "New": 1, "Silent": 40, "Never": 20}.items():
        at = NOW - datetime.timedelta(days=days)
        made[name] = a_registration(event, somebody(name), registered_at=at)
    key, first = pilot["en"].translation_key, lessons_of(pilot["en"])[0].translation_key
    month = NOW - datetime.timedelta(days=30)
    enrol(made["Done"], key, last_activity_at=month, completed_at=month)
    enrol(made["Silent"], key, last_activity_at=month, states={str(first): "done"})
    return made


def enrol(registration: Registration, key: uuid.UUID, **fields) -> None:
    Enrolment.objects.create(user=registration.person, module_key=key, enrolled_at=NOW, **fields)


def page(event: Event):
    generation.bump()
    return people_page(readable(event.pk), 1, NOW)


def test_those_who_are_stuck_come_first_the_longest_silent_on_top(event, everybody):
    found = page(event)

    assert [(row.name, row.state) for row in found.rows] == [
        ("Silent", "stuck"),
        ("Never", "stuck"),
        ("New", "learning"),
        ("Done", "completed"),
    ]
    assert (found.count, found.stuck) == (4, 2)
    assert [row.modules[0].words for row in found.rows] == [
        "1 of 2 done",
        "0 of 2 done",
        "0 of 2 done",
        "0 of 2 done",
    ]


def test_sessions_stand_beside_lessons(event, everybody):
    session = a_session(event)
    mark_all_present(session=session, key=uuid.uuid4(), by=None, now=NOW)

    row = page(event).rows[0]

    assert (row.presences, row.attended.hours, row.took_part) == (["attended"], 1.0, True)


def test_an_event_without_modules_calls_nobody_stuck(everybody):
    plain = an_event()
    a_registration(plain, somebody("Ana"), registered_at=NOW - datetime.timedelta(days=90))

    found = page(plain)

    assert ([row.state for row in found.rows], found.stuck) == (["nothing"], 0)


def test_the_file_says_what_the_screen_shows(event, everybody, lead, django_assert_max_num_queries):
    User.objects.filter(display_name="Never").update(display_name="=1+1")
    generation.bump()

    answer = browser_of(lead).get("/en/teach/events/day/people.csv")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Cache-Control"] == "private, no-store"
    assert len(lines) == 5
    assert any(line.startswith("'=1+1,") for line in lines)


def test_three_steps_lead_to_a_letter_to_those_who_are_stuck(
    event, everybody, lead, django_capture_on_commit_callbacks
):
    EventModule.objects.filter(event=event).update(timing=ModuleTiming.AFTER)
    client = browser_of(lead)
    Registration.objects.update(registered_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    listed = BeautifulSoup(client.get("/en/teach/events/day/people/").content, "html.parser")
    url = listed.select_one("a.btn[href*='to=stuck']")["href"]
    form = BeautifulSoup(client.get(url).content, "html.parser")
    names = [box["value"] for box in form.select("input[name=person]")]
    sent = {"person": names, "subject": "Hello", "text": "Come back.\n\nPlease.", "uuid": uuid.uuid4()}

    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post("/en/teach/events/day/people/message/", sent) for _time in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert EventMessage.objects.get().recipients.count() == len(names)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        row.person.email for row in everybody.values() if str(row.public_id) in names
    )
    assert all(len(letter.to) == 1 for letter in mail.outbox)


@pytest.mark.parametrize(
    "wrong", [{"subject": ""}, {"text": "x" * 5001}, {"text": "a\x00b"}, {"person": []}, {"person": ["1"]}]
)
def test_a_message_that_cannot_go_keeps_what_was_typed(event, everybody, lead, wrong):
    sent = {
        "person": [everybody["New"].public_id],
        "subject": "Hello",
        "text": "Words.",
        "uuid": uuid.uuid4(),
    }

    answer = browser_of(lead).post("/en/teach/events/day/people/message/", sent | wrong)

    assert answer.status_code == 422
    assert not EventMessage.objects.exists()


def test_people_of_another_event_cannot_be_written_to_from_here(event, everybody, lead):
    stranger = a_registration(an_event(), somebody("Strange"))
    sent = {"person": [stranger.public_id], "subject": "Hello", "text": "Words.", "uuid": uuid.uuid4()}

    answer = browser_of(lead).post("/en/teach/events/day/people/message/", sent)

    assert answer.status_code == 422
    assert not EventMessage.objects.exists()
