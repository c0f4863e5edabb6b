"""Events from content files: loaded once, then in step with their files, never over what a person changed."""

import datetime

import pytest
import yaml

from home.loading.files import content_folder
from organizations.loading import load_organizations
from reference.keeping import Outcome
from reference.loading import load_reference
from workshops.loading_events import load_events
from workshops.models import Event, EventSession

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 1, 1)
EVENT = {
    "kind": "workshop",
    "title": {"en": "Title", "es": "Título"},
    "summary": {"en": "Summary", "es": "Resumen"},
    "in_days": 30,
    "tracks": [{"code": "a", "name": {"en": "A", "es": "A"}, "capacity": 3}],
    "sessions": [
        {
            "code": "one",
            "kind": "opening",
            "title": {"en": "One", "es": "Uno"},
            "from": "09:00",
            "track": "a",
        },
        {"code": "two", "kind": "closing", "title": {"en": "Two", "es": "Dos"}},
    ],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "events").mkdir()
    write(tmp_path)
    return tmp_path


def write(folder, **changes) -> None:
    text = yaml.safe_dump({**EVENT, **changes})
    (folder / "events" / "made.yaml").write_text(text, encoding="utf-8")


def load(folder, today: datetime.date = TODAY) -> Outcome | str:
    report = load_events(folder, today)
    assert not report.left_out
    return report.outcomes["workshops.event made"]


def test_a_file_becomes_a_public_event_with_its_programme(folder):
    assert load(folder) == Outcome.CREATED

    event = Event.objects.get(slug="made")
    assert (event.live, event.has_unpublished_changes, event.start_date.isoformat()) == (
        True,
        False,
        "2027-01-31",
    )
    assert [(str(one.title), one.start_time) for one in event.sessions.all()] == [
        ("One", datetime.time(9)),
        ("Two", None),
    ]
    assert event.sessions.first().track == event.tracks.get()


def test_days_that_are_counted_are_counted_once(folder):
    load(folder)
    write(folder, capacity=5)

    assert load(folder, TODAY + datetime.timedelta(days=9)) == Outcome.UPDATED
    event = Event.objects.get()
    assert (event.capacity, event.start_date.isoformat()) == (5, "2027-01-31")


def test_sessions_keep_their_rows_when_the_file_changes(folder):
    load(folder)
    before = {str(one.title): one.pk for one in EventSession.objects.all()}
    write(folder, sessions=[*reversed(EVENT["sessions"])])

    assert load(folder) == Outcome.UPDATED
    assert {str(one.title): one.pk for one in EventSession.objects.all()} == before
    assert [str(one.title) for one in Event.objects.get().sessions.all()] == ["Two", "One"]


def test_a_second_load_changes_nothing(folder):
    load(folder)

    assert load(folder) == Outcome.UNCHANGED


@pytest.mark.parametrize("change", ["event", "session", "draft"])
def test_what_a_person_changed_stays(folder, change):
    load(folder)
    event = Event.objects.get()
    if change == "event":
        Event.objects.update(capacity=99)
    elif change == "session":
        EventSession.objects.filter(sort_order=0).update(day_no=2)
    else:
        event.save_revision()
    write(folder, capacity=5)

    assert load(folder) == Outcome.KEPT
    assert Event.objects.get().capacity != 5


def test_what_a_person_deleted_does_not_come_back(folder):
    load(folder)
    Event.objects.all().delete()

    assert load(folder) == Outcome.KEPT
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"place": "nowhere"}, {"date": "soon", "in_days": None}, {"sessions": [{}]}]
)
def test_a_file_that_cannot_be_read_is_named_and_leaves_nothing_behind(folder, wrong):
    row = {key: value for key, value in {**EVENT, **wrong}.items() if value is not None}
    (folder / "events" / "made.yaml").write_text(yaml.safe_dump(row), encoding="utf-8")

    report = load_events(folder, TODAY)

    assert list(report.left_out) == ["events made"]
    assert not Event.objects.exists()


def test_the_events_of_the_repository_are_public_as_reviewed_files():
    load_reference(content_folder() / "reference")
    load_organizations(content_folder())

    report = load_events(content_folder(), TODAY)

    assert report.left_out == {}
    assert {event.slug: (event.live, event.when()) for event in Event.objects.all()} == {
        "advocacy-2015": (True, "November 2015"),
        "chiapas-2019": (True, "2019"),
        "demo-my-day": (True, "31 January 2027"),
        "direct-service-2015": (True, "November 2015"),
        "second-idc-workshop-2015": (True, "December 2015"),
    }
    assert Event.objects.get(slug="chiapas-2019").sources.count() == 2
