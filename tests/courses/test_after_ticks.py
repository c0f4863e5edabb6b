"""What a reviewer reads before the last tick on a module, and after it."""

import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from courses import workflow
from courses.models import ModulePage
from safeguarding import after_ticks
from tests.courses.authors import sign_in, trainer
from tests.courses.builders import lessons_of
from tests.courses.test_workflow import (  # noqa: F401
    catalogues,
    draft_module,
    is_live,
    rita,
    sofia,
    state_of,
)
from tests.safeguarding.builders import ALL_TICKED, tick

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def _at_once(monkeypatch):
    """What waits for the end of the transaction does not wait: in a test it does not end."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, **_: act())


def waiting_module(catalogues, rita, **fields) -> ModulePage:  # noqa: F811
    """A module on children whose three pages wait for their checklists."""
    page = draft_module(catalogues, population=["children"], **fields)
    workflow.send_to_review(page, by=trainer("tania", page))
    workflow.approve(state=state_of(page), by=rita)
    return page


def ticked_but_for_the_last(page: ModulePage, sofia):  # noqa: F811
    *others, last = [page, *lessons_of(page)]
    for one in others:
        tick(one, by=sofia)
    return last


def send(client: Client, page, user) -> tuple[str, str]:
    """The checklist of a page as a reviewer reads it, and the answer to all its ticks."""
    sign_in(client, user)
    url = reverse("safeguarding_review", args=[page.pk])
    shown = client.get(url)
    form = {"fingerprint": shown.context["form"].initial["fingerprint"], **dict.fromkeys(ALL_TICKED, "on")}
    answer = client.post(url, form, follow=True)
    return shown.content.decode(), answer.content.decode()


def test_while_others_wait_the_checklist_says_that_nothing_is_published_yet(client, catalogues, rita, sofia):  # noqa: F811
    page = waiting_module(catalogues, rita)

    before, after = send(client, page, sofia)

    assert "is not published yet with this tick: 2 other pages" in before
    assert f"“{workflow.draft_of(page)}” may be published now." in after
    assert is_live(page, *lessons_of(page)) == [False] * 3


@pytest.mark.usefixtures("_at_once")
def test_the_last_tick_is_announced_publishes_and_leads_to_what_is_public(client, catalogues, rita, sofia):  # noqa: F811
    page = waiting_module(catalogues, rita)
    last = ticked_but_for_the_last(page, sofia)

    before, after = send(client, last, sofia)

    page.refresh_from_db()
    assert (
        f"the last checklist of the module “{page.title}”. With this tick the module is published" in before
    )
    assert f"The module “{page.title}” is published." in after
    assert f'href="{page.url}"' in after
    assert is_live(page, *lessons_of(page)) == [True] * 3


@pytest.mark.usefixtures("_at_once")
def test_a_date_to_come_is_said_before_and_after(client, catalogues, rita, sofia):  # noqa: F811
    opens_at = timezone.now() + datetime.timedelta(days=3)
    page = waiting_module(catalogues, rita, go_live_at=opens_at)
    last = ticked_but_for_the_last(page, sofia)

    before, after = send(client, last, sofia)

    assert "With this tick it is approved, and it is published with its lessons on" in before
    assert f"The module “{page.title}” is approved. It is published on" in after
    assert is_live(page, *lessons_of(page)) == [False] * 3


def test_nothing_is_foreseen_for_a_page_that_is_in_no_review_and_for_who_wrote_it(catalogues, rita, sofia):  # noqa: F811
    outside = draft_module(catalogues, population=["children"])

    assert after_ticks.foreseen(outside, sofia) == ""
    workflow.send_to_review(outside, by=sofia)
    workflow.approve(state=state_of(outside), by=rita)
    assert after_ticks.foreseen(outside, sofia) == ""


def test_points_without_a_tick_are_marked_one_by_one(client, catalogues, rita, sofia):  # noqa: F811
    page = waiting_module(catalogues, rita)
    sign_in(client, sofia)
    url = reverse("safeguarding_review", args=[page.pk])
    form = dict.fromkeys(ALL_TICKED, "on")
    form["fingerprint"] = client.get(url).context["form"].initial["fingerprint"]
    del form["law_is_dated"]

    answer = client.post(url, form)

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "1 point is not ticked yet" in words
    assert words.count('aria-invalid="true"') == 1
    assert "SG-14: not ticked yet" in words
