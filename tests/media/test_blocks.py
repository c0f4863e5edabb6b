"""What readers and authors see of the library in a lesson."""

import datetime
import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from base import generation
from base.translated import Translated
from media.models import Captions
from safeguarding.enums import Channel
from tests.media.builders import CAPTIONS, consent, document, image, jpeg, mp3, recording, upload
from tests.media.pages import (
    document_block,
    fill,
    image_block,
    lesson_with,
    media_block,
    read,
    ready,
    text_block,
)

pytestmark = pytest.mark.django_db
CLOSED = "Something that stood here is not available."


def figure(html: str, kind: str) -> str:
    return re.search(rf'<figure class="{kind}".*?</figure>', html, re.DOTALL)[0]


def test_an_image_comes_in_small_modern_formats_with_its_measures_and_words(client):
    drawing = image(data=jpeg((1200, 900)), credit="Puentes", licence="cc-by-4.0")
    ready(drawing)

    html = figure(read(client, lesson_with(image_block(drawing))), "pictured")

    types = re.findall(r'<source type="([^"]+)" srcset="(\S+) 400w, (\S+) 800w"', html)
    assert [kind for kind, _small, _large in types] == ["image/avif", "image/webp"]
    assert 'alt="A house with its door open." width="800" height="600" loading="lazy"' in html
    assert re.search(r'src="/files/r[0-9a-f]{32}/[a-z0-9-]+\.jpg"', html)
    assert all(part in html for part in ("A drawn house", "Puentes", "CC BY 4.0"))
    assert "original" not in html


def test_every_size_of_a_shown_image_can_be_loaded_by_a_stranger(client):
    drawing = image(data=jpeg((1200, 900)))
    ready(drawing)
    html = read(client, lesson_with(image_block(drawing)))

    addresses = set(re.findall(r"/files/r[0-9a-f]{32}/[a-z0-9-]+\.[a-z]+", html))

    kinds = sorted(client.get(address)["Content-Type"] for address in addresses)
    assert kinds == ["image/avif", "image/avif", "image/jpeg", "image/webp", "image/webp"]


def test_while_an_image_is_being_prepared_nobody_waits_for_it(client):
    drawing = image()

    html = read(client, lesson_with(image_block(drawing)))

    assert "This image is being prepared." in html
    assert drawing.renditions.count() == 0


def test_an_image_whose_file_was_exchanged_is_made_ready_again(client, django_capture_on_commit_callbacks):
    drawing, unused = image(data=jpeg((900, 600))), image("Nowhere")
    ready(drawing)
    lesson = lesson_with(image_block(drawing))
    before = read(client, lesson)
    drawing.renditions.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        for one in (drawing, unused):
            one.file = ContentFile(jpeg((900, 600), left="black"), name="new.jpg")
            one.save()

    after = read(client, lesson)
    assert set(re.findall(r"/files/r[^\s\"]+", before)).isdisjoint(re.findall(r"/files/r[^\s\"]+", after))
    assert ("<img" in after, unused.renditions.count()) == (True, 0)


def test_decoration_is_passed_over_and_words_of_the_lesson_come_first(client):
    drawing = image()
    ready(drawing)
    decoration = image_block(drawing)
    decoration["value"]["decorative"] = True
    own_words = image_block(drawing)
    own_words["value"]["alt_text"] = "The door that was left open."

    html = read(client, lesson_with(decoration, own_words))

    assert re.findall(r' alt="([^"]*)"', html) == ["", "The door that was left open."]


def test_who_saves_data_reads_words_and_may_ask_for_the_image(client):
    drawing = image(data=jpeg((1200, 900)))
    ready(drawing)
    lesson = lesson_with(image_block(drawing))

    html = read(client, lesson, **{"Save-Data": "on"})
    other = read(client, lesson)

    assert "<img" not in html
    assert "A house with its door open." in html
    assert re.search(r'<a class="btn quiet" href="/files/r[^"]+">.*Show image \(\d', html)
    assert "<img" in other


