import time
import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Site

from courses.models import Enrolment
from home.management.commands import tick
from tests.home.builders import lesson, module

pytestmark = pytest.mark.django_db


def test_a_page_whose_time_has_come_is_published_once(content):
    due = lesson(1)
    due.unpublish()
    due = lesson(1)
    due.go_live_at = timezone.now() + timedelta(milliseconds=300)
    due.save_revision().publish()
    assert not lesson(1).live
    time.sleep(0.4)

    call_command("tick")
    call_command("tick")

    assert lesson(1).live


def test_work_nobody_came_back_to_is_forgotten_after_ninety_days(content):
    now = timezone.now()
    old, recent = (
        Enrolment.objects.create(
            anonymous_key=uuid.uuid4(),
            module_key=module().translation_key,
            enrolled_at=now - timedelta(days=days),
        )
        for days in (91, 89)
    )

    call_command("tick")

    assert list(Enrolment.objects.filter(pk__in=[old.pk, recent.pk])) == [recent]


def test_one_failing_duty_keeps_no_other_from_being_done_and_is_told(monkeypatch):
    done = []

    def failing(now) -> None:
        raise ValueError("no")

    monkeypatch.setattr(tick, "DUTIES", (failing, done.append))

    with pytest.raises(CommandError, match="failing"):
        call_command("tick")

    assert len(done) == 1


def test_the_site_follows_its_address_until_somebody_sets_it_by_hand(content, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://puentes.example"
    call_command("tick")
    followed = Site.objects.get()

    Site.objects.update(hostname="by-hand.example")
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:9000"
    call_command("tick")

    assert (followed.hostname, followed.port) == ("puentes.example", 443)
    assert Site.objects.get().hostname == "by-hand.example"
