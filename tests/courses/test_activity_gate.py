"""What learners read of activities about children changes with the review of a lesson, and no other way."""

import json

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, TaskState, Workflow, WorkflowPage, WorkflowTask

from base import generation
from courses.authoring import publish
from courses.drafts import anything_waits
from courses.models import Item, ItemVersion, LessonPage, ModulePage, Quiz, Reflection, Scenario
from courses.models.workflow_tasks import ReviewTask
from courses.workflow import changed_pages
from people.models import User
from reference.models import Term
from safeguarding import publication
from safeguarding.actions import note_loaded
from safeguarding.authors import authors_of
from safeguarding.errors import NotReviewed, ReviewRefusedError
from tests.courses import authors
from tests.courses import builders_activities as activities
from tests.courses.authors import both, inputs, item_form, nested_form_data, quiz_form, sign_in, trainer
from tests.courses.builders import lessons_of, module, site_tree, vocabulary
from tests.courses.workbench.benches import opened, send, write
from tests.safeguarding.builders import reviewer, tick

pytestmark = pytest.mark.django_db
NEW = "Seen by nobody else"


@pytest.fixture(scope="module")
def reviewed(arranged) -> ModulePage:
    """A public, reviewed module about children; its one lesson holds an activity of each kind."""
    vocabulary("population", unaccompanied=("No acompañados", "Unaccompanied"), adults=("Adultos", "Adults"))
    Term.objects.filter(code="unaccompanied").update(is_child=True)
    page = module(site_tree(), lessons=1, languages=("en",), code="M1")["en"]
    story = activities.scenario(code="S1", publish=False)
    Scenario.objects.update(module_key=page.translation_key)
    held = [
        authors.quiz(page, "K1", authors.item(page, "Q1")),
        authors.reflection(page, "R1"),
        Scenario.objects.get(pk=story.pk),
    ]
    for one in [Item.objects.get(), *held]:
        publish(one)
    body = [{"type": type(one)._meta.model_name, "id": one.code, "value": one.pk} for one in held]
    lesson = lessons_of(page)[0]
    lesson.body = json.dumps(body)
    lesson.save()
    concern(page, "unaccompanied")
    return ModulePage.objects.get(pk=page.pk)


@pytest.fixture(scope="module")
def ana(reviewed) -> User:
    return trainer("ana", reviewed)


@pytest.fixture
def pilot(client, reviewed, ana) -> ModulePage:
    """The reviewed module; its trainer is signed in."""
    sign_in(client, ana)
    return reviewed


def concern(page: ModulePage, population: str) -> None:
    page.population = [population]
    note_loaded(subject=page, now=timezone.now())
    for lesson in lessons_of(page):
        note_loaded(subject=lesson, now=timezone.now())
    page.save()


def lesson_in(page: ModulePage) -> LessonPage:
    return LessonPage.objects.child_of(page).get()


def public_html(page: ModulePage) -> str:
    """The lesson as a stranger reads it now."""
    generation.bump()
    generation.forget()
    return Client().get(lesson_in(page).url).content.decode()


def preview_html(page: ModulePage) -> str:
    client = Client()
    client.force_login(reviewer("vera"))
    return client.get(reverse("safeguarding_preview", args=[lesson_in(page).pk])).content.decode()


# --- Four kinds, each through its own editor


def edit_item(client, page):
    return client.post(
        reverse("item:edit", args=[Item.objects.get().pk]), item_form(page, **inputs("stem", NEW))
    )


def edit_quiz(client, page):
    made = Quiz.objects.get()
    form = quiz_form(page, Item.objects.get(), initial=1, **inputs("title", NEW))
    form["quiz_items-0-id"] = made.quiz_items.get().pk
    return client.post(reverse("quiz:edit", args=[made.pk]), form)


def edit_reflection(client, page):
    form = {"module_key": str(page.translation_key), "code": "R1", **inputs("prompt", NEW)}
    form |= {"hint_es": "", "hint_en": ""}
    return client.post(reverse("reflection:edit", args=[Reflection.objects.get().pk]), nested_form_data(form))


def edit_scenario(client, page):
    story = [authors.step("n1", "good", "bad"), authors.ending("good"), authors.ending("bad")]
    form = authors.scenario_form(page, *story) | inputs("title", NEW)
    return client.post(reverse("scenario:edit", args=[Scenario.objects.get().pk]), form)


