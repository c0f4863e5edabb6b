"""Calendar files: two parsers read them, entries keep their names, and what is taken out is called off."""

import datetime
import uuid
import warnings

import icalendar
import pytest
import vobject
from django.core.management import call_command
from django.test import Client

from people.models import User
from tests.organizations.builders import browser_of, somebody
from tests.reference.builders import both
from tests.workshops.builders import DAY, a_registration, a_session, an_event, an_open_event, on_team
from workshops import agendas
from workshops.calendar_entries import keep_entries
from workshops.calendars import UID_DOMAIN
from workshops.cancelling import call_off_event
from workshops.models import Event, EventTrack, RegistrationChange

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
URL = "/en/events/one/event.ics"
LONG = "A; B, C\\ and “ñandú” " * 12


@pytest.fixture(scope="module")
def event(arranged) -> Event:
    made = an_open_event(
        slug="one", venue=both("Secret house"), end_date=DAY + datetime.timedelta(days=1), summary=both(LONG)
    )
    a_session(made, title=both("First; one"), link="https://meet.example.org/x", room=both("Hall, left"))
    a_session(made, title=both("Second"), day_no=2, end_time=None)
    a_session(made, title=both("Coffee"), kind="break")
    a_session(made, title=both("No time"), start_time=None, end_time=None)
    keep_entries(made, now=NOW)
    return made


@pytest.fixture(scope="module")
def ana(arranged, event) -> User:
    person = somebody("Ana")
    mine = a_registration(event, person)
    RegistrationChange.objects.create(registration=mine, status="registered")
    return person


def read(content: bytes) -> dict[str, icalendar.Event]:
    """Title → entry, once both parsers have read the file without a word of complaint."""
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or len(line) > 75 for line in lines)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        calendar = icalendar.Calendar.from_ical(content)
        other = vobject.readOne(content.decode())
    assert calendar.errors == []
    entries = calendar.walk("VEVENT")
    assert [one.errors for one in entries] == [[]] * len(entries)
    assert sorted(one.uid.value for one in other.vevent_list) == sorted(str(one["uid"]) for one in entries)
    zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    assert zones == {one["dtstart"].params["TZID"] for one in entries if "TZID" in one["dtstart"].params}
    return {str(one["summary"]): one for one in entries}


def file_of(client: Client, url: str = URL) -> dict[str, icalendar.Event]:
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-store"
    return read(answer.content)


def test_an_event_and_its_timed_sessions_stand_in_the_file(event):
    found = file_of(Client())

    assert list(found) == ["One (en)", "First; one (en)", "Second (en)"]
    whole, first, second = found.values()
    assert str(whole["uid"]) == f"{event.key}@{UID_DOMAIN}"
    assert (whole["dtstart"].dt, whole["dtend"].dt) == (DAY, DAY + datetime.timedelta(days=2))
    assert first["dtstart"].params["TZID"] == "America/Mexico_City"
    assert first["dtstart"].dt.astimezone(datetime.UTC).isoformat() == "2027-03-09T15:00:00+00:00"
    assert "dtend" not in second
    assert LONG.strip() in str(whole["description"])
    assert {str(one["status"]) for one in found.values()} == {"CONFIRMED"}


def test_house_and_links_are_for_those_who_are_registered_and_for_the_team(event, ana):
    waits = somebody("Wen")
    a_registration(event, waits, status="waitlisted")
    readers = {
        "stranger": Client(),
        "waits": browser_of(waits),
        "Ana": browser_of(ana),
        "team": browser_of(on_team(event, somebody("Lea"))),
    }

    seen = {
        name: [b"Secret house" in said, b"meet.example.org" in said]
        for name, client in readers.items()
        for said in [client.get(URL).content.replace(b"\r\n ", b"")]
    }

    assert seen == {
        "stranger": [False, False],
        "waits": [False, False],
        "Ana": [True, True],
        "team": [True, True],
    }


