"""What goes wrong is said in the reader's language, and says what to do."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.utils.translation import override

from home import views
from tests.courses.builders import person


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "language", "title"),
    [
        ("/en/nothing-here/", "en", "This page is not here"),
        ("/es/nada/", "es", "Esta página no está aquí"),
        ("/en/learn/nothing/", "en", "This page is not here"),
    ],
)
def test_a_page_that_is_not_there_says_so_in_the_language_of_its_address(url, language, title):
    response = Client().get(url, headers={"accept-language": "fr"})

    text = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{language}"' in text
    assert f"<h1>{title}</h1>" in text
    assert f'href="/{language}/"' in text


@pytest.mark.parametrize(
    ("view", "status"), [(views.bad_request, 400), (views.forbidden, 403), (views.not_found, 404)]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_refusals_come_in_both_languages_with_a_way_home(view, status, language):
    with override("en"):
        response = view(RequestFactory().get(f"/{language}/x/"), SuspiciousOperation())

    text = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in text
    assert f'<a class="btn" href="/{language}/">' in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("/en/account/data/file/", "There is nothing to read at this address"),
        ("/es/cuenta/datos/archivo/", "En esta dirección no hay nada que leer"),
    ],
)
def test_an_address_that_only_takes_forms_is_no_blank_page(url, title):
    response = Client().get(url)

    text = response.content.decode()
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert f"<h1>{title}</h1>" in text
    assert 'class="menu"' in text


@pytest.mark.django_db
def test_whoever_has_no_place_in_the_admin_is_told_so_in_one_language_with_a_way_on(client):
    client.force_login(person("ana"))

    response = client.get("/admin/", headers={"accept-language": "es"})
    later = client.get("/es/mi-aprendizaje/").content.decode()

    text = response.content.decode()
    assert response.status_code == 403
    assert "Usted no puede abrir esta página" in text
    assert "permission" not in text
    assert all(link in text for link in ('href="/es/aprender/"', 'href="/en/"', 'href="/es/privacidad/"'))
    assert "permission" not in later
    assert "permiso" not in later


def test_a_form_without_its_key_is_refused_with_what_to_do():
    response = views.csrf_failure(RequestFactory().post("/es/x/"), reason="missing")

    assert response.status_code == 403
    assert '<html lang="es"' in response.content.decode()


def test_the_page_for_our_own_failures_needs_no_database():
    response = views.server_error(RequestFactory().get("/en/"))

    text = response.content.decode()
    assert response.status_code == 500
    assert "Algo falló" in text
    assert "Something went wrong" in text


@pytest.mark.django_db
def test_a_foreign_host_is_a_bad_request_not_a_failure():
    assert Client().get("/en/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_the_offline_page_is_in_the_readers_language_and_kept_for_nobody_else():
    response = Client().get("/offline/", headers={"accept-language": "en"})

    assert '<html lang="en"' in response.content.decode()
    assert "private" in response.headers["Cache-Control"]
