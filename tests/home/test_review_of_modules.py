"""The workflow as a fresh site has it, and as an administrator leaves it."""

import pytest
from wagtail.models import Workflow, WorkflowPage

from courses.models import ReviewTask, SafeguardingTask
from home.loading.everything import load_content
from home.loading.workflow import ensure_workflow
from tests.home.builders import lesson, module, page

pytestmark = pytest.mark.django_db


def steps(of) -> list[type]:
    return [type(task.specific) for task in of.get_workflow().tasks]


def test_modules_and_lessons_of_both_languages_go_through_review_then_safeguarding(content):
    pages = [module("en"), module("es"), lesson(1, "en"), lesson(1, "es")]

    assert [steps(one) for one in pages] == [[ReviewTask, SafeguardingTask]] * 4
    assert page("about", "en").get_workflow() is None


def test_a_workflow_that_somebody_took_away_stays_away(content):
    WorkflowPage.objects.filter(page=page("learn", "es")).delete()
    module("en").get_workflow().delete()
    before = Workflow.objects.count()

    ensure_workflow()
    load_content(again=True)

    assert Workflow.objects.count() == before
    assert [module(language).get_workflow() for language in ("en", "es")] == [None, None]
