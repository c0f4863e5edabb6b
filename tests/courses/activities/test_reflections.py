"""Writing a reflection: what was written last stays, and nobody else reads it."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from courses.activity_errors import OlderTextError
from courses.frozen import activity
from courses.models import ReflectionEntry
from courses.reflections import write_reflection
from tests.courses.builders import person
from tests.courses.builders_activities import reflection

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def question():
    return activity("reflection", reflection().pk)


def write(user, question, text: str, *, minute: int = 0, key=None, **fields) -> ReflectionEntry:
    """Write at so many minutes past noon, by a clock that is right."""
    at = NOON + datetime.timedelta(minutes=minute)
    fields = {"written_at": at, "now": at, **fields}
    return write_reflection(
        user=user,
        reflection=question,
        module_key=uuid.uuid4(),
        text=text,
        key=key or uuid.uuid4(),
        **fields,
    )


def test_a_text_is_kept_and_replaced_by_a_later_one(question):
    ana = person("ana")

    write(ana, question, "First thoughts")
    write(ana, question, "Second thoughts", minute=1)

    entry = ReflectionEntry.objects.get()
    assert (entry.user, entry.text, entry.written_at) == (
        ana,
        "Second thoughts",
        NOON + datetime.timedelta(minutes=1),
    )


def test_the_same_form_twice_changes_nothing(question):
    ana, key = person("ana"), uuid.uuid4()
    first = write(ana, question, "Thoughts", key=key)

    again = write(ana, question, "Thoughts", key=key, now=NOON + datetime.timedelta(hours=1))

    assert again == first
    assert ReflectionEntry.objects.count() == 1


def test_an_older_form_that_arrives_late_changes_nothing_and_says_so(question):
    ana = person("ana")
    write(ana, question, "Newer", minute=5)

    with pytest.raises(OlderTextError):
        write(ana, question, "Older", minute=1, now=NOON + datetime.timedelta(minutes=9))

    assert ReflectionEntry.objects.get().text == "Newer"


def test_a_clock_ahead_does_not_win_for_ever(question):
    ana = person("ana")
    write(ana, question, "From tomorrow", written_at=NOON + datetime.timedelta(days=1), now=NOON)

    write(ana, question, "A minute later", minute=1)

    assert ReflectionEntry.objects.get().text == "A minute later"


def test_a_text_can_be_taken_back(question):
    ana = person("ana")
    write(ana, question, "Said too much")

    write(ana, question, "", minute=1)

    assert ReflectionEntry.objects.get().text == ""


def test_everybody_has_their_own_text_and_sees_no_other(question):
    ana, bruno, admin = person("ana"), person("bruno"), person("admin", is_superuser=True, is_staff=True)
    write(ana, question, "Ana's secret")
    write(bruno, question, "Bruno's secret")

    seen = {
        user: [entry.text for entry in ReflectionEntry.objects.visible_to(user)]
        for user in (ana, bruno, admin)
    }

    assert seen == {ana: ["Ana's secret"], bruno: ["Bruno's secret"], admin: []}
    assert not ReflectionEntry.objects.visible_to(AnonymousUser()).exists()


def test_saving_is_dated_now(question):
    before = timezone.now()

    entry = write(person("ana"), question, "Words", written_at=None, now=before)

    assert (entry.written_at, entry.saved_at) == (before, before)
