"""Files are handed out whole, in parts or not at all, with the right to them asked every time."""

from urllib.parse import parse_qs

import pytest

from media.addresses import address_of
from media.models import Captions
from tests.courses.builders import person
from tests.media.builders import CAPTIONS, consent, document, image, jpeg, recording, upload

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def film(private_folder):
    """A film of known bytes."""
    made = recording()
    made.bytes = (private_folder / made.file.name).read_bytes()
    return made


def test_a_file_without_children_is_open_and_may_be_kept_for_an_hour(client, film):
    response = client.get(film.file.url)

    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=3600")
    assert body(response) == film.bytes
    assert response["Content-Type"] == "video/mp4"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Vary" not in response
    assert not response.cookies


def test_a_file_has_an_address_that_nobody_can_guess(film):
    assert len(film.file.name) == len("recordings/m.mp4") + 32
    assert film.file.url == f"/files/{film.file.name[11:-4]}/the-open-door.mp4"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=100-", 100, None),
        ("bytes=-5", -5, None),
        ("bytes=0-99999999999999999999999", 0, None),
        ("bytes=-99999999", 0, None),
    ],
)
def test_one_part_is_answered_with_that_part(client, film, asked, first, last):
    size = len(film.bytes)
    wanted = film.bytes[first : None if last is None else last + 1]

    response = client.get(film.file.url, headers={"Range": asked, "Accept-Encoding": "gzip"})

    start = first if first >= 0 else size + first
    assert (response.status_code, body(response)) == (206, wanted)
    assert response["Content-Range"] == f"bytes {start}-{start + len(wanted) - 1}/{size}"
    assert response["Content-Length"] == str(len(wanted))
    assert "Content-Encoding" not in response


@pytest.mark.parametrize("asked", ["bytes={size}-", "bytes=99999999-100000000", "bytes=-0"])
def test_a_part_beyond_the_end_does_not_exist(client, film, asked):
    size = len(film.bytes)

    response = client.get(film.file.url, headers={"Range": asked.format(size=size)})

    assert (response.status_code, response["Content-Range"], body(response)) == (416, f"bytes */{size}", b"")


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=5-2", "bytes=-", "lines=1-2", "bytes=a-b"])
def test_several_parts_and_nonsense_are_answered_with_the_whole(client, film, asked):
    response = client.get(film.file.url, headers={"Range": asked})

    assert (response.status_code, body(response)) == (200, film.bytes)


def test_a_head_tells_all_and_sends_nothing(client, film):
    response = client.head(film.file.url)
    part = client.head(film.file.url, headers={"Range": "bytes=0-9"})

    assert (response.status_code, response["Content-Length"], body(response)) == (
        200,
        str(len(film.bytes)),
        b"",
    )
    assert (part.status_code, part["Content-Length"], body(part)) == (206, "10", b"")


def test_whoever_has_the_file_is_not_sent_it_again(client, film):
    etag = client.head(film.file.url)["ETag"]

    again = client.get(film.file.url, headers={"If-None-Match": f'"other", {etag}'})
    stale = client.get(film.file.url, headers={"Range": "bytes=0-3", "If-Range": '"other"'})
    fresh = client.get(film.file.url, headers={"Range": "bytes=0-3", "If-Range": etag})

    assert (again.status_code, body(again)) == (304, b"")
    assert (stale.status_code, body(stale)) == (200, film.bytes)
    assert (fresh.status_code, body(fresh)) == (206, film.bytes[:4])


def test_changes_are_refused(client, film):
    assert client.post(film.file.url).status_code == 405


METHODS = ["get", "head"]
RANGES = [{}, {"Range": "bytes=0-9"}, {"Range": "bytes=99999999-"}]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("headers", RANGES)
def test_unknown_means_no_for_every_way_of_asking(client, method, headers):
    film = recording(shows_children="unknown")
    etag_guess = {"If-None-Match": "*"}

    for more in ({}, etag_guess):
        response = getattr(client, method)(film.file.url, headers=headers | more)
        assert (response.status_code, body(response), response["Cache-Control"]) == (
            404,
            b"",
            "private, no-store",
        )


