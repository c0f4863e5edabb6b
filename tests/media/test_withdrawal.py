"""A consent that is withdrawn: nothing of it is left where anybody could find it, and nothing brings it back."""

import datetime
import json
import re

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Revision
from wagtail_localize.models import TranslationSource

from base import generation
from courses.blocks.lessons import LessonBody
from courses.models import LessonPage
from media import actions
from media.checks import page_problems
from media.errors import NotShowable
from media.models import ITEMS, Captions, LibraryImage
from media.streams import strike
from safeguarding.actions import withdraw_consent
from safeguarding.uses import uses_of
from tests.media.builders import CAPTIONS, consent, document, image, jpeg, mp3, recording, upload
from tests.media.pages import (
    block,
    document_block,
    fill,
    image_block,
    lesson_with,
    media_block,
    read,
    ready,
    text_block,
)
from tests.safeguarding.builders import reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]


@pytest.fixture
def given():
    return consent()


@pytest.fixture
def drawing(given):
    made = image("Ana's house", data=jpeg((900, 600)), shows_children="yes", consent=given, credit="Ana")
    ready(made)
    return LibraryImage.objects.get(pk=made.pk)


def withdraw(given, on_commit) -> None:
    with on_commit(execute=True):
        withdraw_consent(consent=given, by=reviewer(), reason="The family asked.", now=timezone.now())


