"""A module leaves the publication gate as it stands in it: with a second person's word, and no other way."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale

from courses.kept_back import is_kept_back
from courses.models import LessonPage, ModulePage, Reflection
from reference.models import Term
from safeguarding.actions import note_loaded
from safeguarding.errors import NotReviewed, ReviewRefusedError
from safeguarding.waiting import waiting_pages
from tests.courses import authors
from tests.courses.authors import sign_in, trainer
from tests.courses.builders import lessons_of, module, site_tree, vocabulary
from tests.safeguarding.builders import reviewer, tick

pytestmark = pytest.mark.django_db
NEW = "A text nobody else has seen"


@pytest.fixture(scope="module")
def catalogues(arranged):
    vocabulary("population", unaccompanied=("No acompañados", "Unaccompanied"), adults=("Adultos", "Adults"))
    Term.objects.filter(code="unaccompanied").update(is_child=True)
    return site_tree()


@pytest.fixture(scope="module")
def pilot(catalogues) -> ModulePage:
    """A public, reviewed module about children with one public lesson."""
    page = module({"en": catalogues["en"]}, lessons=1, languages=("en",))["en"]
    page.population = ["unaccompanied"]
    for one in (page, *lessons_of(page)):
        note_loaded(subject=one, now=timezone.now())
    page.save()
    return page


def stored(page: ModulePage) -> ModulePage:
    return ModulePage.objects.get(pk=page.pk)


def declare_adults(page: ModulePage, *, by=None, title: str = ""):
    """A draft that says the module is about adults; its revision."""
    draft = stored(page).get_latest_revision_as_object()
    draft.population = ["adults"]
    draft.title = title or draft.title
    if not page.live:
        # As the editors do with a page that is not public.
        draft.save()
    return draft.save_revision(user=by)


def release(page: ModulePage) -> None:
    revision = declare_adults(page)
    tick(stored(page), by=reviewer("vera"))
    revision.publish()


def change_lesson(page: ModulePage):
    lesson = LessonPage.objects.child_of(page).get()
    lesson.title = NEW
    return lesson.save_revision()


DECLARATIONS = {"adults": ["adults"], "nobody": []}


@pytest.mark.parametrize("population", DECLARATIONS.values(), ids=DECLARATIONS)
def test_nobody_takes_a_module_out_of_the_gate_alone(pilot, population):
    pilot.population = population

    with pytest.raises(NotReviewed, match="has been about children until now"):
        pilot.save_revision().publish()

    assert stored(pilot).population == ["unaccompanied"]
    with pytest.raises(NotReviewed):
        change_lesson(pilot).publish()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "has been about children until now"), ("es", "trataba hasta ahora de niñas, niños")],
)
def test_the_trainer_reads_why_and_the_reviewers_find_it_in_their_list(client, pilot, language, words):
    ana = trainer("ana", pilot, language=language)
    sign_in(client, ana)
    declare_adults(pilot, by=ana)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    html = client.post(f"{url}?id={pilot.pk}&next=/admin/modules/", follow=True).content.decode()

    assert words in html
    assert [one.page.pk for one in waiting_pages()] == [pilot.pk]


def test_who_declared_it_does_not_confirm_it(pilot):
    ana = trainer("ana", pilot)
    declare_adults(pilot, by=ana)

    with pytest.raises(ReviewRefusedError):
        tick(stored(pilot), by=ana)


def test_a_second_person_confirms_it_and_the_module_and_its_lessons_are_free(pilot):
    release(pilot)

    change_lesson(pilot).publish()
    again = stored(pilot)
    again.title = "Adults, newly told"
    again.save_revision().publish()

    assert stored(pilot).title == "Adults, newly told"
    assert LessonPage.objects.child_of(pilot).get().title == NEW


def test_taking_it_down_first_does_not_help(pilot):
    pilot.unpublish()
    LessonPage.objects.child_of(pilot).get().unpublish()
    revision = declare_adults(stored(pilot))

    with pytest.raises(NotReviewed):
        revision.publish()
    with pytest.raises(NotReviewed):
        change_lesson(pilot).publish()


def test_another_language_of_it_does_not_leave_alone(pilot, catalogues):
    spanish = Locale.objects.get(language_code="es")
    translated = CopyPageForTranslationAction(pilot, spanish, copy_parents=True).execute(
        skip_permission_checks=True
    )
    revision = declare_adults(translated)

    with pytest.raises(NotReviewed):
        revision.publish()


def test_a_new_module_about_adults_is_its_trainers_alone(catalogues):
    page = module({"en": catalogues["en"]}, lessons=1, languages=("en",), slug="adults", code="M2")["en"]
    page.unpublish()
    page = stored(page)

    declare_adults(page, title=NEW).publish()
    change_lesson(page).publish()

    assert stored(page).live


def test_a_new_module_about_children_waits_however_often_it_is_saved(catalogues):
    page = module({"en": catalogues["en"]}, lessons=0, languages=("en",), slug="new", code="M2")["en"]
    page.unpublish()
    page = stored(page)
    page.population = ["unaccompanied"]

    with pytest.raises(NotReviewed, match="is about children"):
        page.save_revision().publish()


def test_a_lesson_that_was_reviewed_takes_the_gate_along_into_a_module_about_adults(pilot, catalogues):
    other = module({"en": catalogues["en"]}, lessons=0, languages=("en",), slug="adults", code="M2")["en"]
    LessonPage.objects.child_of(pilot).get().move(other, pos="last-child")

    with pytest.raises(NotReviewed):
        change_lesson(other).publish()


def test_activities_stay_drafts_until_the_module_has_left(pilot):
    thought = authors.reflection(pilot, "R1")
    declare_adults(pilot)
    before = is_kept_back(thought)

    release(pilot)

    assert before
    assert not is_kept_back(Reflection.objects.get())


def test_terms_for_adults_alone_are_no_hindrance_on_the_way_out(pilot):
    vocabulary("cap_component", last_resort=("Último recurso", "Last resort"))
    Term.objects.filter(code="last_resort").update(applies_to_children=False)
    pilot.cap_components, pilot.population = ["last_resort"], ["adults"]
    revision = pilot.save_revision()

    tick(pilot, by=reviewer("vera"))
    revision.publish()

    assert stored(pilot).cap_components == ["last_resort"]


def test_the_second_person_reads_what_the_tick_confirms(pilot):
    declare_adults(pilot, by=trainer("ana", pilot))
    vera = Client()
    vera.force_login(reviewer("vera"))

    html = vera.get(reverse("safeguarding_review", args=[pilot.pk])).content.decode()

    assert "Your tick confirms that it is not about children any more" in html
    assert "All of this is true" in html
