"""Attendance: ticked by the team, from paper, by code; what waited counts once; what counts is the last word."""

import datetime
import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from base import generation
from people.enums import Role
from people.models import User
from tests.organizations.builders import browser_of, somebody
from tests.reference.builders import a_term, both
from tests.workshops.builders import a_registration, a_session, an_event, on_team
from workshops.attendance_actions import (
    Tick,
    check_in,
    close_check_in,
    keep_headcounts,
    mark_all_present,
    open_check_in,
    take_attendance,
)
from workshops.attendance_rules import as_code, attended, closes_at, numbers_in
from workshops.attendance_sheet import sheet_of
from workshops.enums import MarkSource, Presence, RegistrationStatus, SessionKind, TeamRole
from workshops.errors import KeyUsedError, NoSuchCodeError, NotRegisteredError
from workshops.models import (
    Attendance,
    AttendanceMark,
    Event,
    EventSession,
    EventTrack,
    Headcount,
    Registration,
)

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 9, 15, 30, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def event(arranged) -> Event:
    return an_event(slug="day", title=both("Day"))


@pytest.fixture(scope="module")
def session(arranged, event) -> EventSession:
    """From nine to ten in the morning of Mexico, which is from three to four in the afternoon of UTC."""
    return a_session(event, title=both("First"))


@pytest.fixture(scope="module")
def lead(arranged, event) -> User:
    return on_team(event, somebody("Lead", Role.TRAINER))


@pytest.fixture(scope="module")
def ana(arranged, event) -> Registration:
    return a_registration(event, somebody("Ana"))


@pytest.fixture(scope="module")
def eva(arranged, event, ana) -> Registration:
    return a_registration(event, somebody("Eva"))


@pytest.fixture(scope="module")
def waiting(arranged, event, eva) -> Registration:
    return a_registration(event, somebody("Wes"), status=RegistrationStatus.WAITLISTED)


def tick(row: Registration, presence: str = Presence.ATTENDED, **fields) -> Tick:
    return Tick(fields.pop("key", None) or uuid.uuid4(), row, presence, **fields)


def take(session: EventSession, *ticks: Tick) -> int:
    return take_attendance(session=session, ticks=ticks, source=MarkSource.TEAM, by=None, now=NOW)


def known(session: EventSession) -> dict[str, str]:
    rows = Attendance.objects.filter(session=session).select_related("registration__person")
    return {row.registration.person.display_name: row.presence for row in rows}


class OfLength:
    """A session as the rules see one."""

    def __init__(self, pk: int, minutes: int | None = 60, counts: bool = True):
        self.pk = pk
        self.duration = datetime.timedelta(minutes=minutes) if minutes else None
        self.counts_for_attendance = counts


@pytest.mark.parametrize(
    ("presences", "sessions", "hours", "percent", "took_part"),
    [
        ({}, 0, 0.0, 0, False),
        ({1: "attended"}, 1, 1.0, 33, False),
        ({1: "attended", 2: "partial"}, 2, 1.75, 66, False),
        ({1: "attended", 2: "partial", 4: "attended"}, 3, 1.75, 100, True),
        ({1: "absent", 3: "attended"}, 0, 0.0, 0, False),
    ],
)
def test_hours_and_share_follow_from_the_sessions(presences, sessions, hours, percent, took_part):
    programme = [OfLength(1), OfLength(2, 90), OfLength(3, counts=False), OfLength(4, None)]

    found = attended(programme, presences)

    assert (found.sessions, found.of, found.hours, found.percent) == (sessions, 3, hours, percent)
    assert found.reaches(80) is took_part


@pytest.mark.parametrize(
    ("text", "numbers", "wrong"),
    [
        ("1-3, 5", {1, 2, 3, 5}, []),
        ("1 – 3; 5 6", {1, 2, 3, 5, 6}, []),
        ("", set(), []),
        ("0, 7, 3-1, 1-99, x, -4", set(), ["0", "7", "3-1", "1-99", "x", "-4"]),
    ],
)
def test_numbers_of_a_sheet_are_read(text, numbers, wrong):
    assert numbers_in(text, most=6) == (numbers, wrong)


