"""What trainers upload is taken in clean, or refused in words."""

import pytest
from django.urls import reverse
from wagtail.models import Collection

from media.models import Captions, LibraryDocument, LibraryImage, LibraryMedia
from media.shelves import EVERYTHING, open_to
from tests.courses.authors import sign_in, trainer
from tests.media.armed import GOES, armed_pdf, readable
from tests.media.builders import (
    CAPTIONS,
    bomb,
    document,
    image,
    jpeg,
    mp3,
    mp4,
    pdf,
    png,
    upload,
)
from tests.media.sent import ADD_DOCUMENT, ADD_IMAGE, errors, image_form

pytestmark = pytest.mark.django_db


def test_a_trainer_uploads_into_their_own_collection(admin, own, tania):
    response = admin.post(ADD_IMAGE, image_form(own))

    made = LibraryImage.objects.get()
    assert response.status_code == 302
    assert (made.collection, made.uploaded_by_user, made.alt_text.as_dict()) == (
        own,
        tania,
        {"es": "Una casa.", "en": "A house."},
    )
    assert made.file_size == made.file.size
    assert b"Exif" not in made.file.read()


def test_a_trainer_cannot_upload_into_another_collection_or_above_all(admin, foreign):
    for collection in (foreign, Collection.get_first_root_node()):
        admin.post(ADD_IMAGE, image_form(collection))

    # With one collection of their own there is nothing to choose: it goes there.
    assert {made.collection_id for made in LibraryImage.objects.all()}.isdisjoint(
        {foreign.pk, Collection.get_first_root_node().pk}
    )


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"file": upload("a.png", bomb())}, "more than 40 million pixels"),
        ({"file": upload("a.jpg", b"<svg><script/></svg>")}, "cannot be read as an image"),
        ({"file": upload("a.svg", b"<svg><script/></svg>")}, "cannot be read as an image"),
        ({"file": upload("a.png", jpeg())}, "This file is called .png, but holds something else."),
        ({"file": upload("a.bmp", jpeg())}, "Use one of: jpg, jpeg, png, webp, gif."),
        ({"file": upload("a.jpg", jpeg((400, 300))[:-900])}, "cannot be read as an image"),
        ({"file": upload("a.png", png((400, 300))[:-30])}, "cannot be read as an image"),
        ({"alt_text_en": ""}, "Write this in every language."),
        ({"shows_children": ""}, "This field is required."),
    ],
)
def test_an_image_that_is_not_taken_is_refused_in_words(admin, own, fields, says, private_folder):
    response = admin.post(ADD_IMAGE, image_form(own, **fields))

    assert response.status_code == 200
    assert says in errors(response)
    assert LibraryImage.objects.count() == 0
    assert not private_folder.exists()


def test_what_is_larger_than_its_kind_may_be_is_refused(admin, own, settings):
    settings.LIBRARY_LIMITS = {**settings.LIBRARY_LIMITS, "image": 500}

    response = admin.post(ADD_IMAGE, image_form(own))

    assert "at most 500\xa0bytes are taken" in errors(response)
    assert LibraryImage.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/admin/images/add/", "21.0\xa0MB"),
        ("/admin/media/video/add/", "621.0\xa0MB"),
        ("/en/", "51.0\xa0MB"),
    ],
)
def test_two_gigabytes_are_refused_before_a_byte_of_them_is_read(admin, address, most):
    response = admin.post(
        address, data=b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=str(2 * 1024**3)
    )

    assert response.status_code == 413
    assert f"What you sent is 2.0\xa0GB; at most {most} are taken here." in errors(response)


def test_only_what_was_a_file_is_called_one(admin):
    sent = {"content_type": "multipart/form-data; boundary=b", "CONTENT_LENGTH": str(2 * 1024**3)}

    words, file = (
        errors(admin.post(address, data=b"x", **sent)) for address in ("/en/", "/admin/images/add/")
    )

    assert ("This file was not taken" in words, "What you sent is too long" in words) == (False, True)
    assert "This file was not taken" in file


