"""Trainers fill the collection of their own module; nobody reaches into another's."""

import re

import pytest
from django.urls import reverse

from home.loading.permissions import ensure_permissions
from media.models import LibraryDocument, LibraryImage, LibraryMedia
from media.streams import choices_of
from people.enums import Role
from people.roles import ensure_roles
from tests.courses.authors import nested_form_data, sign_in, streamfield, trainer
from tests.courses.builders import lessons_of, person
from tests.media.builders import (
    consent,
    document,
    image,
    jpeg,
    recording,
    upload,
)
from tests.media.sent import ADD_IMAGE, image_form
from tests.safeguarding.builders import reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]


def addresses_of(item) -> list[str]:
    pk = item.pk
    return {
        LibraryImage: [
            reverse("wagtailimages:edit", args=[pk]),
            reverse("wagtailimages:delete", args=[pk]),
            reverse("wagtailimages:image_usage", args=[pk]),
            reverse("wagtailimages:preview", args=[pk, "width-100"]),
            reverse("wagtailimages:edit_multiple", args=[pk]),
            reverse("wagtailimages_chooser:chosen", args=[pk]),
            reverse("wagtailimages_chooser:select_format", args=[pk]),
            reverse("wagtailimages_chooser:chosen_multiple") + f"?id={pk}",
        ],
        LibraryDocument: [
            reverse("wagtaildocs:edit", args=[pk]),
            reverse("wagtaildocs:delete", args=[pk]),
            reverse("wagtaildocs:document_usage", args=[pk]),
            reverse("wagtaildocs_chooser:chosen", args=[pk]),
        ],
        LibraryMedia: [
            reverse("wagtailmedia:edit", args=[pk]),
            reverse("wagtailmedia:delete", args=[pk]),
            reverse("wagtailmedia:media_usage", args=[pk]),
            reverse("wagtailmedia:media_chosen", args=[pk]),
        ],
    }[type(item)]


@pytest.fixture
def secrets(foreign):
    """What stands in the collection of the other module."""
    return [
        make("Secret title", collection=foreign, shows_children="unknown")
        for make in (image, document, recording)
    ]


def test_what_stands_in_another_collection_does_not_exist(admin, secrets):
    answers = {url: admin.get(url).status_code for item in secrets for url in addresses_of(item)}

    assert set(answers.values()) <= {404, 405}


def test_its_own_trainers_open_the_same_addresses(client, modules, secrets):
    sign_in(client, trainer("omar", modules[1]))

    answers = {url: client.get(url).status_code for item in secrets for url in addresses_of(item)}

    assert {url for url, status in answers.items() if status not in {200, 405}} == set()


LISTS = [
    "/admin/images/",
    "/admin/images/?q=secret",
    "/admin/images/chooser/",
    "/admin/images/chooser/results/?q=secret",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/media/",
    "/admin/media/?q=secret",
    "/admin/media/chooser/",
    "/admin/api/main/images/",
    "/admin/api/main/documents/",
]


def test_lists_choosers_searches_and_the_api_show_ones_own_alone(admin, own, secrets, client, modules):
    mine = [make("My own", collection=own) for make in (image, document, recording)]
    assert len(mine) == 3

    pages = {url: admin.get(url) for url in LISTS}

    assert {page.status_code for page in pages.values()} == {200}
    assert {url for url, page in pages.items() if "Secret title" in page.content.decode()} == set()
    unsearched = {url: page for url, page in pages.items() if "q=" not in url}
    assert {url for url, page in unsearched.items() if "My own" not in page.content.decode()} == set()


def test_a_file_of_another_collection_is_closed_and_ones_own_draft_is_open(admin, own, secrets):
    draft = recording(collection=own, shows_children="unknown")

    answer = admin.get(draft.file.url)

    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert [admin.get(item.file.url).status_code for item in secrets] == [404, 404, 404]


def test_bulk_actions_do_nothing_to_others_files(admin, secrets):
    drawing = secrets[0]
    url = f"/admin/bulk/media/libraryimage/delete/?id={drawing.pk}"

    page = admin.get(url)
    admin.post(url, {"confirm": "yes"})

    assert page.status_code == 404
    assert LibraryImage.objects.filter(pk=drawing.pk).exists()


def test_several_files_at_once_are_not_taken_unread(admin, own):
    answer = admin.get(reverse("wagtailimages:add_multiple"))

    assert (answer.status_code, answer["Location"]) == (302, ADD_IMAGE)
    sent = admin.post(reverse("wagtailimages:add_multiple"), {"files[]": upload("a.jpg", jpeg(gps=True))})
    assert sent.status_code in {302, 405}