def at_workbench(field: str):
    def edit(client, page):
        data = opened(client, page)
        keys = {"item": Item.objects.get().key, "quiz": Quiz.objects.get().key}
        kind, name = field.split()
        write(data, {f"{kind}-{keys[kind]}-{name}_en": NEW, f"{kind}-{keys[kind]}-{name}_es": NEW})
        return send(client, page, data)

    return edit


EDITS = {
    "question": edit_item,
    "quiz": edit_quiz,
    "reflection": edit_reflection,
    "scenario": edit_scenario,
    "question at the workbench": at_workbench("item stem"),
    "quiz at the workbench": at_workbench("quiz title"),
}
every_way = pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())


@every_way
def test_a_trainer_alone_changes_nothing_that_is_public(client, pilot, edit):
    before = ItemVersion.objects.count()

    response = edit(client, pilot)

    told = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert response.status_code == 302
    assert all(word in told for word in ("Learners read", "after", "review"))
    assert NEW not in public_html(pilot)
    assert NEW in preview_html(pilot)
    assert ItemVersion.objects.count() == before
    assert publication.missing(lesson_in(pilot)) is not None


@every_way
def test_the_new_words_are_public_once_a_second_person_has_ticked_and_the_lesson_is_published(
    client, pilot, edit
):
    edit(client, pilot)
    lesson = lesson_in(pilot)

    tick(lesson, by=reviewer("vera"))
    before = public_html(pilot)
    lesson.save_revision().publish()

    assert NEW not in before
    assert NEW in public_html(pilot)
    assert not anything_waits(lesson_in(pilot))


@every_way
def test_where_no_child_is_concerned_the_editors_publish_as_they_save(client, pilot, edit):
    concern(pilot, "adults")

    edit(client, pilot)
    lesson_in(pilot).save_revision().publish()

    assert NEW in public_html(pilot)


@pytest.mark.parametrize("edit", [edit_item, edit_quiz, edit_reflection, edit_scenario])
def test_where_no_child_is_concerned_saving_is_publishing(client, pilot, edit):
    concern(pilot, "adults")

    edit(client, pilot)

    assert NEW in public_html(pilot)


# --- What the gate knows of it


def test_a_tick_is_for_the_drafts_as_they_were(client, pilot):
    edit_item(client, pilot)
    lesson = lesson_in(pilot)
    tick(lesson, by=reviewer("vera"))
    ticked = publication.missing(lesson)

    edit_quiz(client, pilot)

    assert ticked is None
    assert publication.missing(lesson_in(pilot)) is not None


def test_the_page_of_the_review_says_what_changed_in_an_activity(client, pilot):
    edit_reflection(client, pilot)
    vera = Client()
    vera.force_login(reviewer("vera"))

    html = vera.get(reverse("safeguarding_review", args=[lesson_in(pilot).pk])).content.decode()

    assert "reflection R1" in html
    assert f"{NEW} (en)" in html
    assert "What if? (en)" in html


def test_who_changed_a_question_does_not_tick_the_lesson(client, pilot):
    edit_item(client, pilot)
    ana = ModelLogEntry.objects.get(action="wagtail.edit").user

    assert authors_of(lesson_in(pilot)) == {ana.pk}
    with pytest.raises(ReviewRefusedError):
        tick(lesson_in(pilot), by=ana)


def test_a_lesson_whose_questions_wait_can_still_be_moved_and_publishes_nothing(client, pilot):
    edit_quiz(client, pilot)

    Page.objects.get(pk=lesson_in(pilot).pk).save()
    lesson_in(pilot).save()

    assert NEW not in public_html(pilot)


def test_a_lesson_with_a_waiting_question_is_not_published_by_plain_python(client, pilot):
    edit_item(client, pilot)

    with pytest.raises(NotReviewed):
        lesson_in(pilot).save_revision().publish()

    assert NEW not in public_html(pilot)


def test_moving_an_activity_to_a_module_about_adults_does_not_let_it_out(client, pilot):
    catalogue = pilot.get_parent().specific
    other = module({"en": catalogue}, lessons=0, languages=("en",), slug="adults", code="M2")["en"]
    berta = Client()
    sign_in(berta, trainer("berta", pilot, other))

    edit_reflection(berta, other)

    assert Reflection.objects.get().module_key == other.translation_key
    assert NEW not in public_html(pilot)


