"""From the workbench to review, and what opening it costs."""

import json
import time

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage, WorkflowState, WorkflowTask

from courses.content_checks import checks_of
from courses.enums import CheckLevel
from courses.models import LessonPage, ModulePage, ReviewTask
from courses.workflow import ask_for_changes, is_in_review, waiting_rows
from tests.courses.authors import item, quiz
from tests.courses.builders import add_lesson, person
from tests.courses.workbench.benches import (
    TEXT,
    address,
    everything,
    opened,
    send,
    write,
)

pytestmark = pytest.mark.django_db


# --- Review


def test_a_module_that_lacks_something_is_saved_and_not_sent(client, pilot, ana):
    data = opened(client, pilot)
    write(data, {"module-summary": ""})

    response = send(client, pilot, data, do="review")

    assert response.status_code == 302
    assert ModulePage.objects.get(pk=pilot.pk).summary == ""
    assert "The summary is missing." in client.get(address(pilot)).content.decode()
    assert WorkflowState.objects.count() == 0


# --- What it costs


def test_a_module_of_thirty_lessons_and_sixty_questions_opens_in_as_many_queries(client, pilot, ana, other):
    client.get(address(pilot))
    with CaptureQueriesContext(connection) as small:
        client.get(address(pilot))
    for number in range(2, 31):
        asked = [item(pilot, f"L{number}-Q{place}") for place in (1, 2)]
        add_lesson(pilot, number=number, body=[("quiz", quiz(pilot, f"L{number}-K", *asked))])

    # What is kept for each content generation is read once more after the change.
    client.get(address(pilot))
    with CaptureQueriesContext(connection) as large:
        began = time.process_time()
        response = client.get(address(pilot))
        took = time.process_time() - began

    assert response.content.count(b'<li class="wb-lesson"') >= 30
    # How old the content is may be asked once more when a second has passed.
    assert len(large) <= len(small) + 1
    assert took < 3


def test_a_whole_module_is_sent_to_review_with_its_lessons_and_closed_for_its_trainer(client, pilot, ana):
    steps = Workflow.objects.create(name="Review of modules")
    WorkflowTask.objects.create(workflow=steps, task=ReviewTask.objects.create(name="Review"), sort_order=0)
    WorkflowPage.objects.create(page=pilot.get_parent(), workflow=steps)
    LessonPage.objects.update(body=json.dumps([TEXT]))
    data = opened(client, pilot)
    write(data, {"module-title": "Ready to be read"})

    send(client, pilot, data, do="review")

    pages = {str(page.pk) for page in [pilot, *LessonPage.objects.child_of(pilot)]}
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    assert set(states.values_list("object_id", flat=True)) == pages
    closed = client.get(address(pilot))
    assert "Send to review" not in closed.content.decode()
    assert "The module is with its reviewers." in closed.content.decode()
    assert send(client, pilot, data, do="review").status_code == 302
    before = everything()
    write(data, {"module-title": "Changed in spite of it"})
    assert send(client, pilot, data).status_code == 409
    assert everything() == before


def test_without_reviewers_the_module_stays_a_draft_and_the_trainer_is_told(client, pilot, ana):
    WorkflowPage.objects.all().delete()
    LessonPage.objects.update(body=json.dumps([TEXT]))

    response = send(client, pilot, opened(client, pilot), do="review")

    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert told == ["Nobody reviews modules on this site yet, so it stays a draft."]
    assert WorkflowState.objects.count() == 0


def with_steps(page) -> None:
    """Let modules go through one step, and let the lessons of this one be complete."""
    steps = Workflow.objects.create(name="Review of modules")
    WorkflowTask.objects.create(workflow=steps, task=ReviewTask.objects.create(name="Review"), sort_order=0)
    WorkflowPage.objects.create(page=page.get_parent(), workflow=steps)
    LessonPage.objects.update(body=json.dumps([TEXT]))


def test_a_trainer_takes_the_module_back_at_the_workbench(client, pilot, ana):
    with_steps(pilot)
    send(client, pilot, opened(client, pilot), do="review")
    during = client.get(address(pilot)).content.decode()

    taken = client.post(address(pilot), {"do": "withdraw"})

    assert ['value="withdraw"' in during, taken.status_code, is_in_review(pilot)] == [True, 302, False]
    assert "Send to review" in client.get(address(pilot)).content.decode()
    assert client.post(address(pilot), {"do": "withdraw"}).status_code == 302


def test_the_workbench_shows_what_reviewers_ask_for(client, pilot, ana):
    with_steps(pilot)
    send(client, pilot, opened(client, pilot), do="review")
    ask_for_changes(state=waiting_rows(pilot)[0], by=person("rita"), text="Name the <source>.")

    page = client.get(address(pilot)).content.decode()

    assert ["Name the &lt;source&gt;." in page, "Changes are asked for" in page] == [True, True]


def test_a_complete_module_says_how_many_remarks_its_review_page_has(client, pilot, ana):
    with_steps(pilot)
    url = reverse("module_review", args=[pilot.pk])

    response = send(client, pilot, opened(client, pilot))

    number = sum(check.level != CheckLevel.NOTE for check in checks_of(pilot))
    (said,) = [str(message) for message in get_messages(response.wsgi_request)]
    assert f"The review page has {number} remark" in said
    assert url in said
    assert f'<a href="{url}">What else is worth a look' in client.get(address(pilot)).content.decode()
