"""While reviewers have a module, only the end of its review publishes anything of it."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from courses import workflow
from courses.models import LessonPage
from people.enums import Role
from safeguarding.actions import ask_for_review
from safeguarding.checklist import CODES
from safeguarding.errors import NotReviewed
from safeguarding.models import AuditEntry
from safeguarding.publication import fingerprint_of
from tests.courses import test_workflow
from tests.courses.authors import trainer
from tests.courses.builders import lessons_of
from tests.courses.test_workflow import (
    carrier,
    draft_module,
    edit,
    is_live,
    on_children,
    said_to,
    sign_in,
    state_of,
)
from tests.safeguarding.builders import tick

pytestmark = pytest.mark.django_db

catalogues = test_workflow.catalogues
draft, tania, rita, sofia = (
    test_workflow.draft,
    test_workflow.tania,
    test_workflow.rita,
    test_workflow.sofia,
)


def bulk(client, *pages, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{chosen}&next=/admin/modules/", data)


def test_a_ticked_checklist_lets_nobody_publish_past_the_reviewer(catalogues, sofia):
    page = on_children(catalogues)
    tania = trainer("tania", page)
    pages = [page, *lessons_of(page)]
    workflow.send_to_review(page, by=tania)
    for one in pages:
        tick(one, by=sofia)

    said = said_to(bulk(sign_in(tania), *pages))

    assert is_live(*pages) == [False, False, False]
    assert workflow.is_in_review(page)
    assert [sentence.startswith(f"“{page.title}” is with its reviewers") for sentence in said] == [True]


@pytest.mark.parametrize("role", [Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR])
def test_managers_do_not_publish_past_the_reviewer_either(draft, tania, role):
    workflow.send_to_review(draft, by=tania)
    maria = trainer("maria", draft)
    maria.groups.add(*carrier("template", role).groups.all())

    bulk(sign_in(maria), draft, include_descendants="on")
    bulk(sign_in(maria), draft.get_parent(), include_descendants="on")
    edit(sign_in(maria), lessons_of(draft)[0], **{"action-publish": "1"})

    assert is_live(draft, *lessons_of(draft)) == [False, False, False]
    assert workflow.is_in_review(draft)


def test_a_reviewer_who_corrects_a_lesson_does_not_publish_it_alone(draft, tania, rita):
    rita.groups.add(*tania.groups.all())
    lesson = lessons_of(draft)[0]
    workflow.send_to_review(draft, by=tania)

    response = edit(sign_in(rita), lesson, **{"action-publish": "1"})

    assert "is with its reviewers" in said_to(response)[-1]
    assert is_live(lesson) == [False]
    assert LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().intro == "Changed."


def test_code_that_publishes_is_refused_too(draft, tania):
    workflow.send_to_review(draft, by=tania)
    lesson = lessons_of(draft)[0]

    for publish in (
        lambda: lesson.get_latest_revision().publish(),
        lambda: LessonPage.objects.get(pk=lesson.pk).save_revision().publish(),
        lambda: set_live(LessonPage.objects.get(pk=lesson.pk)),
        lambda: set_live(Page.objects.get(pk=lesson.pk)),
    ):
        with pytest.raises(NotReviewed, match="is with its reviewers"):
            publish()

    assert is_live(lesson) == [False]


def make_due(revision: Revision) -> None:
    """Let the date of a scheduled version lie an hour back."""
    revision.content["go_live_at"] = revision.approved_go_live_at = timezone.now() - datetime.timedelta(
        hours=1
    )
    revision.save()


def set_live(page: Page) -> None:
    page.live = True
    page.save()


def test_a_lesson_that_reviewers_do_not_have_waits_with_its_module(draft, tania):
    first, second = lessons_of(draft)
    for page in (draft, first, second):
        page.save_revision().publish()
    LessonPage.objects.get(pk=first.pk).save_revision(user=tania)
    workflow.send_to_review(draft, by=tania)
    untouched = LessonPage.objects.get(pk=second.pk)

    with pytest.raises(NotReviewed):
        untouched.save_revision().publish()

    # Moving it in the tree lets nobody read anything new.
    untouched.move(first, pos="left")
    assert is_live(second) == [True]


def test_a_date_set_before_the_review_waits_for_its_end(draft, tania, rita):
    lesson = lessons_of(draft)[0]
    lesson.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    lesson.save_revision().publish()
    workflow.send_to_review(draft, by=tania)
    make_due(LessonPage.objects.get(pk=lesson.pk).scheduled_revision)

    call_command("publish_scheduled")
    before = is_live(lesson)
    workflow.approve(state=state_of(draft), by=rita)

    assert before == [False]
    assert is_live(draft, *lessons_of(draft)) == [True, True, True]


def test_once_taken_back_a_module_about_adults_is_published_by_its_trainer(draft, tania):
    workflow.send_to_review(draft, by=tania)
    workflow.withdraw(draft, by=tania)

    bulk(sign_in(tania), draft, *lessons_of(draft))

    assert is_live(draft, *lessons_of(draft)) == [True, True, True]


def test_the_editor_offers_no_publication_meanwhile(draft, tania, rita):
    rita.groups.add(*tania.groups.all())
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])

    before = sign_in(rita).get(url).content.decode()
    workflow.send_to_review(draft, by=tania)
    during = sign_in(rita).get(url).content.decode()

    assert ['name="action-publish"' in html for html in (before, during)] == [True, False]


def test_safeguarding_reviewers_see_that_the_editorial_review_comes_first(catalogues, rita, sofia):
    page = on_children(catalogues)
    tania, first = trainer("tania", page), "It waits for its editorial review first."
    ask_for_review(subject=page.get_latest_revision_as_object(), by=tania, now=timezone.now())
    urls = [reverse("safeguarding_waiting"), reverse("safeguarding_review", args=[page.pk])]

    def seen() -> list[bool]:
        return [first in sign_in(sofia).get(url).content.decode() for url in urls]

    workflow.send_to_review(page, by=tania)
    before = seen()
    workflow.approve(state=state_of(page), by=rita)

    assert (before, seen()) == ([True, True], [False, False])


# --- What is told afterwards


def test_the_second_of_two_reviewers_is_told_who_was_faster(draft, tania, rita):
    olga = carrier("olga", Role.REVIEWER)
    url = reverse("module_review", args=[draft.pk])
    workflow.send_to_review(draft, by=tania)
    workflow.approve(state=state_of(draft), by=rita)

    responses = [sign_in(olga).post(url, {"do": "approve", "text": ""}), sign_in(olga).get(url)]

    sentence = "Rita has already approved this. Nothing was done twice."
    assert [(response.status_code, said_to(response)) for response in responses] == [(302, [sentence])] * 2


def test_the_second_to_tick_a_checklist_is_told_who_was_faster(catalogues, sofia):
    page, petra = on_children(catalogues), carrier("petra", Role.SAFEGUARDING_REVIEWER)
    url = reverse("safeguarding_review", args=[page.pk])
    form = {"fingerprint": fingerprint_of(page.get_latest_revision_as_object()), **dict.fromkeys(CODES, "on")}
    tick(page, by=sofia)

    response = sign_in(petra).post(url, form)

    (said,) = said_to(response)
    assert said.strip() == "Sofia has already ticked this checklist. Nothing was done twice."


def test_only_who_tried_to_publish_is_told_that_reviewers_know_of_it(catalogues, rita):
    page = on_children(catalogues)
    tania = trainer("tania", page)
    url, told = reverse("safeguarding_review", args=[page.pk]), "They have been told when you tried"
    workflow.send_to_review(page, by=tania)

    def seen(user) -> bool:
        return told in sign_in(user).get(url).content.decode()

    before = [seen(rita), seen(tania)]
    ask_for_review(subject=page.get_latest_revision_as_object(), by=tania, now=timezone.now())

    assert (before, [seen(rita), seen(tania)]) == ([False, False], [False, True])


def test_what_reviewers_decide_is_in_the_audit_log_with_their_network(draft, tania, rita):
    url = reverse("module_review", args=[draft.pk])
    workflow.send_to_review(draft, by=tania)
    sign_in(rita).post(url, {"do": "changes", "text": "Name the source."}, REMOTE_ADDR="203.0.113.77")
    workflow.send_to_review(draft, by=tania)
    sign_in(rita).post(url, {"do": "approve", "text": ""}, REMOTE_ADDR="203.0.113.77")

    found = AuditEntry.objects.filter(actor=rita.public_id, act__startswith="module.").order_by("pk")
    rows = [(entry.act, entry.detail, entry.came_from) for entry in found]
    step = {"step": "reviewtask"}
    assert rows == [
        ("module.changes_wanted", step, "203.0.113.0/24"),
        ("module.approved", step, "203.0.113.0/24"),
    ]


def test_a_page_that_waits_for_its_date_is_not_logged_as_published(catalogues, rita):
    page = draft_module(catalogues, go_live_at=timezone.now() + datetime.timedelta(days=3))
    workflow.send_to_review(page, by=trainer("tania", page))
    published = AuditEntry.objects.filter(act="page.published")

    workflow.approve(state=state_of(page), by=rita)
    before = published.count()
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        make_due(revision)
    call_command("publish_scheduled")

    assert (before, published.count()) == (0, 3)
