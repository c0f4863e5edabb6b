"""From draft to review to publication: who may do which step, and what nobody can go around."""

import datetime
import threading

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageLogEntry, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from courses import workflow
from courses.models import LessonPage, ModulePage, ReviewTask, SafeguardingTask
from courses.workflow_errors import (
    AlreadyDecidedError,
    NotASecondPersonError,
    NothingToReviewError,
    NotReadyError,
    NotTickedError,
    NoWorkflowError,
)
from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from reference.models import Term
from safeguarding.errors import NotReviewed
from tests.courses.authors import inline_formset, nested_form_data, rich_text, streamfield, trainer
from tests.courses.builders import lessons_of, module, person, site_tree, vocabulary
from tests.safeguarding.builders import tick

pytestmark = pytest.mark.django_db

TEXT = ("text", {"body": "<p>What happened.</p>", "fact_status": "", "sources": []})


@pytest.fixture(autouse=True)
def english():
    """What is said is compared in English."""
    with override("en"):
        yield


@pytest.fixture
def catalogues():
    """Catalogues of both languages, with the workflow on them."""
    trees = site_tree()
    steps = Workflow.objects.create(name="Review of modules")
    for order, (model, name) in enumerate([(ReviewTask, "Review"), (SafeguardingTask, "Safeguarding")]):
        WorkflowTask.objects.create(workflow=steps, task=model.objects.create(name=name), sort_order=order)
    for page in trees.values():
        WorkflowPage.objects.create(page=page, workflow=steps)
    return trees


@pytest.fixture
def draft(catalogues) -> ModulePage:
    """A draft of a module on adults, with two lessons."""
    return draft_module(catalogues)


def draft_module(catalogues, **fields) -> ModulePage:
    vocabulary("population", adults=("Personas adultas", "Adults"), children=("Niñez", "Children"))
    Term.objects.filter(code="children").update(is_child=True)
    fields = {"population": ["adults"], "live": False, **fields}
    page = module(catalogues, lessons=0, languages=("en",), **fields)["en"]
    for number in (1, 2):
        lesson = LessonPage(title=f"Lesson {number}", slug=f"lesson-{number}", live=False, body=[TEXT])
        page.add_child(instance=lesson).save_revision()
    page.save_revision()
    return page


def on_children(catalogues) -> ModulePage:
    return draft_module(catalogues, population=["children"])


def carrier(name: str, *roles: Role) -> User:
    groups = ensure_roles()
    user = person(name, language="en")
    user.groups.add(*[groups[role] for role in roles])
    return User.objects.get(pk=user.pk)


@pytest.fixture
def tania(draft) -> User:
    return trainer("tania", draft)


@pytest.fixture
def rita(catalogues) -> User:
    return carrier("rita", Role.REVIEWER)


@pytest.fixture
def sofia(catalogues) -> User:
    return carrier("sofia", Role.SAFEGUARDING_REVIEWER)


def state_of(page) -> TaskState:
    """The step at which a page waits."""
    return workflow.states_of([page], "in_progress").get().current_task_state


def is_live(*pages) -> list[bool]:
    return [type(page).objects.get(pk=page.pk).live for page in pages]


def test_a_module_and_its_changed_lessons_go_to_review_together(draft, tania):
    workflow.send_to_review(draft, by=tania)

    pages = [draft, *lessons_of(draft)]
    assert [state_of(page).task.specific for page in pages] == [ReviewTask.objects.get()] * 3
    assert workflow.is_in_review(draft)


def test_what_did_not_change_stays_where_it_is(draft, tania):
    for page in [draft, *lessons_of(draft)]:
        page.save_revision().publish()
    lesson = lessons_of(draft)[0]
    lesson.intro = "Changed."
    lesson.save_revision(user=tania)

    workflow.send_to_review(draft, by=tania)

    assert [state.object_id for state in WorkflowState.objects.all()] == [str(lesson.pk)]


def test_sending_twice_changes_nothing(draft, tania):
    workflow.send_to_review(draft, by=tania)
    workflow.send_to_review(draft, by=tania)

    assert WorkflowState.objects.count() == TaskState.objects.count() == 3


def test_nothing_new_is_nothing_to_review(draft, tania):
    for page in [draft, *lessons_of(draft)]:
        page.save_revision().publish()

    with pytest.raises(NothingToReviewError):
        workflow.send_to_review(draft, by=tania)


def test_a_module_with_a_blocking_fault_is_not_sent(catalogues, tania, draft):
    LessonPage.objects.child_of(draft).first().delete()
    lesson = lessons_of(draft)[0]
    lesson.body = []
    lesson.save_revision()

    with pytest.raises(NotReadyError) as refusal:
        workflow.send_to_review(draft, by=tania)

    assert [check.words for check in refusal.value.checks] == ["This lesson has no content yet."]
    assert not WorkflowState.objects.exists()