def test_codes_are_compared_without_case_and_spaces():
    assert as_code(" ab-c 4k ") == "ABC4K"
    assert as_code("abcdefghijk") == "ABCDEF"


def test_a_code_works_a_little_longer_than_its_session():
    half = datetime.timedelta(minutes=30)

    assert closes_at(NOW, NOW + half) == NOW + 2 * half
    assert closes_at(NOW, NOW - 4 * half) == NOW + half
    assert closes_at(NOW, None) == NOW + 4 * half


def test_the_mark_that_happened_last_counts_whenever_it_arrives(session, ana):
    earlier, later = NOW - datetime.timedelta(minutes=20), NOW - datetime.timedelta(minutes=5)

    take(session, tick(ana, Presence.ABSENT, happened_at=later))
    take(session, tick(ana, Presence.ATTENDED, happened_at=earlier))

    assert known(session) == {"Ana": "absent"}
    assert AttendanceMark.objects.count() == 2


def test_a_tick_that_comes_twice_counts_once(session, ana):
    same = tick(ana)

    assert (take(session, same), take(session, same)) == (1, 0)
    assert AttendanceMark.objects.count() == 1


def test_the_key_of_another_persons_tick_is_refused_and_nothing_is_half_done(session, ana, eva):
    used = tick(ana)
    take(session, used)

    with pytest.raises(KeyUsedError):
        take(session, tick(eva), tick(eva, key=used.key))
    assert known(session) == {"Ana": "attended"}


def test_all_present_leaves_alone_what_was_said_before(session, ana, eva, waiting):
    take(session, tick(eva, Presence.ABSENT))
    key = uuid.uuid4()

    first, second = (mark_all_present(session=session, key=key, by=None, now=NOW) for _time in range(2))

    assert (first, second) == (1, 0)
    assert known(session) == {"Ana": "attended", "Eva": "absent"}


def test_a_session_of_one_track_asks_for_its_people_alone(event, ana, eva):
    track = EventTrack.objects.create(event=event, name=both("Advocacy"))
    Registration.objects.filter(pk=eva.pk).update(track=track)

    assert [row.name for row in sheet_of(a_session(event, track=track))] == ["Eva"]


def test_numbers_on_the_sheet_stay_when_somebody_cancels(session, ana, eva):
    Registration.objects.filter(pk=ana.pk).update(status=RegistrationStatus.CANCELLED)

    assert [(row.number, row.name) for row in sheet_of(session)] == [(2, "Eva")]


def test_whoever_is_in_the_room_checks_in_with_the_code_once(event, session, ana):
    code = open_check_in(session=session, by=None, now=NOW).code
    key = uuid.uuid4()

    for _time in range(2):
        written = f" {code[:2].lower()} {code[2:]} "
        assert check_in(event=event, person=ana.person, code=written, key=key, now=NOW) == session

    assert known(session) == {"Ana": "attended"}
    assert AttendanceMark.objects.get().source == MarkSource.CODE


def test_yesterdays_code_a_strange_code_and_a_stranger_are_told_apart(event, session, ana, waiting):
    code = open_check_in(session=session, by=None, now=NOW).code
    tomorrow = NOW + datetime.timedelta(days=1)

    def refusal(person, code, now=NOW) -> str:
        with pytest.raises((NoSuchCodeError, NotRegisteredError)) as error:
            check_in(event=event, person=person, code=code, key=uuid.uuid4(), now=now)
        return str(error.value)

    assert "which is over" in refusal(ana.person, code, tomorrow)
    assert "No session has this code" in refusal(ana.person, "ZZZZZ")
    assert "You have no seat" in refusal(waiting.person, code)
    close_check_in(session=session, now=NOW)
    assert "which is over" in refusal(ana.person, code)
    assert known(session) == {}