@pytest.mark.parametrize("shows", ["unknown", "yes"])
def test_without_a_known_consent_nothing_of_an_image_is_shown(client, shows):
    drawing = image("Ana's drawing", shows_children=shows)

    html = read(client, lesson_with(image_block(drawing)))

    assert CLOSED in html
    assert "Ana" not in html
    assert "A drawn house" not in html
    assert "/files/" not in html


def test_a_consent_counts_for_its_languages_and_channels_only(client):
    spanish_only = image(shows_children="yes", consent=consent(languages=["es"]))
    printed_only = image(shows_children="yes", consent=consent(channels=[Channel.PRINT]))
    good = image(shows_children="yes", consent=consent())
    ready(spanish_only, printed_only, good)

    html = read(client, lesson_with(*map(image_block, (spanish_only, printed_only, good))))

    assert (html.count(CLOSED), html.count("<img")) == (2, 1)


def test_an_image_whose_consent_expired_last_night_is_gone_from_a_page_that_was_kept(client):
    drawing = image(shows_children="yes", consent=consent())
    ready(drawing)
    lesson = lesson_with(image_block(drawing))
    assert "<img" in read(client, lesson)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    type(drawing.consent).objects.update(expires_on=yesterday)

    generation.bump_if_older_than(timezone.now() + datetime.timedelta(seconds=1))

    html = read(client, lesson)
    assert (CLOSED in html, "<img" in html) == (True, False)


def test_a_film_waits_to_be_asked_and_says_what_it_weighs(client):
    film = recording(
        language="es",
        thumbnail=upload("still.jpg", jpeg()),
        audio_only=upload("sound.mp3", mp3()),
        transcript=Translated(es="La puerta está abierta.", en="The door is open."),
    )
    for language in ("es", "en"):
        Captions.objects.create(media=film, language=language, file=upload("c.vtt", CAPTIONS.encode()))

    html = figure(read(client, lesson_with(media_block(film))), "player")

    assert re.search(r'<video controls preload="none" playsinline poster="/files/p[^"]+\.jpg">', html)
    assert "autoplay" not in html
    assert re.findall(
        r'<track kind="captions" src="/files/c[^"]+" srclang="(\w+)" label="[^"]+"( default)?>', html
    ) == [
        ("en", " default"),
        ("es", ""),
    ]
    assert re.search(r"Download the video \(2\.\d\xa0KB\)", html)
    assert re.search(r"Sound alone \(\d+\xa0bytes\)", html)
    assert "1:30" in html
    assert '<div class="prose" lang="en"><p>The door is open.</p></div>' in html


def test_a_film_that_may_not_be_downloaded_offers_no_download(client):
    film = recording(shows_children="yes", consent=consent(channels=[Channel.SITE]))

    html = figure(read(client, lesson_with(media_block(film))), "player")

    assert "<video" in html
    assert "Download" not in html


def test_a_film_of_unknown_children_is_not_there(client):
    film = recording("Ana speaks", shows_children="unknown")

    html = read(client, lesson_with(media_block(film)))

    assert (CLOSED in html, "<video" in html, "Ana" in html) == (True, False, False)


def test_documents_say_what_they_are(client):
    papers = [document("Palabras"), document("Words", language="", name="words.txt", data=b"door\n")]

    html = read(client, lesson_with(document_block(*papers)))

    found = re.search(r'<section class="documents".*?</section>', html, re.DOTALL)[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found)).strip().replace("\xa0", " ")
    size = papers[0].file_size
    assert words == (f"To keep Palabras PDF {size} bytes 2 pages Español Words TXT 5 bytes Several languages")
    assert 'hreflang="es" download><span lang="es">' in found


def test_ten_images_cost_no_query_more_than_one(client):
    drawings = [image(f"House {number}", shows_children="yes", consent=consent()) for number in range(10)]
    ready(*drawings)
    lesson = lesson_with(text_block())
    queries_of_page(client, lesson)
    fill(lesson, image_block(drawings[0]))
    one = queries_of_page(client, lesson)

    fill(lesson, *map(image_block, drawings))

    assert queries_of_page(client, lesson) == one
    assert queries_of_page(client, lesson) == 1


def queries_of_page(client, lesson) -> int:
    generation.forget()
    with CaptureQueriesContext(connection) as captured:
        client.get(lesson.url)
    return len(captured)
