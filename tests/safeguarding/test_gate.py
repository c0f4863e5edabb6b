"""Whatever way leads to publication, content on children passes only with a second person's review."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Revision
from wagtail.rich_text import RichText

from courses.models import LessonPage, ModulePage
from reference.models import Term
from safeguarding import publication
from safeguarding.actions import ask_for_review, note_loaded, tick_checklist
from safeguarding.errors import NotReviewed, ReviewRefusedError
from safeguarding.models import AuditEntry, PublicationReview, ReviewRequest
from tests.courses.authors import nested_form_data, rich_text, sign_in, streamfield, trainer
from tests.courses.builders import lessons_of, module, site_tree, vocabulary
from tests.safeguarding.builders import ALL_TICKED, person, reviewer, tick

pytestmark = pytest.mark.django_db
CHILDREN = {"population": ["unaccompanied"]}
NEW = "A text nobody else has seen."
BODY = [("text", {"body": RichText("<p>A court took the case.</p>"), "fact_status": "", "sources": []})]


@pytest.fixture(scope="module")
def catalogues(arranged):
    vocabulary("population", unaccompanied=("No acompañados", "Unaccompanied"), adults=("Adultos", "Adults"))
    Term.objects.filter(code="unaccompanied").update(is_child=True)
    return site_tree()


@pytest.fixture(scope="module")
def pilot(catalogues) -> ModulePage:
    """A module about children with two lessons, all public and reviewed, and one more lesson as a draft."""
    page = module(catalogues, lessons=2)["en"]
    page.population = CHILDREN["population"]
    for one in lessons_of(page):
        one.body = BODY
        note_loaded(subject=one, now=timezone.now())
        one.save()
    note_loaded(subject=page, now=timezone.now())
    page.save()
    return page


@pytest.fixture(scope="module")
def lesson(pilot) -> LessonPage:
    return lessons_of(pilot)[0]


@pytest.fixture
def draft(pilot) -> LessonPage:
    """A lesson that was never public."""
    page = LessonPage(
        title="A new lesson", slug="new-lesson", intro=NEW, live=False, locale=pilot.locale, body=BODY
    )
    return pilot.add_child(instance=page)


def rewritten(lesson: LessonPage, **fields) -> Revision:
    lesson.intro = NEW
    for name, value in fields.items():
        setattr(lesson, name, value)
    return lesson.save_revision()


def unlike(lesson: LessonPage) -> LessonPage:
    """A public lesson that says something else than the reviewed ones."""
    lesson.title, lesson.slug = "About adults", "about-adults"
    lesson.save()
    return lesson


def public_intro(lesson: LessonPage) -> str:
    return LessonPage.objects.get(pk=lesson.pk).intro


# --- What the gate asks for


def test_content_on_adults_needs_nobody(catalogues):
    page = module(catalogues, lessons=1)["en"]
    page.population = ["adults"]

    page.save()

    assert publication.missing(page) is None
    assert not PublicationReview.objects.exists()


def test_a_changed_text_is_published_once_a_second_person_has_ticked(lesson):
    revision = rewritten(lesson)

    with pytest.raises(NotReviewed, match="second person"):
        revision.publish()
    before = public_intro(lesson)
    tick(lesson)
    revision.publish()

    assert (before, public_intro(lesson)) == ("", NEW)


def test_a_review_is_of_one_text_and_no_other(lesson):
    rewritten(lesson)
    tick(lesson)
    lesson.intro = "Changed once more."

    with pytest.raises(NotReviewed):
        lesson.save_revision().publish()


def test_who_worked_on_the_text_does_not_tick_it(lesson):
    sofia = reviewer("sofia")
    lesson.intro = NEW
    lesson.save_revision(user=sofia)

    with pytest.raises(ReviewRefusedError, match="another safeguarding reviewer"):
        tick(lesson, by=sofia)
    tick(lesson, by=reviewer("rosa"))

    assert publication.missing(lesson.get_latest_revision_as_object()) is None


def test_every_item_is_ticked_or_nothing_is(lesson):
    rewritten(lesson)
    subject = lesson.get_latest_revision_as_object()

    for code in ALL_TICKED:
        answers = {**ALL_TICKED, code: False}
        with pytest.raises(ReviewRefusedError) as refused:
            tick_checklist(subject=subject, by=reviewer(), answers=answers, authors=set(), now=timezone.now())
        assert [item.code for item in refused.value.left] == [code]

    assert publication.missing(subject)


def test_ticking_twice_gives_the_first_review(lesson):
    rewritten(lesson)

    tick(lesson, by=reviewer("rosa"))
    tick(lesson, by=reviewer("sofia"))

    fingerprint = publication.fingerprint_of(lesson.get_latest_revision_as_object())
    assert PublicationReview.objects.get(fingerprint=fingerprint).reviewer.display_name == "Rosa"
    assert AuditEntry.objects.filter(act="publication.reviewed").count() == 1


def test_what_the_files_say_is_public_on_their_word_and_says_so(lesson):
    review = publication.review_of(lesson)

    assert (review.origin, review.reviewer) == ("content_files", None)
    assert AuditEntry.objects.filter(act="publication.loaded", subject_key=str(lesson.pk)).exists()


# --- Every route


def test_plain_python_meets_the_gate(lesson):
    lesson.intro = NEW

    with pytest.raises(NotReviewed):
        lesson.save()
    with pytest.raises(NotReviewed):
        lesson.save(update_fields=["intro"])

    assert public_intro(lesson) == ""


def test_a_draft_that_is_switched_on_meets_the_gate(draft):
    draft.live = True

    with pytest.raises(NotReviewed):
        draft.save()
    with pytest.raises(NotReviewed):
        draft.save(update_fields=["live"])
    base = draft.page_ptr
    base.live = True
    with pytest.raises(NotReviewed):
        base.save()

    assert not LessonPage.objects.get(pk=draft.pk).live


def test_a_new_public_page_meets_the_gate(pilot):
    with pytest.raises(NotReviewed):
        pilot.add_child(instance=LessonPage(title="At once", slug="at-once", locale=pilot.locale))

    assert not LessonPage.objects.filter(slug="at-once").exists()


def test_a_changed_title_meets_the_gate_though_saved_as_a_plain_page(lesson):
    base = lesson.page_ptr
    base.title = "The name of a child"

    with pytest.raises(NotReviewed):
        base.save()


def test_a_copy_that_stays_public_meets_the_gate(lesson, pilot):
    with pytest.raises(NotReviewed):
        lesson.copy(to=pilot, update_attrs={"slug": "copied", "intro": NEW})

    assert lesson.copy(to=pilot, keep_live=False, update_attrs={"slug": "copied"}).live is False


def test_an_alias_follows_its_original_and_never_precedes_it(lesson, pilot, catalogues):
    other = module(catalogues, lessons=0, slug="other", languages=("en",))["en"]
    other.population = ["unaccompanied"]
    note_loaded(subject=other, now=timezone.now())
    other.save()
    adult_lesson = module(catalogues, lessons=1, slug="adults", languages=("en",))["en"]
    unreviewed = unlike(lessons_of(adult_lesson)[0])

    alias = CreatePageAliasAction(lesson, parent=other, update_slug="alias").execute()
    with pytest.raises(NotReviewed):
        CreatePageAliasAction(unreviewed, parent=other, update_slug="foreign").execute()
    revision = rewritten(lesson)
    tick(lesson)
    revision.publish()

    assert alias.live
    assert public_intro(alias) == NEW


def test_a_lesson_on_adults_cannot_be_moved_into_a_module_on_children(pilot, catalogues):
    adults = module(catalogues, lessons=1, slug="adults", languages=("en",))["en"]
    foreign = unlike(lessons_of(adults)[0])

    with pytest.raises(NotReviewed):
        foreign.move(pilot, pos="last-child")

    assert LessonPage.objects.get(pk=foreign.pk).get_parent().pk == adults.pk


def test_a_module_that_begins_to_be_about_children_takes_its_public_lessons_with_it(catalogues):
    page = module(catalogues, lessons=1, slug="another")["en"]
    page.population = ["unaccompanied"]
    revision = page.save_revision()
    tick(page)

    with pytest.raises(NotReviewed, match="Lesson 1"):
        revision.publish()
    for one in lessons_of(page):
        note_loaded(subject=one, now=timezone.now())
    revision.publish()

    assert ModulePage.objects.get(pk=page.pk).population == ["unaccompanied"]


def test_a_scheduled_version_waits_for_its_review_and_everything_else_goes_on(
    lesson, draft, django_capture_on_commit_callbacks
):
    tania = person("tania")
    now = timezone.now()
    for page in (lesson, draft):
        page.intro = f"{NEW} {page.pk}"
        revision = page.save_revision(user=tania)
        Revision.objects.filter(pk=revision.pk).update(
            approved_go_live_at=now - datetime.timedelta(minutes=1)
        )
    reviewer("rosa")
    tick(draft)

    for _minute in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("tick")
    told = sorted((letter.to[0], letter.subject) for letter in mail.outbox)
    held = LessonPage.objects.get(pk=lesson.pk)
    tick(held)
    call_command("tick")

    assert LessonPage.objects.get(pk=draft.pk).live
    assert (held.intro, public_intro(lesson)) == ("", f"{NEW} {lesson.pk}")
    assert ("tania@example.org", "Not published yet: something is missing") in told
    assert len([to for to, _subject in told if to == "tania@example.org"]) == 1
    assert NEW not in "".join(letter.body for letter in mail.outbox)


# --- In the admin


@pytest.fixture
def tania(client, pilot):
    made = trainer("tania", pilot)
    reviewer("rosa")
    sign_in(client, made)
    return made


def form_of(lesson: LessonPage, **fields) -> dict:
    text = {"body": rich_text("<p>A court took the case.</p>"), "fact_status": "", "sources": {"count": "0"}}
    return nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "intro": NEW,
            "duration_minutes": "10",
            "search_description": "",
            "body": streamfield([("text", text)]),
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
            **fields,
        }
    )


def test_a_publisher_reads_what_is_missing_and_loses_nothing(
    client, tania, lesson, django_capture_on_commit_callbacks
):
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url, form_of(lesson, **{"action-publish": "on"}), follow=True)

    kept = LessonPage.objects.get(pk=lesson.pk)
    words = answer.content.decode()
    assert (kept.intro, kept.get_latest_revision_as_object().intro) == ("", NEW)
    assert reverse("safeguarding_review", args=[lesson.pk]) in words
    assert "second person" in words
    assert ReviewRequest.objects.get(subject_id=str(lesson.pk)).asked_by == tania
    assert [letter.to for letter in mail.outbox] == [["rosa@example.org"]]


def test_a_new_page_is_kept_as_a_draft_when_it_cannot_be_published(client, tania, pilot):
    url = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", pilot.pk])
    blank = LessonPage(title="Brand new", slug="brand-new")

    client.post(url, form_of(blank, **{"action-publish": "on"}))

    made = LessonPage.objects.get(slug="brand-new")
    assert (made.live, made.intro) == (False, NEW)


def test_many_at_once_are_refused_together(client, tania, lesson, draft):
    rewritten(lesson)
    draft.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    client.post(f"{url}?id={draft.pk}&id={lesson.pk}&next=/admin/modules/")

    assert not LessonPage.objects.get(pk=draft.pk).live
    assert public_intro(lesson) == ""
    assert ReviewRequest.objects.count() == 2


def test_a_term_that_is_no_option_for_children_is_refused_at_its_field_and_at_the_gate(pilot):
    vocabulary("cap_component", last_resort=("Último recurso", "Last resort"))
    Term.objects.filter(code="last_resort").update(applies_to_children=False)
    pilot.cap_components = ["last_resort"]

    with pytest.raises(NotReviewed, match="never an option for children"):
        pilot.save()
    pilot.population = ["adults"]
    about_children = form_on(pilot, ["unaccompanied"])
    about_adults = form_on(pilot, ["adults"])

    assert "never an option for children" in str(about_children.errors["cap_components"])
    assert "cap_components" not in about_adults.errors


def form_on(page: ModulePage, population: list[str]):
    """The form of a module in which the last resort is ticked."""
    streams = {name: streamfield([]) for name in ("objectives", "glance", "sources", "advised_first")}
    comments = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}
    chosen = {"population": population, "cap_components": ["last_resort"]}
    data = nested_form_data({"title": "T", "comments": comments, **streams})
    provenance = {"provenance": rich_text("<p>So.</p>")}
    form_class = ModulePage.get_edit_handler().get_form_class()
    return form_class(to_query(data | provenance | chosen), instance=page, parent_page=page.get_parent())


def to_query(data: dict) -> QueryDict:
    """The data as a browser sends them: lists as repeated fields."""
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def test_a_refusal_can_be_read_as_a_validation_error():
    assert NotReviewed("No.").message_dict == {"__all__": ["No."]}
    assert isinstance(NotReviewed("No."), ValidationError)


def test_other_apps_may_have_something_against_a_publication_too(lesson, monkeypatch):
    monkeypatch.setattr(publication, "_further", [])
    publication.also(lambda subject: "A picture has no consent." if subject.pk == lesson.pk else None)

    assert publication.missing(lesson) == "A picture has no consent."
    assert publication.missing(lessons_of(lesson.get_parent())[1]) is None


def test_copying_with_publication_is_answered_in_words(client, tania, lesson, pilot):
    url = reverse("wagtailadmin_pages:copy", args=[lesson.pk])
    form = {
        "new_title": "Another",
        "new_slug": "another",
        "new_parent_page": pilot.pk,
        "publish_copies": "on",
    }

    answer = client.post(url, form)
    form.pop("publish_copies")
    without = client.post(url, form)

    words = answer.content.decode()
    assert (answer.status_code, without.status_code) == (409, 302)
    assert "Nothing was copied, and nothing was published." in words
    assert "kept" not in words
    assert f'class="button" href="{url}"' in words
    assert 'id="wagtail-sidebar-props"' in words
    assert AuditEntry.objects.get(act="publication.refused").subject_key == str(lesson.pk)
    assert [one.live for one in LessonPage.objects.filter(slug="another")] == [False]


def test_a_reviewer_who_asks_in_another_way_can_leave_the_letter_to_somebody_else(
    lesson, django_capture_on_commit_callbacks
):
    reviewer("rosa")
    with django_capture_on_commit_callbacks(execute=True):
        asked = ask_for_review(subject=lesson, by=person("tania"), now=timezone.now(), by_letter=False)

    assert (asked, mail.outbox) == (True, [])