def test_without_a_workflow_it_says_so(draft, tania):
    Workflow.objects.all().delete()

    with pytest.raises(NoWorkflowError):
        workflow.send_to_review(draft, by=tania)


def test_a_reviewer_without_any_right_on_pages_publishes_by_approving(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)

    workflow.approve(state=state_of(draft), by=rita)

    assert not draft.permissions_for_user(rita).can_publish()
    assert is_live(draft, *lessons_of(draft)) == [True, True, True]


def test_a_lesson_can_be_approved_alone(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)
    first, second = lessons_of(draft)

    workflow.approve(state=state_of(first), by=rita)

    assert is_live(draft, first, second) == [False, True, False]


def test_the_safeguarding_review_is_skipped_when_no_children_are_concerned(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)
    workflow.approve(state=state_of(draft), by=rita)

    rows = TaskState.objects.filter(task=SafeguardingTask.objects.get())
    assert {row.status for row in rows} == {TaskState.STATUS_SKIPPED}


def test_what_is_about_children_waits_for_the_checklist_and_then_goes_on_by_itself(
    catalogues, rita, sofia, django_capture_on_commit_callbacks
):
    page = on_children(catalogues)
    workflow.send_to_review(page, by=trainer("tania", page))
    workflow.approve(state=state_of(page), by=rita)
    pages = [page, *lessons_of(page)]
    assert {type(state_of(one).task.specific) for one in pages} == {SafeguardingTask}

    with pytest.raises(NotTickedError):
        workflow.approve(state=state_of(page), by=sofia)
    for one in pages:
        assert is_live(*pages) == [False, False, False]
        with django_capture_on_commit_callbacks(execute=True):
            tick(one, by=sofia)

    assert is_live(*pages) == [True, True, True]


def test_a_module_that_does_not_say_whom_it_is_about_goes_through_safeguarding_too(catalogues, rita):
    page = draft_module(catalogues, population=[])
    workflow.send_to_review(page, by=trainer("tania", page))

    workflow.approve(state=state_of(page), by=rita)

    assert isinstance(state_of(page).task.specific, SafeguardingTask)


def test_a_draft_that_turns_to_children_after_its_review_is_stopped(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)
    lesson = lessons_of(draft)[0]
    workflow.approve(state=state_of(lesson), by=rita)
    draft.population = ["children"]
    draft.save_revision(user=tania)

    workflow.approve(state=state_of(draft), by=rita)

    assert is_live(draft, *lessons_of(draft)) == [False, True, False]
    assert isinstance(state_of(draft).task.specific, SafeguardingTask)


def test_the_checklist_cannot_be_passed_by_taking_the_step_away(catalogues, rita):
    page = on_children(catalogues)
    WorkflowTask.objects.filter(task=SafeguardingTask.objects.get()).delete()
    workflow.send_to_review(page, by=trainer("tania", page))

    with pytest.raises(NotReviewed):
        workflow.approve(state=state_of(page), by=rita)

    assert is_live(page, *lessons_of(page)) == [False, False, False]
    assert state_of(page).status == TaskState.STATUS_IN_PROGRESS


def test_nobody_approves_what_they_sent(draft, tania):
    tania.groups.add(Group.objects.get(name=Role.REVIEWER.value))
    tania = User.objects.get(pk=tania.pk)
    workflow.send_to_review(draft, by=tania)

    with pytest.raises(NotASecondPersonError):
        workflow.approve(state=state_of(draft), by=tania)

    assert [name for name, *_rest in state_of(draft).task.specific.get_actions(draft, tania)] == ["reject"]


def test_asking_for_changes_sends_the_module_back_with_its_text(
    draft, tania, rita, django_capture_on_commit_callbacks
):
    workflow.send_to_review(draft, by=tania)

    with django_capture_on_commit_callbacks(execute=True):
        workflow.ask_for_changes(state=state_of(lessons_of(draft)[0]), by=rita, text="Name the source.")

    assert not workflow.is_in_review(draft)
    (letter,) = mail.outbox
    assert letter.to == [tania.email]
    assert "Name the source." in letter.body
    assert "Name the source." in letter.alternatives[0].content


def test_the_letter_speaks_the_language_of_its_reader(draft, rita, django_capture_on_commit_callbacks):
    tania = trainer("tania", draft, language="es")
    workflow.send_to_review(draft, by=tania)

    with django_capture_on_commit_callbacks(execute=True):
        workflow.ask_for_changes(state=state_of(draft), by=rita, text="Name the source.")

    assert mail.outbox[0].subject.startswith("Se piden cambios")