def test_a_lesson_about_adults_does_not_let_out_what_a_lesson_about_children_shows(client, pilot):
    edit_reflection(client, pilot)
    catalogue = pilot.get_parent().specific
    other = module({"en": catalogue}, lessons=1, languages=("en",), slug="adults", code="M2")["en"]
    borrowing = lessons_of(other)[0]
    borrowing.body = json.dumps([{"type": "reflection", "id": "R1", "value": Reflection.objects.get().pk}])

    borrowing.save_revision().publish()

    assert "What if? (en)" in Client().get(borrowing.url).content.decode()
    assert NEW not in Client().get(borrowing.url).content.decode()
    assert NEW not in public_html(pilot)


def test_a_question_taken_out_of_a_draft_stays_while_learners_are_asked(client, pilot):
    Quiz.objects.get().quiz_items.all().delete()
    asked = Item.objects.get()

    client.post(reverse("item:delete", args=[asked.pk]))

    assert Item.objects.filter(pk=asked.pk).exists()
    assert "Where? (en)" in public_html(pilot)


# --- While reviewers have it


@pytest.fixture
def in_review(pilot) -> ModulePage:
    steps = Workflow.objects.create(name="Review of modules")
    WorkflowTask.objects.create(workflow=steps, task=ReviewTask.objects.create(name="Review"), sort_order=0)
    WorkflowPage.objects.create(page=pilot.get_parent(), workflow=steps)
    Reflection.objects.update(prompt=both("Another thought"))
    lesson = lesson_in(pilot)
    lesson.save_revision()
    steps.start(lesson, reviewer("rosa"))
    return pilot


@pytest.mark.parametrize("edit", [edit_item, edit_quiz, edit_reflection, edit_scenario])
def test_in_review_no_activity_is_changed_and_nothing_typed_is_lost(client, in_review, edit):
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()

    response = edit(client, in_review)

    html = response.content.decode()
    assert response.status_code == 409
    assert "The module is with its reviewers." in html
    assert NEW in html
    assert all(NEW not in str(row) for model in (Item, Quiz, Reflection, Scenario) for row in rows_of(model))


def rows_of(model) -> list:
    return [dict(one) for one in model.objects.values("code", *TEXTS[model])]


TEXTS = {Item: ["stem"], Quiz: ["title"], Reflection: ["prompt"], Scenario: ["title"]}


def add_item(client, page):
    return client.post(reverse("item:add"), item_form(page, code="Q9", **inputs("stem", NEW)))


def add_reflection(client, page):
    form = {"module_key": str(page.translation_key), "code": "R9", **inputs("prompt", NEW)}
    form |= {"hint_es": "", "hint_en": ""}
    return client.post(reverse("reflection:add"), nested_form_data(form))


@pytest.mark.parametrize("add", [add_item, add_reflection])
def test_in_review_no_activity_is_added_and_nothing_typed_is_lost(client, in_review, add):
    before = Item.objects.count() + Reflection.objects.count()

    response = add(client, in_review)

    assert response.status_code == 409
    assert NEW in response.content.decode()
    assert Item.objects.count() + Reflection.objects.count() == before


@pytest.mark.parametrize("add", [add_item, add_reflection])
def test_what_is_added_after_the_review_is_read_by_nobody_before_its_lesson_has_it(client, pilot, add):
    response = add(client, pilot)

    assert response.status_code == 302
    assert NEW not in public_html(pilot)
    assert publication.missing(lesson_in(pilot)) is None


def test_in_review_no_activity_is_deleted(client, in_review):
    spare = authors.item(in_review, "Q9")

    response = client.post(reverse("item:delete", args=[spare.pk]))

    assert response.status_code == 409
    assert "The module is with its reviewers." in response.content.decode()
    assert Item.objects.filter(pk=spare.pk).exists()


def test_a_changed_question_alone_is_enough_to_send_its_lesson_to_review(client, pilot):
    nothing = changed_pages(pilot)

    edit_item(client, pilot)

    assert nothing == []
    assert changed_pages(pilot) == [lesson_in(pilot)]
