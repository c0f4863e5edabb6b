"""Checking a code: what anybody learns, and what nobody does."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils import timezone

from credentials import actions, attempts
from credentials.codes import grouped, new_code
from credentials.enums import RevocationReason
from credentials.models import Certificate
from tests.courses.builders import person
from tests.credentials.builders import DAY, certificate, manager

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    cache.clear()


def check(client, code, language="en", **headers):
    return client.get(f"/verify/{code}/", headers={"Accept-Language": language, **headers})


def seen(response) -> str:
    return response.content.decode()


def test_a_valid_certificate_shows_what_and_when_but_not_who(client):
    one = certificate(name="Ána Ñuño")

    response = check(client, one.grouped_code)

    assert response.status_code == 200
    for words in ("Valid", "La visita (en)", "14 March 2026", "1 hour 35 minutes", one.grouped_code):
        assert words in seen(response)
    for words in (
        "Ána",
        "Ñuño",
        one.holder.display_name,
        one.holder.email,
        str(one.public_id),
        str(one.holder.public_id),
    ):
        assert words not in seen(response)


def test_the_name_is_there_while_its_holder_agrees(client):
    one = certificate(name="Ána <b>Ñuño</b>")

    actions.show_name(certificate=one, shown=True, now=DAY)
    agreed = seen(check(client, one.grouped_code))
    actions.show_name(certificate=one, shown=False, now=DAY)

    assert "<bdi>Ána &lt;b&gt;Ñuño&lt;/b&gt;</bdi>" in agreed
    assert "Ñuño" not in seen(check(client, one.grouped_code))


def test_a_revoked_certificate_says_so_with_the_day_and_the_kind_of_reason(client):
    one = certificate(name="Ána Ñuño")
    actions.show_name(certificate=one, shown=True, now=DAY)
    actions.revoke(
        certificate=one,
        by=manager(),
        reason=RevocationReason.OTHER_PERSON,
        note="Her cousin did it",
        now=datetime.datetime(2026, 5, 2, tzinfo=datetime.UTC),
    )

    response = check(client, one.grouped_code)

    assert response.status_code == 200
    assert "It has not been valid since 2 May 2026. Reason: Somebody else did the work." in seen(response)
    assert "Valid</p>" not in seen(response)
    for words in ("cousin", "Marta", "Ñuño"):
        assert words not in seen(response)


def test_a_replaced_certificate_leads_to_nobody(client):
    one = certificate(name="Ána Ñuño")
    actions.choose_name(user=one.holder, name="Ana Sol", now=DAY)
    new = actions.issue_with_new_name(certificate=one, now=timezone.now())

    response = check(client, one.grouped_code)

    assert "It was replaced by a newer one" in seen(response)
    for words in ("Ñuño", "Sol", new.code, new.grouped_code):
        assert words not in seen(response)


def test_a_row_that_was_tampered_with_is_not_shown(client):
    one = certificate()
    Certificate.objects.filter(pk=one.pk).update(minutes=9000)

    response = check(client, one.grouped_code)

    assert "Its signature does not match" in seen(response)
    assert "La visita" not in seen(response)
    assert "Valid</p>" not in seen(response)


@pytest.mark.parametrize(
    "spell",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        # Not every code has a nought in it.
        lambda code: code.replace("0", "O").lower(),
    ],
)
def test_a_code_leads_to_its_one_address_however_it_is_spelled(client, spell):
    one = certificate()
    spelled = spell(one.grouped_code)

    response = check(client, spelled)

    assert (response.status_code, response.headers["Location"]) == (302, f"/verify/{one.grouped_code}/")


def test_a_code_that_is_typed_into_the_form_leads_to_its_page(client):
    one = certificate()

    response = client.get("/verify/", {"code": f" {one.grouped_code.lower()} "})

    assert (response.status_code, response.headers["Location"]) == (302, f"/verify/{one.grouped_code}/")


def test_a_code_that_does_not_exist_is_not_found_and_says_what_to_do(client):
    response = check(client, grouped(new_code()))

    assert response.status_code == 404
    assert "The code is complete, but we have not issued a certificate with it" in seen(response)
    assert 'name="code"' in seen(response)


def test_a_mistyped_code_is_not_found_and_says_that_it_is_mistyped(client):
    one = certificate()
    slip = one.grouped_code[:-1] + ("0" if one.code[-1] != "0" else "1")

    by_address, by_form = check(client, slip), client.get("/verify/", {"code": slip, "language": "en"})

    assert [page.status_code for page in (by_address, by_form)] == [404, 404]
    for page in (by_address, by_form):
        assert "A letter is missing, too many or wrong." in seen(page)
        assert slip in seen(page)


@pytest.mark.parametrize(
    "code", ["<script>", "' OR 1=1 --", "x" * 3000, "%00", "٠١٢", "..%2f..%2fetc", "%F0%9F%98%80"]
)
def test_nonsense_is_not_found(client, code):
    response = check(client, code)

    assert response.status_code == 404
    assert "<script>" not in seen(response).replace('<script type="module"', "")


def test_an_empty_or_endless_form_is_told_what_is_missing(client):
    assert client.get("/verify/", {"code": ""}).status_code == 422
    assert client.get("/verify/", {"code": "0" * 5000}).status_code == 422
    assert client.get("/verify/", {"code": "0\x00"}).status_code == 422


def test_what_may_be_a_code_is_looked_for_by_its_hash_alone(client, django_assert_num_queries, monkeypatch):
    one = certificate()
    with django_assert_num_queries(1) as found:
        check(client, one.grouped_code)
        query = found.captured_queries[0]["sql"]
    monkeypatch.setattr(Certificate.objects, "with_code", None)
    check(client, "mistyped")

    assert one.code not in query


def test_nothing_about_a_check_is_kept_or_indexed(client):
    one = certificate()
    for response in (check(client, one.grouped_code), client.get("/verify/"), check(client, "no")):
        assert "no-store" in response.headers["Cache-Control"]
        assert "private" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in seen(response)
        assert not response.cookies


def test_the_page_is_in_the_browsers_language_and_leads_to_the_other(client):
    one = certificate()
    path = f"/verify/{one.grouped_code}/"

    spanish, english = check(client, one.grouped_code, "es-MX"), check(client, one.grouped_code, "en")
    asked = client.get(f"{path}?language=en", headers={"Accept-Language": "es"})
    other = check(client, one.grouped_code, "fr")

    assert '<html lang="es"' in seen(spanish)
    assert f'href="{path}?language=en"' in seen(spanish)
    assert "La visita (en)" not in seen(spanish)
    assert ['<html lang="en"' in seen(page) for page in (english, asked, other)] == [True, True, False]


def test_nobody_changes_anything_there(client):
    one = certificate()

    assert client.post(f"/verify/{one.grouped_code}/").status_code == 405
    assert client.post("/verify/").status_code == 405


def test_ten_thousand_codes_from_one_address_are_refused_after_the_first(client, monkeypatch):
    monkeypatch.setattr(attempts, "MISSES", 20)

    answers = [check(client, grouped(new_code())).status_code for _try in range(30)]
    blocked, form = check(client, grouped(new_code())), client.get("/verify/", {"code": "x"})

    assert answers == [404] * 20 + [429] * 10
    assert (blocked.status_code, form.status_code) == (429, 429)
    assert blocked.headers["Retry-After"] == "600"
    assert "Wait 10 minutes, then try again." in seen(blocked)


def test_a_valid_code_is_answered_however_many_wrong_ones_came_from_the_same_address(client, monkeypatch):
    monkeypatch.setattr(attempts, "MISSES", 3)
    one = certificate()

    wrong = [check(client, grouped(new_code())).status_code for _try in range(5)]
    right, by_form = check(client, one.grouped_code), client.get("/verify/", {"code": one.code})

    assert wrong == [404, 404, 404, 429, 429]
    assert (right.status_code, by_form.status_code) == (200, 302)
    assert "La visita (en)" in seen(right)


def test_another_address_is_not_locked_out_with_it(client, monkeypatch):
    monkeypatch.setattr(attempts, "MISSES", 3)
    one = certificate()
    for _try in range(5):
        check(client, "mistyped")

    elsewhere = client.get(f"/verify/{one.grouped_code}/", REMOTE_ADDR="198.51.100.7")

    assert (check(client, "mistyped").status_code, elsewhere.status_code) == (429, 200)


def test_a_whole_network_of_version_six_counts_as_one_address(client, monkeypatch):
    monkeypatch.setattr(attempts, "MISSES", 3)

    answers = [
        client.get("/verify/mistyped/", REMOTE_ADDR=f"2001:db8:1:2::{number:x}").status_code
        for number in range(5)
    ]
    other = client.get("/verify/mistyped/", REMOTE_ADDR="2001:db8:1:3::1")

    assert (answers, other.status_code) == ([404, 404, 404, 429, 429], 404)


def test_a_training_room_may_check_as_many_certificates_as_it_likes(client, monkeypatch):
    monkeypatch.setattr(attempts, "MISSES", 3)
    one = certificate()

    assert {check(client, one.grouped_code).status_code for _person in range(40)} == {200}


def test_the_count_says_nothing_about_who_tried(client, monkeypatch):
    names = []
    monkeypatch.setattr(attempts.cache, "add", lambda key, *_rest: names.append(key) or True)

    client.get("/verify/mistyped/", REMOTE_ADDR="203.0.113.9")

    assert len(names) == 1
    assert "203.0.113" not in names[0]


def test_signed_in_people_see_the_same(client):
    one = certificate(name="Ána Ñuño")
    client.force_login(person("luz"))

    response = check(client, one.grouped_code)

    assert response.status_code == 200
    assert "Ñuño" not in seen(response)
    assert Certificate.objects.visible_to(AnonymousUser()).count() == 0