def test_what_changes_gets_a_higher_number_and_what_is_taken_out_is_called_off(event):
    before = {name: int(one["sequence"]) for name, one in file_of(Client()).items()}
    first, second = event.sessions.filter(kind="presentation").exclude(start_time=None).order_by("day_no")
    first.end_time = datetime.time(11)
    first.save()
    second.delete()

    for _twice in range(2):
        keep_entries(event, now=NOW + datetime.timedelta(hours=1))
    found = file_of(Client())

    after = {name: [int(one["sequence"]), str(one["status"])] for name, one in found.items()}
    assert set(before.values()) == {0}
    assert after == {
        "One (en)": [0, "CONFIRMED"],
        "First; one (en)": [1, "CONFIRMED"],
        "Second (en)": [1, "CANCELLED"],
    }
    one = file_of(Client(), f"/es/eventos/one/sesiones/{second.key}/sesion.ics")
    assert [str(entry["status"]) for entry in one.values()] == ["CANCELLED"]


def test_an_event_that_is_called_off_says_so_in_every_entry(event):
    call_off_event(event=event, reason=both("Storm."), now=NOW, by=somebody("Lea"))

    found = file_of(Client())

    assert {(str(one["status"]), int(one["sequence"])) for one in found.values()} == {("CANCELLED", 1)}


def test_a_session_has_a_file_of_its_own(event):
    session = event.sessions.order_by("pk").first()

    found = file_of(Client(), f"/en/events/one/sessions/{session.key}/session.ics")

    assert list(found) == ["First; one (en)"]


@pytest.mark.parametrize("fields", [{"date_precision": "month"}, {"start_date": None}, {"live": False}])
def test_what_has_no_days_or_is_a_draft_has_no_file(fields):
    an_event(slug="two", **fields)

    assert Client().get("/en/events/two/event.ics").status_code == 404
    assert Client().get(f"/en/events/two/sessions/{uuid.uuid4()}/session.ics").status_code == 404


def test_a_draft_has_no_file_even_for_its_team():
    draft = an_event(slug="two", live=False)

    assert browser_of(on_team(draft, somebody("Lea"))).get("/en/events/two/event.ics").status_code == 404


def test_the_private_address_follows_ones_own_agenda_until_it_is_ended(event, ana):
    client = browser_of(ana)
    answer = client.post("/en/my-events/address/", {"act": "make"})
    url = next(word for word in answer.content.decode().split("<") if "calendar/" in word).partition(">")[2]
    url = "/" + url.split("/", 3)[3]
    assert answer["Cache-Control"] == "private, no-store"

    found = file_of(Client(), url)
    assert [str(one["status"]) for one in found.values()] == ["CONFIRMED"] * 3
    ana.registrations.update(status="cancelled")
    RegistrationChange.objects.create(registration=ana.registrations.get(), number=2, status="cancelled")
    gone = file_of(Client(), url)
    assert {str(one["status"]) for one in gone.values()} == {"CANCELLED"}
    assert all(int(gone[name]["sequence"]) > int(found[name]["sequence"]) for name in found)
    assert client.get("/en/my-events/agenda.ics").status_code == 200
    assert url.rpartition("/")[2] not in client.get("/en/my-events/").content.decode()

    client.post("/en/my-events/address/", {"act": "end"})
    assert Client().get(url).status_code == 404


def test_a_new_address_ends_the_earlier_one_and_a_closed_account_has_none(ana):
    tokens = [agendas.new_feed(ana, NOW) for _twice in range(2)]
    assert [agendas.person_of(token) for token in (*tokens, "x")] == [None, ana, None]

    User.objects.filter(pk=ana.pk).update(is_active=False)

    assert agendas.person_of(tokens[1]) is None


def test_sessions_of_another_track_are_not_in_ones_agenda(event, ana):
    track = EventTrack.objects.create(event=event, name=both("Advocacy"))
    event.sessions.filter(day_no=2).update(track=track)

    content = agendas.agenda_file(ana, NOW)

    assert "Second (en)" not in read(content)


def test_the_minute_command_knows_of_registrations(event):
    call_command("tick", verbosity=0)