def files_in(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_everything_that_rests_on_a_consent_is_listed_with_its_pages(given, drawing):
    film = recording("Ana speaks", shows_children="yes", consent=given)
    lesson = lesson_with(image_block(drawing), media_block(film))
    draft = fill(lesson, text_block())
    draft.body = lesson.body
    draft.title = "Newer draft"
    draft.save_revision()
    other = image("Another", shows_children="yes", consent=consent())

    with override("en"):
        found = [(use.kind, use.title) for use in uses_of(given)]

    assert found == [
        ("Image", "Ana's house"),
        ("From the page", lesson.title),
        ("Video or audio", "Ana speaks"),
        ("From the page", lesson.title),
    ]
    assert [use.url for use in uses_of(given)][1] == lesson.url
    assert [use.title for use in uses_of(other.consent)] == ["Another"]


def test_with_the_withdrawal_itself_nothing_can_be_reached_any_more(client, given, drawing):
    """Before any task has run: in the same transaction."""
    lesson = lesson_with(image_block(drawing))
    before = read(client, lesson)
    addresses = set(re.findall(r"/files/[^\s\"]+", before))
    assert len(addresses) == 5

    withdraw_consent(consent=given, by=reviewer(), reason="The family asked.", now=timezone.now())

    after = read(client, lesson)
    assert ("<img" in after, "Ana" in after) == (False, False)
    for address in addresses:
        whole, part = client.get(address), client.get(address, headers={"Range": "bytes=0-1"})
        assert (whole.status_code, part.status_code, client.head(address).status_code) == (404, 404, 404)
    assert [model.objects.filter(consent=given).count() for model in ITEMS] == [0, 0, 0]


def test_a_rollback_of_the_withdrawal_blocks_nothing(client, given, drawing):
    class Trouble(Exception):
        pass

    def withdraw_in_vain():
        with transaction.atomic():
            withdraw_consent(consent=given, by=reviewer(), reason="By mistake.", now=timezone.now())
            raise Trouble

    with pytest.raises(Trouble):
        withdraw_in_vain()

    generation.forget()
    rendition = drawing.renditions.first()
    assert client.get(rendition.file.url).status_code == 200


def test_afterwards_no_file_is_left_on_the_disk(
    given, drawing, private_folder, django_capture_on_commit_callbacks
):
    film = recording(
        shows_children="yes",
        consent=given,
        thumbnail=upload("still.jpg", jpeg()),
        audio_only=upload("sound.mp3", mp3()),
    )
    Captions.objects.create(media=film, language="es", file=upload("c.vtt", CAPTIONS.encode()))
    document(shows_children="yes", consent=given)
    kept = image("Without children")
    assert len(files_in(private_folder)) == 1 + 5 + 4 + 1 + 1

    withdraw(given, django_capture_on_commit_callbacks)

    assert files_in(private_folder) == [kept.file.name]


def test_an_empty_row_stays_as_a_tombstone(given, drawing, django_capture_on_commit_callbacks):
    withdraw(given, django_capture_on_commit_callbacks)

    row = LibraryImage.with_withdrawn.get(pk=drawing.pk)
    said = (row.title, row.credit, row.alt_text.as_dict(), row.file.name, row.renditions.count(), row.width)
    assert said == ("", "", {}, "", 0, 0)
    assert row.consent_id == given.pk
    assert row.erased_at >= row.withdrawn_at
    assert uses_of(given) == []


def test_it_is_struck_out_of_pages_drafts_and_older_versions(
    given, drawing, django_capture_on_commit_callbacks
):
    lesson = lesson_with(text_block(), image_block(drawing, caption="Drawn by Ana"))
    old = lesson.save_revision()
    lesson.title = "Newer"
    lesson.save_revision()
    source, _made = TranslationSource.get_or_create_from_instance(lesson)

    withdraw(given, django_capture_on_commit_callbacks)

    stored = LessonPage.objects.get(pk=lesson.pk)
    assert [child["type"] for child in stored.body.raw_data] == ["text"]
    versions = [json.loads(row.content["body"]) for row in Revision.objects.all()]
    assert [[child["type"] for child in body] for body in versions] == [["text"], ["text"]]
    assert "Drawn by Ana" not in TranslationSource.objects.get(pk=source.pk).content_json
    assert Revision.objects.get(pk=old.pk).as_object().body.raw_data[0]["type"] == "text"


def test_publishing_an_old_version_cannot_bring_it_back(
    client, given, drawing, django_capture_on_commit_callbacks
):
    lesson = lesson_with(image_block(drawing), text_block())
    old = lesson.save_revision()
    saved_elsewhere = json.loads(json.dumps(old.content))
    withdraw(given, django_capture_on_commit_callbacks)

    Revision.objects.get(pk=old.pk).publish()
    assert "<img" not in read(client, lesson)

    # Even a copy that was kept outside and is put back as it was.
    Revision.objects.filter(pk=old.pk).update(content=saved_elsewhere)
    with pytest.raises(NotShowable, match="no longer in the library"):
        Revision.objects.get(pk=old.pk).publish()


def test_a_restored_row_cannot_bring_it_back_either(
    client, given, drawing, django_capture_on_commit_callbacks
):
    """Somebody who writes into the database gives the row another consent: it stays a tombstone."""
    lesson = lesson_with(image_block(drawing))
    withdraw(given, django_capture_on_commit_callbacks)

    LibraryImage.with_withdrawn.filter(pk=drawing.pk).update(consent=consent(), shows_children="no")

    fill(lesson, image_block(drawing))
    html = read(client, lesson)
    assert ("Something that stood here is not available." in html, "<img" in html) == (True, False)


def test_a_preview_of_a_draft_shows_nothing_of_it(
    admin_client, given, drawing, django_capture_on_commit_callbacks
):
    lesson = lesson_with(image_block(drawing))
    lesson.save_revision()
    address = f"/admin/pages/{lesson.pk}/view_draft/"
    assert "<img" in admin_client.get(address).content.decode()

    withdraw(given, django_capture_on_commit_callbacks)

    assert "<img" not in admin_client.get(address).content.decode()


def test_nobody_finds_it_in_the_library_any_more(
    admin_client, given, drawing, django_capture_on_commit_callbacks
):
    pages = [
        "/admin/images/",
        "/admin/images/?q=house",
        "/admin/images/chooser/",
        "/admin/api/main/images/",
        f"/admin/images/{drawing.pk}/",
        f"/admin/images/usage/{drawing.pk}/",
        f"/admin/images/{drawing.pk}/preview/width-100/",
    ]
    before = [admin_client.get(page) for page in pages]
    assert [page.status_code for page in before] == [200] * 7

    withdraw(given, django_capture_on_commit_callbacks)

    after = [admin_client.get(page) for page in pages]
    assert [page.status_code for page in after] == [200, 200, 200, 200, 404, 404, 404]
    assert [b"house" in page.content for page in after[:4]] == [False, True, False, False]
    assert b"Ana" not in b"".join(page.content for page in after)


def test_what_a_lost_worker_left_behind_is_erased_by_the_next_tick(given, drawing, private_folder):
    actions.block_withdrawn(consent=given, now=timezone.now())
    assert len(files_in(private_folder)) == 6

    call_command("tick")

    assert files_in(private_folder) == []
    assert actions.erase_withdrawn() == 0


def test_erasing_twice_changes_nothing(given, drawing, django_capture_on_commit_callbacks):
    withdraw(given, django_capture_on_commit_callbacks)
    first = LibraryImage.with_withdrawn.get(pk=drawing.pk).erased_at

    assert actions.erase_withdrawn() == 0
    assert LibraryImage.with_withdrawn.get(pk=drawing.pk).erased_at == first


def test_other_things_of_the_same_page_stay(client, given, drawing, django_capture_on_commit_callbacks):
    keeps = image("Another house")
    ready(keeps)
    papers = [document("One", shows_children="yes", consent=given), document("Two")]
    lesson = lesson_with(image_block(drawing), image_block(keeps), document_block(*papers))

    withdraw(given, django_capture_on_commit_callbacks)

    html = read(client, lesson)
    assert (html.count("<img"), "Two" in html, ">One<" in html) == (1, True, False)
    assert "not available" not in html


def struck(*body: dict) -> list[str]:
    """The kinds that are left of a body when image 1 is gone, a note with how much it covers."""
    left = strike(LessonBody(), list(body), lambda model, key: (model, key) == (LibraryImage, 1))
    notes = {"content_note"}
    return [
        f"{one['type']} {one['value']['covers']}" if one["type"] in notes else one["type"] for one in left
    ]


def note(covers: int) -> dict:
    return block("content_note", topics=[], text="Before you read on", covers=covers)


def image_of(key: int) -> dict:
    return block("image", image=key, caption="", alt_text="", decorative=False)


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ([note(2), image_of(1), text_block(), text_block()], ["content_note 1", "text", "text"]),
        ([note(1), image_of(1), text_block()], ["text"]),
        ([note(3), image_of(1)], ["content_note 2"]),
        ([text_block(), image_of(2)], ["text", "image"]),
        ([image_of(1), note(1), image_of(2)], ["content_note 1", "image"]),
    ],
)
def test_a_content_note_goes_on_covering_what_is_left_of_its_blocks(body, left):
    assert struck(*body) == left