def test_somebody_without_an_account_sends_words_alone(client):
    answers = [
        client.post(
            "/admin/media/video/add/",
            b"x",
            content_type="multipart/form-data; boundary=b",
            CONTENT_LENGTH=size,
        )
        for size in ("2000000", "4000000", "nonsense")
    ]

    assert [answer.status_code for answer in answers] == [302, 413, 302]


def test_nothing_is_taken_when_the_disk_is_nearly_full(admin, own, monkeypatch):
    monkeypatch.setattr("media.limits.disk_is_full", lambda: True)

    response = admin.post(ADD_IMAGE, image_form(own))

    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert "There is no room for files at the moment." in errors(response)
    assert LibraryImage.objects.count() == 0


def test_nobody_fills_more_than_their_share(admin, own, tania, settings):
    settings.LIBRARY_QUOTA = 2000
    image(collection=own, uploaded_by_user=tania)
    LibraryImage.objects.update(file_size=1900)

    response = admin.post(ADD_IMAGE, image_form(own))

    assert "Your files would take more than 2.0\xa0KB" in errors(response)
    assert LibraryImage.objects.count() == 1


def test_a_document_says_its_size_and_pages(admin, own):
    form = {"title": "Words", "file": upload("w.pdf", pdf(3)), "shows_children": "no", "language": "es"}

    admin.post(ADD_DOCUMENT, {**form, "collection": own.pk, "credit": "", "licence": ""})

    made = LibraryDocument.objects.get()
    assert (made.pages, made.file_size, made.collection) == (3, made.file.size, own)


def test_a_document_that_lies_is_refused(admin, own):
    form = {
        "title": "Words",
        "file": upload("w.pdf", b"MZ\x90"),
        "shows_children": "no",
        "collection": own.pk,
    }

    response = admin.post(ADD_DOCUMENT, form)

    assert "This file is called .pdf, but holds something else." in errors(response)


@pytest.mark.parametrize("name", ["w.pdf", "w.docx", "w.txt", "w.svg"])
def test_a_document_that_is_refused_is_told_one_sentence(admin, own, name):
    form = {"title": "Words", "file": upload(name, b"MZ\x90\0"), "shows_children": "no"}

    response = admin.post(ADD_DOCUMENT, {**form, "collection": own.pk})

    assert len(response.context["form"].errors["file"]) == 1
    assert "File extension" not in errors(response)


def test_a_film_that_is_refused_is_told_one_sentence(admin, own):
    response = admin.post(ADD_VIDEO, film_form(own, file=upload("a.mp4", b"MZ")))

    assert response.context["form"].errors == {
        "file": ["This file is called .mp4, but holds something else. Save it again in its own format."]
    }


def test_a_broken_image_is_refused_in_the_chooser_and_as_a_still(admin, own):
    broken = jpeg((400, 300))[:-900]
    form = image_form(own, file=upload("a.jpg", broken))

    chosen = admin.post(
        reverse("wagtailimages_chooser:create"),
        {f"image-chooser-upload-{name}": value for name, value in form.items()},
    )
    film = admin.post(ADD_VIDEO, film_form(own, thumbnail=upload("s.jpg", broken)))

    assert (chosen.status_code, film.status_code) == (200, 200)
    assert "cannot be read as an image" in errors(chosen)
    assert "cannot be read as an image" in errors(film)
    assert (LibraryImage.objects.count(), LibraryMedia.objects.count()) == (0, 0)