def test_the_code_of_another_event_opens_nothing(session, ana):
    other = open_check_in(session=a_session(an_event()), by=None, now=NOW).code

    with pytest.raises(NoSuchCodeError):
        check_in(event=session.event, person=ana.person, code=other, key=uuid.uuid4(), now=NOW)


def test_a_code_stays_while_it_works_and_is_another_one_afterwards(session):
    first = open_check_in(session=session, by=None, now=NOW).code
    again = open_check_in(session=session, by=None, now=NOW + datetime.timedelta(minutes=10)).code
    later = open_check_in(session=session, by=None, now=NOW + datetime.timedelta(days=1)).code

    assert first == again != later


def test_numbers_without_names_are_kept_and_taken_back(event):
    keep_headcounts(event=event, counts={"academia": 4, "donor": 2}, by=None, now=NOW)
    keep_headcounts(event=event, counts={"academia": 6, "donor": 0}, by=None, now=NOW)

    assert dict(Headcount.objects.values_list("actor_type", "people")) == {"academia": 6}


def sheet_url(session: EventSession, language: str = "en") -> str:
    words = {"en": "teach/events/day/attendance", "es": "ensenar/eventos/day/asistencia"}
    return f"/{language}/{words[language]}/{session.key}/"


def test_all_present_is_one_button_on_the_sheet(session, lead, ana, eva):
    client = browser_of(lead)
    page = BeautifulSoup(client.get(sheet_url(session)).content, "html.parser")
    key = page.select_one("input[name=uuid]")["value"]

    answer = client.post(sheet_url(session), {"uuid": key, "all": "yes"})

    assert answer.status_code == 303
    assert known(session) == {"Ana": "attended", "Eva": "attended"}


def test_exceptions_and_numbers_come_with_one_form(session, lead, ana, eva):
    sent = {"uuid": uuid.uuid4(), "numbers": "1", f"presence-{eva.public_id}": "partial"}

    answer = browser_of(lead).post(sheet_url(session, "es"), sent)

    assert answer.status_code == 303
    assert known(session) == {"Ana": "attended", "Eva": "partial"}


@pytest.mark.parametrize("numbers", ["1, 9", "x", "1\x002"])
def test_numbers_that_are_none_keep_the_sheet_as_it_was_typed(session, lead, ana, eva, numbers):
    sent = {"uuid": uuid.uuid4(), "numbers": numbers, f"presence-{eva.public_id}": "partial"}

    answer = browser_of(lead).post(sheet_url(session), sent)

    assert answer.status_code == 422
    assert known(session) == {}
    assert BeautifulSoup(answer.content, "html.parser").select_one("#id_numbers_error")


def test_a_phone_sends_one_tick_and_sends_it_again(session, lead, ana):
    client, key = browser_of(lead), uuid.uuid4()
    sent = {"uuid": key, "person": ana.public_id, "presence": "attended"}

    answers = [client.post(sheet_url(session), sent, headers={"accept": "application/json"}) for _n in "12"]

    assert [(one.status_code, one.json()) for one in answers] == [(200, {"kept": str(key)})] * 2
    assert AttendanceMark.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"person": str(uuid.uuid4())}, 409), ({"presence": "asleep"}, 422), ({"uuid": "1"}, 422)],
)
def test_a_tick_that_cannot_be_is_refused_in_words(session, lead, ana, wrong, status):
    sent = {"uuid": uuid.uuid4(), "person": ana.public_id, "presence": "attended", **wrong}

    answer = browser_of(lead).post(sheet_url(session), sent, headers={"accept": "application/json"})

    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)
    assert known(session) == {}


