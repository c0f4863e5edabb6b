"""What happens by itself: reminders, seats after a publication, and what is held about a person."""

import datetime
import uuid
import zoneinfo

import pytest
from django.core import mail

from people import erasure, exports
from people.models import User
from tests.organizations.builders import somebody
from tests.workshops.builders import DAY, a_registration, a_session, an_open_event
from workshops.models import AgendaFeed, Event, Registration, RegistrationReminder
from workshops.registration_actions import Choice, cancel, register
from workshops.registration_duties import look_after_registrations
from workshops.registration_signals import look_after

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
ZONE = zoneinfo.ZoneInfo("America/Mexico_City")


def come(event: Event, person: User, **fields) -> Registration:
    said = {"choice": Choice(), "key": uuid.uuid4(), "now": NOW, **fields}
    return register(event=event, person=person, **said)


def at(days_before: int, hour: int) -> datetime.datetime:
    day = DAY - datetime.timedelta(days=days_before)
    return datetime.datetime.combine(day, datetime.time(hour), ZONE)


def subjects() -> list[tuple[str, str]]:
    found = [(one.to[0].partition("@")[0], one.subject) for one in mail.outbox]
    mail.outbox.clear()
    return sorted(found)


def test_reminders_go_out_seven_days_and_one_day_before_once_each(django_capture_on_commit_callbacks):
    event = an_open_event(slug="one")
    early, late = somebody("Early"), somebody("Late")
    a_registration(event, early, changed_at=NOW)
    a_registration(event, late, changed_at=at(5, 12))
    a_registration(event, somebody("Wen"), status="requested", changed_at=NOW)
    moments = [at(8, 12), at(7, 8), at(7, 9), at(7, 10), at(4, 9), at(1, 8), at(1, 9), at(1, 18), at(0, 9)]

    sent = []
    for moment in moments:
        with django_capture_on_commit_callbacks(execute=True):
            look_after_registrations(moment)
        sent.append([name for name, _subject in subjects()])

    assert sent == [[], [], ["early"], [], [], [], ["early", "late"], [], []]
    assert RegistrationReminder.objects.count() == 3


@pytest.mark.parametrize(
    "fields", [{"date_precision": "month"}, {"live": False}, {"cancelled_at": NOW}, {"start_date": None}]
)
def test_nobody_is_reminded_of_what_is_called_off_unknown_or_hidden(
    django_capture_on_commit_callbacks, fields
):
    a_registration(an_open_event(**fields), somebody("Early"), changed_at=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        look_after_registrations(at(7, 10))

    assert subjects() == []


def test_an_event_that_is_published_with_more_seats_offers_them(django_capture_on_commit_callbacks):
    event = an_open_event(capacity=1)
    for name in ("Ana", "Beto"):
        come(event, somebody(name))

    with django_capture_on_commit_callbacks(execute=True):
        draft = Event.objects.get(pk=event.pk)
        draft.capacity = 2
        draft.save_revision().publish()

    assert [one.status for one in Registration.objects.order_by("pk")] == ["registered", "offered"]


def test_a_session_that_is_published_and_taken_out_again_stays_known_to_calendars():
    event = an_open_event()
    session = a_session(event)
    look_after(event.pk)

    session.delete()
    look_after(event.pk)

    known = event.calendar_entries.get(key=session.key)
    assert (known.sequence, known.removed_at is not None) == (1, True)


def test_somebody_who_is_erased_gives_their_seat_to_the_next_and_leaves_no_words():
    event, past = an_open_event(capacity=1), an_open_event(start_date=datetime.date(2026, 1, 1))
    ana, beto = somebody("Ana"), somebody("Beto")
    come(event, ana, choice=Choice(accessibility="A ramp", organization_name="Casa Azul"))
    come(event, beto)
    a_registration(past, ana, accessibility="A ramp", answers={"x": "y"})
    AgendaFeed.objects.create(person=ana, token_hash="x")

    erasure.erase(ana, now=NOW)

    rows = Registration.objects.order_by("event", "pk").values_list("status", "accessibility", "answers")
    assert list(rows) == [("cancelled", "", {}), ("offered", "", {}), ("registered", "", {})]
    assert not Registration.objects.exclude(organization_name="").exists()
    assert not AgendaFeed.objects.exists()


def test_a_copy_of_ones_data_holds_the_registrations_with_every_step():
    event, ana = an_open_event(slug="one"), somebody("Ana")
    mine = come(event, ana, choice=Choice(accessibility="A ramp"))
    cancel(registration=mine, key=uuid.uuid4(), now=NOW, by=ana)

    sections = {one.code: list(one.rows) for one in exports.sections_about(ana)}

    (row,) = sections["registrations"]
    assert (row["event"], row["accessibility"], len(row["steps"])) == ("One (en)", "A ramp", 2)
    assert (sections["invitations"], sections["agenda"]) == ([], [])