def test_reviewers_get_one_letter_for_a_whole_module(
    draft, tania, rita, sofia, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        workflow.send_to_review(draft, by=tania)

    assert [letter.to for letter in mail.outbox] == [[rita.email]]


def test_a_module_that_was_sent_back_is_sent_again(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)
    workflow.ask_for_changes(state=state_of(draft), by=rita, text="Name the source.")

    workflow.send_to_review(draft, by=tania)
    workflow.approve(state=state_of(draft), by=rita)

    assert is_live(draft, *lessons_of(draft)) == [True, True, True]


def test_a_trainer_takes_it_back(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)
    waiting = state_of(draft)

    assert workflow.withdraw(draft, by=tania) == 3

    assert not workflow.is_in_review(draft)
    with pytest.raises(AlreadyDecidedError):
        workflow.approve(state=waiting, by=rita)


def test_the_second_of_two_reviewers_is_told_and_nothing_is_done_twice(draft, tania, rita):
    olga = carrier("olga", Role.REVIEWER)
    workflow.send_to_review(draft, by=tania)
    seen_by_both = state_of(draft)
    workflow.approve(state=seen_by_both, by=rita)

    with pytest.raises(AlreadyDecidedError, match=r"Rita has already approved this\."):
        workflow.ask_for_changes(state=seen_by_both, by=olga, text="Wait.")

    assert TaskState.objects.filter(task=ReviewTask.objects.get()).count() == 3


def test_the_date_of_publication_goes_through_the_workflow(catalogues, rita):
    opens_at = timezone.now() + datetime.timedelta(days=3)
    page = draft_module(catalogues, go_live_at=opens_at)
    workflow.send_to_review(page, by=trainer("tania", page))

    workflow.approve(state=state_of(page), by=rita)

    found = [page, *lessons_of(page)]
    assert is_live(*found) == [False, False, False]
    dates = [type(one).objects.get(pk=one.pk).scheduled_revision.approved_go_live_at for one in found]
    assert {abs(date - opens_at) < datetime.timedelta(seconds=1) for date in dates} == {True}


def test_only_those_with_the_role_are_offered_a_step(draft, tania, rita, sofia):
    workflow.send_to_review(draft, by=tania)
    task = state_of(draft).task.specific

    offered = {user.display_name: bool(task.get_actions(draft, user)) for user in (tania, rita, sofia)}

    assert offered == {"Tania": False, "Rita": True, "Sofia": False}


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_the_same_moment_approve_once(draft):
    # Without roles: those of a flushed database lack what migrations gave them.
    rita, olga = person("rita"), person("olga")
    workflow.send_to_review(draft, by=person("tania"))
    waiting, gate, said = state_of(draft), threading.Barrier(2), []

    def decide(user: User) -> None:
        gate.wait()
        try:
            workflow.approve(state=waiting, by=user)
            said.append("approved")
        except AlreadyDecidedError:
            said.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[user]) for user in (rita, olga)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == ["approved", "told"]
    published = PageLogEntry.objects.filter(action="wagtail.publish", page__in=[draft, *lessons_of(draft)])
    assert published.count() == 3


# --- In the admin


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def said_to(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_trainer_sends_and_takes_back_on_the_page_of_the_review(draft, tania):
    client, url = sign_in(tania), reverse("module_review", args=[draft.pk])

    sent = client.post(url, {"do": "send"})
    in_review = workflow.is_in_review(draft)
    taken = client.post(url, {"do": "withdraw"})

    assert (sent.status_code, in_review) == (302, True)
    assert (taken.status_code, workflow.is_in_review(draft)) == (302, False)


def test_a_reviewer_approves_everything_on_one_page(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)
    client, url = sign_in(rita), reverse("module_review", args=[draft.pk])

    page = client.get(url).content.decode()
    client.post(url, {"do": "approve", "text": ""})

    assert [title in page for title in ("Lesson 1", "Lesson 2", "Approve", "Ask for changes")] == [True] * 4
    assert is_live(draft, *lessons_of(draft)) == [True, True, True]
    assert client.get(url).status_code == 200


def test_asking_for_changes_without_a_word_is_refused(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)

    response = sign_in(rita).post(reverse("module_review", args=[draft.pk]), {"do": "changes", "text": " "})

    assert (response.status_code, workflow.is_in_review(draft)) == (422, True)


def test_the_trainer_reads_what_was_asked_for_on_the_first_page_of_the_admin(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)
    workflow.ask_for_changes(state=state_of(draft), by=rita, text="Name the source.")

    home = sign_in(tania).get(reverse("wagtailadmin_home")).content.decode()

    assert ["Name the source." in home, "Changes are asked for" in home] == [True, True]


def test_the_list_of_modules_says_where_each_one_is(draft, tania, rita):
    opens_at = timezone.now() + datetime.timedelta(days=3)

    def said() -> list[str]:
        html = sign_in(tania).get(reverse("own_modules")).content.decode()
        return [word for word in ("In review", "Changes are asked for", "waits for its date") if word in html]

    workflow.send_to_review(draft, by=tania)
    sent = said()
    workflow.ask_for_changes(state=state_of(draft), by=rita, text="Name the source.")
    back = said()
    page = ModulePage.objects.get(pk=draft.pk)
    page.go_live_at = opens_at
    page.save_revision(user=tania)
    workflow.send_to_review(page, by=tania)
    workflow.approve(state=state_of(page), by=rita)

    assert (sent, back, said()) == (["In review"], ["Changes are asked for"], ["waits for its date"])


def test_what_waits_stands_on_the_first_page_of_its_reviewers_alone(draft, tania, rita, sofia):
    workflow.send_to_review(draft, by=tania)
    url = reverse("module_review", args=[draft.pk])

    homes = {user.display_name: sign_in(user).get(reverse("wagtailadmin_home")) for user in (rita, sofia)}

    assert {name: url in home.content.decode() for name, home in homes.items()} == {
        "Rita": True,
        "Sofia": False,
    }


def test_the_page_of_a_review_is_closed_to_everybody_else(draft, tania, rita, sofia):
    other = module(site_of(draft), lessons=0, languages=("en",), slug="other")["en"]
    omar = trainer("omar", other)
    url = reverse("module_review", args=[draft.pk])

    assert [sign_in(user).get(url).status_code for user in (omar, rita, sofia)] == [404, 404, 404]


def site_of(page: ModulePage) -> dict:
    return {"en": page.get_parent().specific}


def edit(client: Client, page: LessonPage, **fields):
    form = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "intro": "Changed.",
            "duration_minutes": "8",
            "search_description": "",
            "body": streamfield([text_block("What happened.")]),
            "comments": inline_formset([]),
            **fields,
        }
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def text_block(words: str) -> tuple[str, dict]:
    return ("text", {"body": rich_text(f"<p>{words}</p>"), "fact_status": "", "sources": {"count": "0"}})


