"""A trainer begins a module from a template: lessons, a content note and blank questions are there at once."""

import uuid

import pytest
from django.urls import reverse
from django.utils.translation import override

from base.enums import Language
from courses.freezing import freeze_item
from courses.models import Item, LessonPage, ModulePage, Quiz
from courses.soundness import item_problems
from courses.starting_points import starting_points
from courses.workbench.documents import MODULE, children
from courses.workbench.missing import gaps
from courses.workbench.reading import read
from home.actions import KeyTakenError, begin_module
from home.groups import trainers_of
from people.enums import Role
from reference.terms import term_labels
from tests.home.builders import module, person, trainer_of

pytestmark = pytest.mark.django_db
NEW = "/admin/modules/new/"


@pytest.fixture
def tania(content):
    return person("tania", Role.TRAINER)


def begin(user, **fields) -> ModulePage:
    fields = {"language": "en", "title": "A new case", "template": starting_points()["case-study"], **fields}
    return begin_module(user=user, **fields)


def form(**fields) -> dict:
    return {
        "key": str(uuid.uuid4()),
        "template": "case-study",
        "title": "A new case",
        "summary": "",
        "language": "en",
        **fields,
    }


def test_the_case_study_brings_three_lessons_and_a_quiz_of_five_blank_questions_in_the_last(tania):
    begun = begin(tania)

    stored = read(begun)
    lessons = children(MODULE, stored.document[MODULE])
    kinds = [[block["kind"] for block in stored.document[lesson]["blocks"]] for lesson in lessons]
    quiz = children(lessons[-1], stored.document[lessons[-1]])[0]
    assert kinds == [["content_note", "text"], ["text"], ["text", "quiz"]]
    assert [stored.document[item]["type"] for item in children(quiz, stored.document[quiz])] == [
        "single_choice"
    ] * 5
    assert begun.content_notes == ["detention_experience"]
    assert begun.population == ["children_all"]


@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("code", ["case-study", "legal-module", "skills-module"])
def test_every_template_makes_a_draft_in_the_language_that_was_chosen(tania, code, language):
    begun = begin(tania, template=starting_points()[code], language=language)

    lessons = LessonPage.objects.child_of(begun)
    written = starting_points()[code].data["lessons"]
    assert [lesson.title for lesson in lessons] == [row["title"][language] for row in written]
    assert not lessons.live().exists()
    assert (begun.live, begun.source_language, begun.locale.language_code) == (False, language, language)
    assert (
        begun.kind == {"case-study": "case_study", "legal-module": "legal", "skills-module": "skills"}[code]
    )
    assert Item.objects.filter(module_key=begun.translation_key).count() == 5


@pytest.mark.parametrize("point", starting_points().values(), ids=lambda point: point.code)
def test_templates_speak_both_languages_and_name_only_terms_that_exist(content, point):
    notes, population = set(term_labels("content_note")), set(term_labels("population"))

    assert point.name.missing() == point.about.missing() == []
    assert set(point.data["population"]) <= population
    assert set(point.data["content_notes"]) <= notes
    assert bool(point.data["content_note_text"]["es"]) == bool(point.data["content_note_text"]["en"])
    assert [len(row["title"]) for row in point.data["lessons"]] == [2, 2, 2]


def test_hints_of_the_template_keep_a_module_from_review(tania):
    with override("en"):
        missing = gaps(read(begin(tania)))

    hints = [gap for gap in missing if "hint" in gap.sentence]
    assert len(hints) == 6
    assert [gap.place for gap in missing if gap.sentence == "The summary is missing."] == ["The module"]
    assert len({gap.place for gap in missing if gap.place.startswith("Question")}) == 5


def test_a_blank_question_is_kept_as_it_is_and_never_asked(tania):
    begun = begin(tania)

    asked = Item.objects.filter(module_key=begun.translation_key)
    assert {item.current_version for item in asked} == {None}
    assert all(item_problems(freeze_item(item)) for item in asked)


def test_whoever_begins_is_the_only_trainer(tania):
    begun = begin(tania)

    assert list(trainers_of(begun.translation_key).user_set.all()) == [tania]
    assert list(ModulePage.objects.editable_by(tania)) == [begun]


def test_the_same_form_twice_begins_one_module(client, tania):
    client.force_login(tania)
    sent = form()

    answers = [client.post(NEW, sent) for _click in range(2)]

    workbench = reverse("workbench", args=[sent["key"]])
    assert [(one.status_code, one.headers["Location"]) for one in answers] == [(302, workbench)] * 2
    assert ModulePage.objects.filter(translation_key=sent["key"]).count() == 1
    assert Quiz.objects.filter(module_key=sent["key"]).count() == 1


def test_a_key_of_somebody_elses_module_is_refused(client, tania):
    client.force_login(tania)

    response = client.post(NEW, form(key=str(module().translation_key)))

    assert response.status_code == 422
    assert not response.context["form"].is_valid()
    with pytest.raises(KeyTakenError):
        begin(tania, key=module().translation_key)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 256},
        {"title": "NUL\x00"},
        {"summary": "x" * 401},
        {"summary": "x" * 1_000_000},
        {"language": "fr"},
        {"template": "forged"},
        {"key": "forged"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_is_refused_beside_its_field_and_the_rest_is_kept(client, tania, wrong):
    client.force_login(tania)
    modules = ModulePage.objects.count()

    response = client.post(NEW, form(**{"title": "Kept as typed", **wrong}))

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == wrong.keys()
    assert "title" in wrong or "Kept as typed" in response.content.decode()
    assert ModulePage.objects.count() == modules


def test_a_title_with_markup_is_shown_as_text(client, tania):
    client.force_login(tania)
    sent = form(title="<script>alert(1)</script> & more")

    response = client.post(NEW, sent, follow=True)

    assert "<script>alert(1)" not in response.content.decode()
    assert ModulePage.objects.get(translation_key=sent["key"]).slug == "scriptalert1script-more"


def test_participants_do_not_begin_modules(client, content):
    client.force_login(person("luz"))

    assert client.get(NEW).status_code in {302, 403}
    assert client.post(NEW, form()).status_code in {302, 403}


def test_the_page_offers_own_and_published_modules_to_copy(client, tania):
    own = begin(tania)
    begin(trainer_of(module(), "berta"), title="SECRET draft")
    client.force_login(tania)

    text = client.get(NEW).content.decode()

    assert reverse("duplicate_module", args=[own.translation_key]) in text
    assert reverse("duplicate_module", args=[module().translation_key]) in text
    assert "SECRET" not in text