def test_a_page_cannot_be_published_with_what_may_not_be_shown(client):
    unknown = image("Ana's house", shows_children="unknown")
    lesson = lesson_with(text_block())
    lesson.body = lesson._meta.get_field("body").to_python(json.dumps([image_block(unknown)]))
    draft = lesson.save_revision()

    with pytest.raises(NotShowable, match="say in the library whether children are in it"):
        draft.publish()

    assert [child["type"] for child in LessonPage.objects.get(pk=lesson.pk).body.raw_data] == ["text"]
    assert len(page_problems(lesson)) == 1


def test_a_draft_may_hold_what_may_not_be_shown_yet():
    unknown = image(shows_children="unknown")
    lesson = lesson_with(text_block())
    lesson.unpublish()
    lesson.body = lesson._meta.get_field("body").to_python(json.dumps([image_block(unknown)]))

    lesson.save_revision()
    lesson.save()

    assert not LessonPage.objects.get(pk=lesson.pk).live


def test_what_rested_on_a_consent_rests_on_its_renewal_from_its_first_day(given, drawing):
    today = timezone.localdate()
    later = consent(renews=given, valid_from=today + datetime.timedelta(days=1))

    assert actions.follow_renewals(on=today) == 0
    assert actions.follow_renewals(on=today + datetime.timedelta(days=1)) == 1

    drawing.refresh_from_db()
    assert drawing.consent == later


def test_a_renewal_that_nobody_confirmed_changes_nothing(given, drawing):
    consent(renews=given, reviewed_at=None)

    assert actions.follow_renewals(on=timezone.localdate()) == 0