def test_the_editor_sends_the_whole_module(draft, tania):
    response = edit(sign_in(tania), lessons_of(draft)[0], **{"action-submit": "1"})

    assert response.headers["Location"] == reverse("module_review", args=[draft.pk])
    assert WorkflowState.objects.filter(status="in_progress").count() == 3


def test_the_editor_says_what_is_missing_and_keeps_the_draft(draft, tania):
    lesson = lessons_of(draft)[0]

    response = edit(sign_in(tania), lesson, body=streamfield([]), **{"action-submit": "1"})

    assert "This lesson has no content yet." in said_to(response)[-1]
    assert not WorkflowState.objects.exists()
    assert LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().intro == "Changed."


def test_a_lesson_with_a_blocking_fault_is_not_published_by_its_trainer(draft, tania):
    lesson = lessons_of(draft)[0]

    edit(sign_in(tania), lesson, body=streamfield([]), **{"action-publish": "1"})
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    sign_in(tania).post(f"{many}?id={lesson.pk}&next=/admin/modules/")

    assert is_live(lesson) == [False]


def test_a_sound_lesson_on_adults_is_published_by_its_trainer(draft, tania):
    lesson = lessons_of(draft)[0]

    edit(sign_in(tania), lesson, **{"action-publish": "1"})

    assert is_live(lesson) == [True]


def test_a_lesson_of_a_module_that_does_not_say_whom_it_is_about_needs_a_second_person(catalogues):
    page = draft_module(catalogues, population=[])
    lesson, client = lessons_of(page)[0], sign_in(trainer("tania", page))

    response = edit(client, lesson, **{"action-publish": "1"})

    assert "Say whom it is about" in said_to(response)[-1]
    assert is_live(lesson) == [False]


def test_an_earlier_version_passes_the_checklist_before_it_is_public_again(catalogues, sofia):
    page = on_children(catalogues)
    lesson, client = lessons_of(page)[0], sign_in(trainer("tania", page))
    earlier = lesson.latest_revision
    edit(client, lesson)
    lesson.refresh_from_db()
    tick(lesson, by=sofia)
    lesson.get_latest_revision().publish()

    edit(client, lesson, intro="", revision=str(earlier.pk), **{"action-publish": "1"})

    assert LessonPage.objects.get(pk=lesson.pk).intro == "Changed."


def test_the_second_reviewer_is_told_in_the_dialog_of_the_editor(draft, tania, rita):
    workflow.send_to_review(draft, by=tania)
    olga, waiting = carrier("olga", Role.REVIEWER), state_of(draft)
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", waiting.pk])
    first = lessons_of(draft)[0]
    workflow.ask_for_changes(state=state_of(first), by=rita, text="Wait.")
    workflow.send_to_review(draft, by=tania)

    response = sign_in(olga).post(url, headers={"X-Requested-With": "XMLHttpRequest"})

    assert "Rita has already asked for changes. Nothing was done twice." in said_to(response)
    assert is_live(draft) == [False]