def test_a_participant_is_led_through_the_code_to_being_noted(event, session, ana):
    code = open_check_in(session=session, by=None, now=timezone.now()).code
    client, url = browser_of(ana.person), f"/es/eventos/day/presente/?code={code}"
    page = BeautifulSoup(client.get(url).content, "html.parser")
    sent = {name: page.select_one(f"input[name={name}]")["value"] for name in ("uuid", "code")}

    assert known(session) == {}
    answer = client.post(url, sent)

    assert answer.status_code == 200
    assert known(session) == {"Ana": "attended"}
    assert "asistencia" not in answer.content.decode().lower() or answer.context["session"] == session


def test_check_in_refuses_in_words_and_keeps_the_code(event, session, ana):
    client = browser_of(ana.person)

    answer = client.post("/en/events/day/check-in/", {"uuid": uuid.uuid4(), "code": "nonsense"})

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert page.select_one("#id_code")["value"] == "nonsense"
    assert page.select_one("#id_code_error")


def test_a_stranger_signs_in_and_comes_back_to_the_code(event):
    answer = Client().get("/en/events/day/check-in/?code=ABC23")

    assert answer.status_code == 303
    assert answer["Location"].endswith("?next=/en/events/day/check-in/%3Fcode%3DABC23")


def test_the_code_in_the_room_is_text_and_a_picture(session, lead):
    client, url = browser_of(lead), f"{sheet_url(session)}code/"

    assert client.get(f"{sheet_url(session)}code.svg").status_code == 404
    client.post(url)
    page = BeautifulSoup(client.get(url).content, "html.parser")
    picture = client.get(page.select_one("img.session-qr")["src"])

    assert re.fullmatch(r"[A-Z0-9]{5}", page.select_one(".session-code").text)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    client.post(url, {"close": "yes"})
    assert client.get(f"{sheet_url(session)}code.svg").status_code == 404


URLS = (
    "attendance/",
    "attendance/{key}/",
    "attendance/{key}/print/",
    "attendance/{key}/code/",
    "people/",
    "people.csv",
)


@pytest.mark.parametrize("part", URLS)
def test_nobody_but_those_who_run_the_event_sees_who_was_there(event, session, ana, lead, part):
    url = f"/en/teach/events/day/{part.format(key=session.key)}"
    people = {
        "lead": lead,
        "manager": somebody("Marta", Role.PROGRAMME_MANAGER),
        "rapporteur": on_team(event, somebody("Rap"), TeamRole.RAPPORTEUR),
        "participant": ana.person,
        "other trainer": on_team(an_event(), somebody("Teo", Role.TRAINER)),
    }

    found = {name: browser_of(one).get(url).status_code for name, one in people.items()}

    assert found == {"lead": 200, "manager": 200, "rapporteur": 404, "participant": 404, "other trainer": 404}
    assert Client().get(url).status_code == 404


def test_breaks_and_sessions_of_other_events_have_no_sheet(event, lead):
    pause = a_session(event, kind=SessionKind.BREAK)
    other = a_session(an_event())

    assert [browser_of(lead).get(sheet_url(one)).status_code for one in (pause, other)] == [404, 404]


def test_headcounts_come_by_form_and_refuse_nonsense(event, lead):
    a_term("actor_type", "academia")
    generation.bump()
    client, url = browser_of(lead), "/en/teach/events/day/attendance/numbers/"

    assert client.post(url, {"academia": "-3"}).status_code == 422
    assert client.post(url, {"academia": "12"}).status_code == 303
    assert dict(Headcount.objects.values_list("actor_type", "people")) == {"academia": 12}


def test_queries_do_not_grow_with_the_people(event, session, lead):
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    def more(number: int) -> None:
        people = [somebody(f"P{User.objects.count()}x{n}") for n in range(number)]
        for person in people:
            take(session, tick(a_registration(event, person)))

    client = browser_of(lead)
    urls = (sheet_url(session), "/en/teach/events/day/people/", "/en/teach/events/day/attendance/")
    more(2)
    [queries(url) for url in urls]
    few = [queries(url) for url in urls]
    more(20)

    assert [queries(url) for url in urls] == few
    assert few[1] <= 6
