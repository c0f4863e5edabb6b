import pytest
from wagtail.models import Page, Revision, Site
from wagtail_localize.models import StringTranslation, Translation

from base.translated import Translated
from courses.models import Reflection
from home.loading.everything import load_content
from home.loading.files import ContentError
from home.loading.report import Outcome
from safeguarding import publication
from tests.home.builders import lesson, module, page, replace_in
from tests.safeguarding.builders import tick

pytestmark = pytest.mark.django_db
OLD, NEW = "Two institutions speak of the same year.", "Two offices speak of one year."
OLD_PROMPT, NEW_PROMPT = "What evidence would convince your authority?", "What would convince your authority?"
OLD_ES, NEW_ES = "Dos instituciones hablan del mismo año.", "Dos oficinas hablan de un año."


def change_lesson(files) -> None:
    path = files / "modules/m1/lesson-1.yaml"
    replace_in(path, OLD, NEW)
    replace_in(path, OLD_ES, NEW_ES)


def body_of(language: str) -> str:
    return str(lesson(1, language).body.raw_data)


def test_nothing_is_asked_but_once_when_no_file_changed(content, django_assert_num_queries):
    with django_assert_num_queries(1):
        report = load_content()

    assert report is None


def test_loading_again_leaves_every_page_as_it_is(content):
    revisions = Revision.objects.count()

    report = load_content(again=True)

    assert set(report.pages.values()) == {Outcome.UNCHANGED}
    assert Revision.objects.count() == revisions


def test_the_tree_is_the_same_in_both_languages(content):
    trees = {}
    for language in ("en", "es"):
        pages = Page.objects.filter(depth__gt=1, locale__language_code=language).order_by("path")
        trees[language] = list(pages.values_list("depth", "translation_key", "live"))

    assert trees["en"] == trees["es"]
    assert len(trees["en"]) == 13


def test_the_site_begins_at_the_spanish_home_page_and_nothing_of_wagtails_own_is_left(content):
    site = Site.objects.get()

    assert site.is_default_site
    assert site.root_page.specific == page("home", "es")
    assert Page.objects.filter(depth=2).count() == 2


def test_a_changed_file_changes_the_page_in_both_languages(content, files):
    change_lesson(files)

    report = load_content(files)

    assert report.names(Outcome.UPDATED) == [("m1/lesson-1", "en"), ("m1/lesson-1", "es")]
    assert NEW in body_of("en")
    assert NEW_ES in body_of("es")


def test_what_a_person_published_stays_in_both_languages(content, files):
    written = lesson(1)
    written.title = "My own title"
    revision = written.save_revision()
    tick(written)
    revision.publish()
    change_lesson(files)

    report = load_content(files)

    assert report.names(Outcome.KEPT) == [("m1/lesson-1", "en"), ("m1/lesson-1", "es")]
    assert lesson(1).title == "My own title"
    assert NEW not in body_of("en")


def test_a_draft_is_a_change_of_a_person_too(content, files):
    draft = lesson(1)
    draft.title = "Not ready yet"
    draft.save_revision()
    change_lesson(files)

    load_content(files)

    assert lesson(1).get_latest_revision_as_object().title == "Not ready yet"
    assert NEW not in body_of("en")


def test_a_lesson_stays_while_a_person_has_a_draft_in_one_of_its_activities(content, files):
    drafted = Reflection.objects.get(code="M1-R1")
    public = drafted.published
    drafted.prompt = Translated({"es": "No está listo", "en": "Not ready yet"})
    drafted.save()
    change_lesson(files)
    replace_in(files / "modules/m1/activities.yaml", OLD_PROMPT, NEW_PROMPT)

    report = load_content(files)

    assert report.names(Outcome.KEPT) == [("m1/lesson-1", "en"), ("m1/lesson-1", "es")]
    assert NEW not in body_of("en")
    drafted.refresh_from_db()
    assert (drafted.prompt["en"], drafted.published) == ("Not ready yet", public)
    assert Reflection.objects.get(code="M1-R2").published["prompt"]["en"] == NEW_PROMPT
    assert publication.missing(lesson(5)) is None


def test_a_translators_text_stays_while_the_original_follows_its_file(content, files):
    text = StringTranslation.objects.get(data__startswith=OLD_ES)
    text.data = "Mi propia traducción."
    text.save()
    change_lesson(files)

    report = load_content(files)

    assert report.names(Outcome.KEPT) == [("m1/lesson-1", "es")]
    assert NEW in body_of("en")
    text.refresh_from_db()
    assert text.data == "Mi propia traducción."


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_that_was_taken_down_stays_down(content, files, language):
    lesson(1, language).unpublish()
    change_lesson(files)

    load_content(files)

    assert not lesson(1, language).live


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_that_was_deleted_is_not_made_again(content, files, language):
    kept = lesson(1, language)
    kept.delete()
    change_lesson(files)

    load_content(files)

    assert not Page.objects.filter(translation_key=kept.translation_key, locale=kept.locale).exists()


def test_a_lesson_that_was_moved_down_stays_there_and_follows_its_file(content, files):
    lesson(1).move(lesson(6), pos="right")
    change_lesson(files)

    load_content(files)

    assert list(module().get_children())[-1].specific == lesson(1)
    assert NEW in body_of("en")


def test_a_file_whose_languages_do_not_match_is_refused_by_name_and_nothing_is_loaded(content, files):
    path = files / "modules/m1/lesson-1.yaml"
    replace_in(
        path,
        "<p>Imaginar todavía no es hacer. La siguiente lección mira quiénes se reunieron para intentarlo.</p>",
        "",
    )

    with pytest.raises(ContentError, match=r"A country said to have no alternative: body\."):
        load_content(files)

    assert "Imaginar" in body_of("es")


def test_a_text_that_lacks_a_language_is_refused_by_name(content, files):
    path = files / "modules/m1/lesson-1.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace(f"es: {OLD_ES}", "es: ''").replace(" Los números casi coinciden. Los verbos, no.", ""),
        "utf-8",
    )

    with pytest.raises(ContentError, match="m1/lesson-1/l1-figures/lead has no text in 'es'"):
        load_content(files)


def test_an_unknown_code_is_refused_by_name(content, files):
    replace_in(
        files / "modules/m1/lesson-1.yaml", "statistics: [idc-detained-2015,", "statistics: [invented,"
    )

    with pytest.raises(ContentError, match=r"m1/lesson-1/l1-figures/statistics/0: there is no .*'invented'"):
        load_content(files)


def test_translators_find_every_page_up_to_date(content):
    progress = {str(one.source.object_id): one.get_progress() for one in Translation.objects.all()}

    assert len(progress) == 13
    assert all(total == done for total, done in progress.values())