def test_only_those_who_keep_consents_choose_one(client, admin, own):
    given = consent()
    trainers_form = admin.get(ADD_IMAGE).content.decode()
    admin.post(ADD_IMAGE, image_form(own, shows_children="yes", consent=given.pk))

    made = LibraryImage.objects.get()
    assert ' name="consent"' not in trainers_form
    assert (made.consent, made.may_be_shown()) == (None, False)

    ensure_roles()
    ensure_permissions()
    sofia = reviewer()
    sign_in(client, sofia)
    edit = reverse("wagtailimages:edit", args=[made.pk])
    assert ' name="consent"' in client.get(edit).content.decode()
    form = {name: value for name, value in image_form(own).items() if name != "file"}
    client.post(edit, {**form, "shows_children": "yes", "consent": given.pk})

    made.refresh_from_db()
    assert (made.consent, made.may_be_shown()) == (given, True)


def test_a_trainer_who_saves_an_image_again_keeps_its_consent(admin, own):
    kept = image(collection=own, shows_children="yes", consent=consent())
    form = {name: value for name, value in image_form(own).items() if name != "file"}

    admin.post(
        reverse("wagtailimages:edit", args=[kept.pk]), {**form, "shows_children": "yes", "title": "Newer"}
    )

    kept.refresh_from_db()
    assert (kept.title, kept.consent is not None) == ("Newer", True)


def test_reviewers_see_what_waits_for_a_consent(client, admin, own, tania):
    image("Drawn by a child", collection=own, shows_children="yes", uploaded_by_user=tania)
    image("Of nobody", collection=own)
    assert admin.get(reverse("library_waiting")).status_code in {302, 403}
    ensure_roles()
    ensure_permissions()
    sign_in(client, reviewer())

    page = client.get(reverse("library_waiting")).content.decode()

    assert ("Drawn by a child" in page, "Of nobody" in page, "has no consent on file" in page) == (
        True,
        False,
        True,
    )


def test_trainers_find_the_library_in_their_menu_and_others_do_not(admin, client):
    assert "/admin/images/" in admin.get("/admin/").content.decode()

    ensure_roles()
    translator = person("ines", language="en")
    translator.groups.add(ensure_roles()[Role.TRANSLATOR])
    sign_in(client, translator)
    assert "/admin/images/" not in client.get("/admin/").content.decode()


def test_a_thumbnail_of_the_list_goes_through_the_same_door(admin, own, client):
    drawing = image(collection=own, shows_children="unknown")
    page = admin.get("/admin/images/").content.decode()

    address = re.search(r'src="(/files/r[^"]+)"', page)[1]
    assert admin.get(address).status_code == 200
    client.logout()
    assert client.get(address).status_code == 404
    assert drawing.renditions.count() == 1


def lesson_form(lesson, *blocks) -> dict:
    stream = streamfield(list(blocks))
    return nested_form_data(
        {"title": lesson.title, "slug": lesson.slug, "intro": "", "duration_minutes": 10, "body": stream}
    ) | {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MAX_NUM_FORMS": ""}


def drawn(chosen) -> tuple[str, dict]:
    return ("image", {"image": str(chosen.pk), "caption": "", "alt_text": "", "decorative": ""})


def kept(*papers) -> tuple[str, dict]:
    return ("document", {"title": "", "documents": streamfield([("item", str(one.pk)) for one in papers])})


def test_a_lesson_cannot_name_what_stands_in_another_collection(admin, modules, own, secrets):
    lesson = lessons_of(modules[0])[0]
    mine = image("My own", collection=own)

    answer = admin.post(
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
        lesson_form(lesson, drawn(mine), drawn(secrets[0]), kept(secrets[1])),
    )

    lesson.refresh_from_db()
    held = choices_of(lesson.get_latest_revision_as_object())
    assert (answer.status_code, "Secret title" in answer.content.decode()) in {(200, False), (302, False)}
    assert set(held) <= {(LibraryImage, mine.pk)}


def test_publishing_what_may_not_be_shown_keeps_the_draft_and_says_why(admin, modules, own):
    lesson = lessons_of(modules[0])[0]
    unknown = image("Who is this", collection=own, shows_children="unknown")
    form = lesson_form(lesson, drawn(unknown)) | {"action-publish": "action-publish"}

    page = admin.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), form, follow=True)

    lesson.refresh_from_db()
    assert list(lesson.body.raw_data) == []
    assert choices_of(lesson.get_latest_revision_as_object()) == [(LibraryImage, unknown.pk)]
    assert "say in the library whether children are in it" in page.content.decode()
