"""A reflection: kept for its writer alone, and what is refused is not lost."""

import re
import uuid

import pytest

from courses.models import ReflectionEntry
from tests.courses.activities.visits import address_of_act, part, read, send_bytes, write
from tests.courses.builders import person
from tests.people.builders import a_person, last_code

pytestmark = pytest.mark.django_db

HIDDEN_NEXT = re.compile(r'name="next" value="([^"]+)"')


def test_without_an_account_there_is_the_way_to_one_and_nothing_to_write_in(started, lessons):
    card = part(read(started, lessons["en"]), "activity-r1")

    assert "Sign in to write and keep a reflection." in card
    assert "<textarea" not in card
    assert f"next={lessons['en'].url}" in card.replace("%2F", "/")


def test_from_the_reflection_through_code_and_claim_back_to_it_in_the_language_of_the_page(started, lessons):
    a_person("ana@example.org", language="es")
    started.post(address_of_act(lessons["en"]), {"act": "done", "uuid": uuid.uuid4()})
    way_in = re.search(r'href="([^"]+)" rel="nofollow">Sign in to write', read(started, lessons["en"]))[1]
    wanted = HIDDEN_NEXT.search(started.get(way_in).content.decode())[1]

    asked = started.post(way_in, {"email": "ana@example.org", "next": wanted})
    arrived = started.post(asked.url, {"code": last_code(), "next": wanted}, follow=True)
    claim = arrived.redirect_chain[-1][0]
    kept = HIDDEN_NEXT.search(arrived.content.decode())[1]
    back = started.post(claim, {"answer": "yes", "next": kept})

    assert wanted == kept == back.url == f"{lessons['en'].url}?note=open#activity-r1"
    assert claim.startswith("/en/my-learning/claim/?next=")
    assert "<textarea" in part(started.get(back.url).content.decode(), "activity-r1")


def test_claiming_leads_to_no_other_site(started, lessons):
    started.force_login(person("ana"))

    response = started.post("/en/my-learning/claim/", {"answer": "yes", "next": "https://evil.example/"})

    assert response.url == "/en/my-learning/"


@pytest.mark.parametrize("json", [True, False])
def test_a_text_is_kept_and_comes_back(ana, lessons, json):
    response = write(ana, lessons["en"], "Ana <thinks>\r\ntwice", json=json)

    assert response.status_code == (200 if json else 303)
    assert ReflectionEntry.objects.get().text == "Ana <thinks>\ntwice"
    assert "\nAna &lt;thinks&gt;\ntwice</textarea>" in part(read(ana, lessons["es"]), "activity-r1")


def test_nobody_else_sees_it(ana, lessons, django_user_model):
    write(ana, lessons["en"], "Ana's secret")
    pages = [read(ana, lessons["en"])]
    for user in (person("bruno"), person("admin", is_superuser=True, is_staff=True)):
        ana.force_login(user)
        pages.append(read(ana, lessons["en"]))
    ana.logout()
    pages.append(read(ana, lessons["en"]))

    assert ["Ana&#x27;s secret" in html for html in pages] == [True, False, False, False]


@pytest.mark.parametrize("json", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        *("x" * 5001, "x" * 1_000_000, "ñ" * 524_288, "🌱" * 262_144),
        *("nul \x00 inside", "bell \x07 inside", "damaged \ufffd inside"),
    ],
    ids=["5001", "1 MB", "1 MB of ñ", "1 MB of emoji", "NUL", "control", "damaged"],
)
def test_a_text_that_cannot_be_kept_is_refused_and_not_lost(ana, lessons, text, json):
    write(ana, lessons["en"], "Before")

    response = write(ana, lessons["en"], text, json=json, urlencoded=True)

    assert response.status_code == 422
    if json:
        assert list(response.json()) == ["error"]
    else:
        assert text in response.content.decode()
    assert ReflectionEntry.objects.get().text == "Before"


@pytest.mark.parametrize("json", [True, False])
def test_bytes_that_are_no_text_are_refused(ana, lessons, json):
    response = send_bytes(ana, lessons["en"], b"text=caf%E9&uuid=" + str(uuid.uuid4()).encode(), json=json)

    assert response.status_code == 422
    assert "arrived damaged" in response.content.decode()
    assert ReflectionEntry.objects.count() == 0


@pytest.mark.parametrize("json", [True, False])
def test_more_than_can_be_read_is_refused_in_words(ana, lessons, json):
    response = send_bytes(ana, lessons["en"], b"text=" + b"x" * (4 * 1024**2), json=json)

    assert response.status_code == 413
    assert ("far too long" if json else "What you sent is too long") in response.content.decode()


@pytest.mark.parametrize("json", [True, False])
def test_signed_out_while_writing_keeps_the_text_on_the_page(started, lessons, json):
    response = write(started, lessons["en"], "Half an hour of thoughts", json=json)

    assert response.status_code == 403
    assert json or "Half an hour of thoughts" in response.content.decode()
    assert ReflectionEntry.objects.count() == 0


def test_an_older_text_from_another_window_is_not_taken_for_saved(ana, lessons):
    write(ana, lessons["en"], "Newer")

    response = write(ana, lessons["en"], "Older", json=True, happened_at="2020-01-01T00:00:00Z")

    assert response.status_code == 409
    assert "newer text" in response.json()["error"]
    assert ReflectionEntry.objects.get().text == "Newer"


def test_exactly_5000_characters_fit(ana, lessons):
    assert write(ana, lessons["en"], "ñ" * 5000).status_code == 303
