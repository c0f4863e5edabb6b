"""A trainer makes a module of their own, previews it, publishes it and translates it: with real requests."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from courses.models import Enrolment, LessonFact, LessonPage, ModulePage
from people.models import User
from tests.courses.authors import item, nested_form_data, quiz, rich_text, sign_in, streamfield, trainer
from tests.courses.builders import add_lesson, module, site_tree, vocabulary

pytestmark = pytest.mark.django_db
COMMENTS = {
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "",
}


@pytest.fixture(scope="module")
def catalogues(arranged):
    vocabulary("population", adults=("Personas adultas", "Adults"))
    return site_tree()


@pytest.fixture
def client_of_strangers() -> Client:
    return Client()


@pytest.fixture
def rosa(client):
    user = trainer("rosa")
    sign_in(client, user)
    return user


def module_form(**fields) -> dict:
    return nested_form_data(
        {
            "title": "Foster families",
            "slug": "foster-families",
            "summary": "How families open their doors.",
            "level": "introductory",
            "kind": "skills",
            "cover_tint": "leaf",
            "fact_status": "teaching_design",
            "date_precision": "year",
            "provenance": rich_text("<p>Written by trainers.</p>"),
            **dict.fromkeys(
                "code content_note_text period_text start_date end_date search_description".split(), ""
            ),
            "objectives": streamfield([("objective", {"text": "Name three steps.", "bloom": "remember"})]),
            "glance": streamfield([]),
            "advised_first": streamfield([]),
            "sources": streamfield([]),
            **COMMENTS,
            **fields,
        }
    ) | {"audience": ["advocacy"], "population": ["adults"]}


def lesson_form(*blocks, **fields) -> dict:
    return nested_form_data(
        {
            "title": "The first evening",
            "slug": "the-first-evening",
            "intro": "A child arrives.",
            "duration_minutes": "8",
            "search_description": "",
            "body": streamfield(list(blocks)),
            **COMMENTS,
            **fields,
        }
    )


def text(words: str) -> tuple[str, dict]:
    return ("text", {"body": rich_text(f"<p>{words}</p>"), "fact_status": "", "sources": {"count": "0"}})


def begun_module(client) -> ModulePage:
    form = {
        "key": str(uuid.uuid4()),
        "template": "nothing",
        "language": "en",
        "title": "Foster families",
        "summary": "How families open their doors.",
    }
    client.post(reverse("begin_module"), form)
    return ModulePage.objects.get(title="Foster families")


def published_module(client) -> ModulePage:
    """A module with one lesson, made and published by the forms of the admin."""
    made = begun_module(client)
    check = quiz(made, "FF-1", item(made, "FF-Q1"))
    client.post(reverse("wagtailadmin_pages:edit", args=[made.pk]), {**module_form(), "action-publish": "1"})
    add = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", made.pk])
    client.post(add, {**lesson_form(text("She is tired."), ("quiz", str(check.pk))), "action-publish": "1"})
    made.refresh_from_db()
    return made


def test_a_trainer_makes_a_module_with_a_lesson_and_learners_read_it(
    client, client_of_strangers, catalogues, rosa
):
    made = published_module(client)

    lesson = LessonPage.objects.child_of(made).get()
    pages = [client_of_strangers.get(page.url).content.decode() for page in (catalogues["en"], made, lesson)]
    assert (made.live, lesson.live, made.owner, made.audience) == (True, True, rosa, ["advocacy"])
    assert ["Foster families" in pages[0], "The first evening" in pages[1], "She is tired." in pages[2]] == [
        True
    ] * 3
    assert [block.block_type for block in lesson.body] == ["text", "quiz"]


def test_a_new_module_exists_for_no_other_trainer_at_any_address(client, catalogues, rosa):
    made = published_module(client)
    lesson = LessonPage.objects.child_of(made).get()
    own = module(catalogues, lessons=1, slug="own")["en"]
    revision = lesson.latest_revision_id
    omar = Client()
    sign_in(omar, trainer("omar", own))
    pages = "wagtailadmin_pages"
    addresses = [
        *(reverse(f"{pages}:{view}", args=[lesson.pk]) for view in LESSON_VIEWS),
        reverse(f"{pages}:move_confirm", args=[own.get_children().get().pk, made.pk]),
        reverse(f"{pages}:add", args=["courses", "lessonpage", made.pk]),
        reverse(f"{pages}:preview_on_add", args=["courses", "lessonpage", made.pk]),
        reverse(f"{pages}:revisions_view", args=[lesson.pk, revision]),
        reverse(f"{pages}:revisions_revert", args=[lesson.pk, revision]),
        reverse(f"{pages}:revisions_compare", args=[lesson.pk, "earliest", "latest"]),
        reverse("wagtail_localize:submit_page_translation", args=[made.pk]),
    ]

    answers = {address: omar.get(address, follow=True) for address in addresses}

    explorer = omar.get(reverse("wagtailadmin_explore", args=[made.pk]), follow=True)
    assert [one.status_code for one in answers.values() if b"first evening" in one.content] == []
    assert b"first evening" not in explorer.content
    assert [address for address, one in answers.items() if one.status_code != 404] == []


LESSON_VIEWS = (
    "edit preview_on_edit view_draft delete unpublish move copy usage history revisions_index set_privacy lock"
).split()


def test_another_trainer_cannot_copy_or_move_into_a_module(client, catalogues, rosa):
    made = published_module(client)
    own = module(catalogues, lessons=1, slug="own")["en"]
    sign_in(client, trainer("omar", own))
    mine = own.get_children().get()
    copy = {
        "new_title": "X",
        "new_slug": "x",
        "new_parent_page": str(made.pk),
        "copy_subpages": "",
        "alias": "",
    }

    client.post(reverse("wagtailadmin_pages:copy", args=[mine.pk]), copy)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[mine.pk, made.pk]))

    assert [page.title for page in made.get_children()] == ["The first evening"]


def test_a_trainer_translates_a_module_and_learners_read_it(
    client, client_of_strangers, catalogues, rosa, django_capture_on_commit_callbacks
):
    made = published_module(client)
    spanish = Locale.objects.get(language_code="es")

    with django_capture_on_commit_callbacks(execute=True):
        submit(client, made, spanish)
        for source in [made, LessonPage.objects.child_of(made).get()]:
            translate_all(client, source)
            publish_translation(client, source.get_translation(spanish))

    translated = made.get_translation(spanish)
    lesson = LessonPage.objects.child_of(translated).get()
    pages = [client_of_strangers.get(page.url) for page in (translated, lesson)]
    assert (translated.live, translated.source_language, translated.audience) == (True, "en", ["advocacy"])
    assert [page.status_code for page in pages] == [200, 200]
    assert "es: She is tired." in pages[1].content.decode()
    assert lesson.body[1].value.code == "FF-1"


def submit(client, made: ModulePage, locale: Locale) -> None:
    address = reverse("wagtail_localize:submit_page_translation", args=[made.pk])
    client.post(address, {"locales": [locale.pk], "include_subtree": "on"})


def translate_all(client, source) -> None:
    """Write a translation for every text of a page, as the translation editor sends them."""
    translation = Translation.objects.get(source__object_id=source.translation_key)
    for segment in StringSegment.objects.filter(source=translation.source):
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        words = f"value={translated_words(segment)}"
        client.put(address, words, content_type="application/x-www-form-urlencoded")


def translated_words(segment: StringSegment) -> str:
    original = segment.string.data
    return original if segment.context.path == "slug" else f"es: {original}"


def publish_translation(client, page) -> None:
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})


# --- Previews


def previewed(client, address: str, form: dict, mode: str) -> str:
    """What the preview panel shows of a form that nobody saved."""
    assert client.post(address, form).json()["is_valid"]
    response = client.get(f"{address}?mode={mode}&in_preview_panel=true")
    assert response.status_code == 200
    # Without these the panel stays blank: its frame belongs to the admin.
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    return response.content.decode()


@pytest.mark.parametrize("mode", ["visitor", "participant"])
def test_an_unsaved_lesson_of_an_unpublished_module_is_previewed(client, catalogues, rosa, mode):
    made = begun_module(client)
    check = quiz(made, "FF-1", item(made, "FF-Q1"))
    address = reverse("wagtailadmin_pages:preview_on_add", args=["courses", "lessonpage", made.pk])

    html = previewed(client, address, lesson_form(text("Still a draft."), ("quiz", str(check.pk))), mode)

    assert ["The first evening" in html, "Still a draft." in html] == [True, True]
    assert (Enrolment.objects.count(), LessonFact.objects.count()) == (0, 0)


@pytest.mark.parametrize("mode", ["visitor", "participant"])
def test_an_unsaved_change_of_a_published_lesson_is_previewed(client, catalogues, rosa, mode):
    lesson = LessonPage.objects.child_of(published_module(client)).get()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])

    html = previewed(client, address, lesson_form(text("Changed words.")), mode)

    assert ["Changed words." in html, "She is tired." in html] == [True, False]


@pytest.mark.parametrize("mode", ["visitor", "participant"])
def test_an_unpublished_module_with_an_unpublished_lesson_is_previewed(client, catalogues, rosa, mode):
    made = begun_module(client)
    lesson = add_lesson(made, number=1)
    lesson.unpublish()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[made.pk])

    html = previewed(client, address, module_form(title="Families, anew"), mode)

    assert ["Families, anew" in html, "Lesson 1 (en)" in html, "Name three steps." in html] == [True] * 3
    assert Enrolment.objects.count() == 0


@pytest.mark.parametrize("mode", ["visitor", "participant"])
def test_a_module_that_is_not_saved_yet_is_previewed(client, catalogues, mode):
    keeper = User.objects.create_superuser("keeper@example.org", language="en")
    sign_in(client, keeper)
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["courses", "modulepage", catalogues["en"].pk]
    )

    assert "Foster families" in previewed(client, address, module_form(), mode)


def test_the_editor_offers_both_previews(client, catalogues, rosa):
    lesson = LessonPage.objects.child_of(published_module(client)).get()

    html = client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()

    assert ["As a visitor" in html, "As a participant" in html] == [True, True]


def test_the_editor_lists_lessons_in_the_order_of_the_module(client, catalogues):
    page = module(catalogues, lessons=3, slug="own")["en"]
    sign_in(client, trainer("omar", page))

    listed = client.get(reverse("wagtailadmin_explore", args=[page.pk])).context["pages"]

    assert [one.title for one in listed] == ["Lesson 1 (en)", "Lesson 2 (en)", "Lesson 3 (en)"]
