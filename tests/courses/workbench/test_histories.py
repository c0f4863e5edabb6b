"""What was written at the workbench has a history like any other page: compared, and taken up again."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision, Workflow, WorkflowPage, WorkflowTask

from courses import workflow
from courses.models import LessonPage, ModulePage, ReviewTask
from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from tests.courses.authors import inline_formset, nested_form_data, rich_text, streamfield
from tests.courses.builders import person
from tests.courses.workbench.benches import draft_of, opened, send, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(client, pilot, ana) -> LessonPage:
    """The lesson of a module, saved twice together with its module and a second lesson."""
    lesson = LessonPage.objects.child_of(pilot).first()
    for intro in ("The first.", "The second."):
        data = opened(client, pilot)
        write(data, {f"lesson-{lesson.translation_key}-intro": intro, "module-title": f"Module: {intro}"})
        assert send(client, pilot, data).status_code == 302
    return LessonPage.objects.get(pk=lesson.pk)


def history_of(client, page) -> str:
    response = client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert response.status_code == 200
    return response.content.decode()


def revisions_of(page) -> list[Revision]:
    return list(Revision.objects.for_instance(page).order_by("pk"))


def test_one_save_stands_in_the_history_of_every_page_it_changed(client, pilot, written):
    found = {page.pk: history_of(client, page) for page in (pilot, written)}

    assert [html.count("Draft saved") >= 2 for html in found.values()] == [True, True]
    for page in (pilot, written):
        first, second = revisions_of(page)[-2:]
        compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
        assert compare in found[page.pk]
        assert reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk]) in found[page.pk]
        assert client.get(compare).status_code == 200


def test_an_earlier_version_is_taken_up_again(client, written):
    earlier = revisions_of(written)[-2]
    url = reverse("wagtailadmin_pages:revisions_revert", args=[written.pk, earlier.pk])

    shown = client.get(url)
    text = ("text", {"body": rich_text("<p>So.</p>"), "fact_status": "", "sources": {"count": "0"}})
    form = {
        "title": written.title,
        "slug": written.slug,
        "intro": earlier.content["intro"],
        "duration_minutes": "8",
        "search_description": "",
        "revision": str(earlier.pk),
        "body": streamfield([text]),
        "comments": inline_formset([]),
    }
    saved = client.post(reverse("wagtailadmin_pages:edit", args=[written.pk]), nested_form_data(form))

    assert (shown.status_code, "The first." in shown.content.decode()) == (200, True)
    assert (saved.status_code, draft_of(written).intro) == (302, "The first.")


def test_a_reviewer_reads_the_history_of_what_waits_for_them_and_no_other(client, pilot, ana, written):
    steps = Workflow.objects.create(name="Review of modules")
    WorkflowTask.objects.create(workflow=steps, task=ReviewTask.objects.create(name="Review"), sort_order=0)
    WorkflowPage.objects.create(page=pilot.get_parent(), workflow=steps)
    rita = person("rita", language="en")
    rita.groups.add(ensure_roles()[Role.REVIEWER])
    reader = Client()
    reader.force_login(User.objects.get(pk=rita.pk))
    first, second = revisions_of(written)[-2:]
    urls = [
        reverse("wagtailadmin_pages:history", args=[written.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[written.pk, first.pk, second.pk]),
    ]

    before = [reader.get(url).status_code for url in urls]
    module = ModulePage.objects.get(pk=pilot.pk)
    workflow.is_handed_over(written, module.get_workflow(), ana)

    assert before == [404, 404]
    assert [reader.get(url).status_code for url in urls] == [200, 200]
