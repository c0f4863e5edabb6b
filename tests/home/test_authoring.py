"""A trainer writes, translates and publishes; readers never get half a translation."""

import json

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from courses.models import LessonFact
from home.actions import begin_module
from home.own_modules import own_modules
from tests.home.builders import lesson, module, page, trainer_of
from tests.safeguarding.builders import tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def tania(content):
    return trainer_of(module(), "tania")


@pytest.fixture
def client(tania) -> Client:
    client = Client()
    client.force_login(tania)
    return client


def rewrite(text: str) -> Translation:
    """Publish another introduction of the English lesson, and hand its texts to translators."""
    changed = lesson(1)
    changed.intro = text
    revision = changed.save_revision()
    tick(changed)
    revision.publish()
    return Translation.objects.get(source__object_id=changed.translation_key)


def hand_over(client: Client, translation: Translation) -> None:
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    assert client.post(url, {"publish_translations": "on"}).status_code == 302


def publish(client: Client, **data):
    url = reverse("wagtailadmin_pages:edit", args=[lesson(1, "es").pk])
    return client.post(url, {"action": "publish", **data})


def translate(client: Client, translation: Translation, original: str, text: str):
    segment = StringSegment.objects.get(source=translation.source, string__data=original)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    body = f"value={text}"
    return client.put(url, body, content_type="application/x-www-form-urlencoded")


def test_handing_texts_over_leaves_the_published_translation_as_it_is(
    client, django_capture_on_commit_callbacks
):
    before = lesson(1, "es").intro

    with django_capture_on_commit_callbacks(execute=True):
        hand_over(client, rewrite("A new introduction."))

    assert lesson(1, "es").intro == before
    assert lesson(1, "es").get_latest_revision_as_object().intro == before


def test_a_translation_that_lacks_a_text_is_not_published_and_the_trainer_is_told(
    client, django_capture_on_commit_callbacks
):
    before = lesson(1, "es").intro
    hand_over(client, rewrite("A new introduction."))

    with django_capture_on_commit_callbacks(execute=True):
        response = publish(client)

    assert [message.level_tag for message in get_messages(response.wsgi_request)][-1] == "error"
    assert lesson(1, "es").intro == before


def test_many_pages_at_once_are_published_whole_too(client, tania):
    hand_over(client, rewrite("A new introduction."))
    lesson(1, "es").unpublish()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    client.post(f"{url}?id={lesson(1, 'es').pk}&next=/admin/modules/")

    assert not lesson(1, "es").live


def test_a_whole_translation_is_published(client, django_capture_on_commit_callbacks):
    translation = rewrite("A new introduction.")
    hand_over(client, translation)
    translate(client, translation, "A new introduction.", "Una introducción nueva.")

    publish(client)
    waiting = lesson(1, "es")
    tick(waiting)
    with django_capture_on_commit_callbacks(execute=True):
        publish(client)

    assert waiting.intro != "Una introducción nueva."
    assert waiting.get_latest_revision_as_object().intro == "Una introducción nueva."
    assert lesson(1, "es").intro == "Una introducción nueva."


def test_the_list_of_modules_tells_what_is_left_to_translate(client, tania):
    assert [version.is_complete for version in own_modules(tania)[0].versions] == [True, True]

    translation = rewrite("A new introduction.")
    changed = own_modules(tania)[0].versions[1]
    hand_over(client, translation)
    handed_over = own_modules(tania)[0].versions[1]

    assert (changed.stale, changed.waiting) == (1, 0)
    assert (handed_over.stale, handed_over.waiting) == (0, 1)


def test_the_translation_editor_opens_filled(client):
    text = client.get(reverse("wagtailadmin_pages:edit", args=[lesson(1, "es").pk])).content.decode()

    assert lesson(1, "es").title in json.dumps(text, ensure_ascii=False)
    assert StringTranslation.objects.filter(data=lesson(1, "es").title, has_error=False).exists()


def test_no_page_becomes_a_copy_under_the_address_of_the_other_language(client):
    url = reverse("wagtail_localize:convert_to_alias", args=[lesson(1, "es").pk])

    assert client.post(url).status_code == 404


@pytest.mark.parametrize("key", [lambda: module(), lambda: lesson(1), lambda: lesson(4)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_trainer_opens_the_editor_of_every_kind_of_page(client, key, language):
    found = key().get_translation(module(language).locale)

    assert client.get(reverse("wagtailadmin_pages:edit", args=[found.pk])).status_code == 200


@pytest.mark.parametrize("find", [lambda: module(), lambda: lesson(1), lambda: lesson(4)])
@pytest.mark.parametrize("mode", ["visitor", "participant"])
def test_a_draft_is_previewed_as_visitor_and_as_participant_and_leaves_no_trace(tania, find, mode):
    draft = find()
    draft.title = "Not published yet"

    response = draft.make_preview_request(preview_mode=mode)

    text = response.content.decode()
    assert response.status_code == 200
    assert "Not published yet" in text
    assert ("csrfmiddlewaretoken" in text) <= (mode == "participant")
    assert LessonFact.objects.count() == 0


def test_a_page_that_is_handed_to_translators_is_not_public_before_they_are_done(
    client, tania, django_capture_on_commit_callbacks
):
    begun = begin_module(user=tania, language="en", title="Begun in English", summary="One language so far.")
    begun.population = ["adults"]
    begun.save_revision().publish()
    url = reverse("wagtail_localize:submit_page_translation", args=[begun.pk])

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url, {"locales": [module("es").locale_id]})

    translated = begun.get_translation(module("es").locale)
    assert response.status_code == 302
    assert not translated.live
    assert translated.permissions_for_user(tania).can_publish()


@pytest.mark.parametrize("key", ["home", "learn", "about"])
def test_pages_around_the_modules_are_previewed_too(content, key):
    draft = page(key, "en")
    draft.title = "Not published yet"

    response = draft.make_preview_request()

    assert response.status_code == 200
    assert "Not published yet" in response.content.decode()