def test_what_was_in_a_pdf_beside_its_pages_is_not_stored(admin, own):
    form = {"title": "Words", "file": upload("w.pdf", armed_pdf()), "shows_children": "no", "language": "es"}

    admin.post(ADD_DOCUMENT, {**form, "collection": own.pk, "credit": "", "licence": ""})

    stored = LibraryDocument.objects.get().file.read()
    assert {word for word in GOES if word in readable(stored)} == set()


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("es", ["No se pudo crear el documento", "como máximo 50.0\xa0MB"]),
        ("en", ["The document could not be created", "at most 50.0\xa0MB"]),
    ],
)
def test_the_form_of_documents_speaks_the_language_of_its_reader(client, modules, language, says):
    sign_in(client, trainer("olga", modules[0], language=language))

    page = errors(client.post(ADD_DOCUMENT, {"title": "Words"}))

    assert [words for words in says if words not in page] == []


def film_form(collection, **fields) -> dict:
    return {
        "title": "The door",
        "file": upload("a.mp4", mp4(place=b"+19.42-099.12/")),
        "language": "es",
        "shows_children": "no",
        "thumbnail": upload("s.jpg", jpeg(gps=True)),
        "audio_only": upload("a.mp3", mp3()),
        "transcript_es": "La puerta.",
        "transcript_en": "",
        "captions_es": upload("es.vtt", CAPTIONS.encode()),
        "credit": "",
        "licence": "",
        "collection": collection.pk,
        **fields,
    }


ADD_VIDEO = reverse("wagtailmedia:add", args=["video"])


def test_a_film_comes_with_captions_sound_and_a_still(admin, own):
    response = admin.post(ADD_VIDEO, film_form(own))

    made = LibraryMedia.objects.get()
    assert response.status_code == 302
    assert (made.duration, made.file_size, made.audio_only_size) == (90, made.file.size, made.audio_only.size)
    assert b"+19.42" not in made.file.read()
    assert b"Exif" not in made.thumbnail.read()
    assert [(row.language, row.file.read().decode()) for row in made.captions.all()] == [("es", CAPTIONS)]


def test_broken_captions_are_refused_with_their_lines(admin, own):
    broken = upload("es.vtt", b"WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nHola\n")

    response = admin.post(ADD_VIDEO, film_form(own, captions_es=broken))

    assert "Line 4 must be times such as" in errors(response)
    assert LibraryMedia.objects.count() == 0


def test_captions_are_kept_exchanged_and_taken_away(
    admin, own, private_folder, django_capture_on_commit_callbacks
):
    admin.post(ADD_VIDEO, film_form(own))
    film = LibraryMedia.objects.get()
    edit = reverse("wagtailmedia:edit", args=[film.pk])
    same = {name: value for name, value in film_form(own).items() if not hasattr(value, "read")}
    first = Captions.objects.get()

    assert first.file.url in errors(admin.get(edit))
    admin.post(edit, same)
    assert Captions.objects.get() == first

    with django_capture_on_commit_callbacks(execute=True):
        admin.post(edit, {**same, "captions_es": upload("n.vtt", CAPTIONS.replace("open", "wide").encode())})
    assert "wide" in Captions.objects.get().file.read().decode()

    with django_capture_on_commit_callbacks(execute=True):
        admin.post(edit, {**same, "captions_es-clear": "on"})
    assert Captions.objects.count() == 0
    assert list((private_folder / "captions").iterdir()) == []


def test_nobody_says_by_default_that_no_child_is_in_it(admin, own):
    response = admin.get(ADD_DOCUMENT)

    assert response.context["form"]["shows_children"].value() == "unknown"
    assert LibraryDocument().shows_children == "unknown"


def test_something_new_goes_where_the_last_thing_went_and_the_first_nowhere(admin, own, tania):
    second = own.get_parent().add_child(name="Another of hers")
    for group in tania.groups.filter(collection_permissions__collection=own).distinct():
        open_to(group, second, EVERYTHING)

    def preferred():
        return admin.get(ADD_DOCUMENT).context["form"]["collection"].value()

    before = preferred()
    document(uploaded_by_user=tania, collection=second)

    assert (before, preferred()) == (None, second.pk)