def test_with_a_consent_it_is_shown_and_no_copy_is_kept(client):
    film = recording(shows_children="yes", consent=consent())

    response = client.get(film.file.url)

    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def every_file(private_folder):
    """An address of each kind of file that hangs on one consent."""
    given = consent()
    film = recording(
        shows_children="yes",
        consent=given,
        thumbnail=upload("still.jpg", jpeg()),
        audio_only=upload("sound.mp3", b"ID3\x03\0\0\0\0\0\0\xff\xfb\x90\x44"),
    )
    captions = Captions.objects.create(media=film, language="es", file=upload("c.vtt", CAPTIONS.encode()))
    paper = document(shows_children="yes", consent=given)
    drawing = image(shows_children="yes", consent=given)
    rendition = drawing.get_rendition("width-32|format-webp")
    files = [film.file, film.thumbnail, film.audio_only, captions.file, paper.file, rendition.file]
    return given, [file.url for file in files]


def test_every_kind_of_file_is_shown_with_a_consent_and_closed_without(client, private_folder):
    given, addresses = every_file(private_folder)
    before = [client.get(address).status_code for address in addresses]

    type(given).objects.filter(pk=given.pk).update(valid_from="2020-01-01", expires_on="2020-12-31")

    assert before == [200] * len(addresses)
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    assert [client.head(address).status_code for address in addresses] == [404] * len(addresses)


def test_an_original_is_for_those_who_keep_the_library(client, admin_client):
    drawing = image()

    assert client.get(drawing.file.url).status_code == 404
    assert admin_client.get(drawing.file.url).status_code == 200


def test_a_person_without_a_part_in_the_library_sees_no_more_than_a_stranger(client):
    film = recording(shows_children="unknown")
    client.force_login(person("berta"))

    assert client.get(film.file.url).status_code == 404


def test_a_document_is_saved_not_shown(client):
    paper = document("Palabras: salida")

    response = client.get(paper.file.url)

    assert response["Content-Disposition"] == 'attachment; filename="palabras-salida.pdf"'
    assert response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    "address",
    [
        "/documents/1/words.pdf",
        "/uploads/documents/words.pdf",
        "/uploads/original_images/house.jpg",
        "/images/abc/1/width-100/",
        "/private/recordings/film.mp4",
    ],
)
def test_older_addresses_of_files_lead_nowhere(client, address):
    assert client.get(address, follow=True).status_code == 404


def test_another_ending_or_shelf_is_another_file(client, film):
    address = film.file.url

    assert client.get(address.replace(".mp4", ".html")).status_code == 404
    assert client.get(address.replace("/files/m", "/files/d")).status_code == 404


def test_behind_nginx_the_file_is_named_and_not_sent(client, film, settings):
    settings.PUENTES_ACCEL = True

    response = client.get(film.file.url, headers={"Range": "bytes=0-9"})

    assert (response.status_code, response.content) == (200, b"")
    assert response["X-Accel-Redirect"] == f"/private/{film.file.name}"
    assert response["Cache-Control"] == "public, max-age=3600"


def test_behind_nginx_a_closed_file_stays_closed(client, settings):
    settings.PUENTES_ACCEL = True
    film = recording(shows_children="unknown")

    response = client.get(film.file.url)

    assert response.status_code == 404
    assert "X-Accel-Redirect" not in response


def test_a_file_that_is_gone_from_the_disk_is_not_found(client, film, private_folder):
    (private_folder / film.file.name).unlink()

    assert client.get(film.file.url).status_code == 404


def test_addresses_hold_words_of_the_title():
    assert address_of("images/i" + "0" * 32 + ".jpg", "¿Quién? Ñandú") == (
        "/files/i" + "0" * 32 + "/quien-nandu.jpg"
    )


@pytest.fixture
def bucket(settings):
    settings.STORAGES = {**settings.STORAGES, "private": {"BACKEND": "tests.media.bucket.Bucket"}}


def test_from_a_bucket_a_file_is_handed_out_by_a_link_that_lives_for_a_minute(client, bucket):
    film = recording()

    answer = client.get(film.file.url, headers={"Range": "bytes=0-9"})

    address, _mark, told = answer["Location"].partition("?")
    assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")
    assert address == f"https://bucket.example/{film.file.name}"
    assert parse_qs(told)["X-Amz-Expires"] == ["60"]
    assert parse_qs(told)["ResponseCacheControl"] == ["private, no-store"]


def test_from_a_bucket_captions_come_through_the_site_and_closed_files_not_at_all(client, bucket):
    film = recording()
    captions = Captions.objects.create(media=film, language="es", file=upload("c.vtt", CAPTIONS.encode()))
    closed = recording(shows_children="unknown")

    assert client.get(captions.file.url).content.decode() == CAPTIONS
    answer = client.get(closed.file.url)
    assert (answer.status_code, "Location" in answer) == (404, False)
