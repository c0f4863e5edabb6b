"""The shelf in the admin: who may, and what the forms accept."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from base.translated import Translated
from people.models import User
from reference.models import GlossaryTerm, Provision, Statistic
from tests.reference.builders import a_glossary_term, a_provision, a_source, a_statistic, an_instrument, both

pytestmark = pytest.mark.django_db


def signed_in(*permissions: str, email: str = "teresa@example.org") -> Client:
    """A browser of somebody with these permissions, each written `app.codename`."""
    person = User.objects.create_user(email, display_name="Teresa", language="en")
    for permission in permissions:
        app, codename = permission.split(".")
        person.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def an_editor(*permissions: str) -> Client:
    return signed_in("wagtailadmin.access_admin", *permissions)


def test_inputs_stand_under_the_name_of_their_language():
    html = str(GlossaryTerm._meta.get_field("term").formfield().widget.render("term", both("Pathway")))

    assert html.index(">Español<") < html.index(">English<")


def form_of(row: Statistic, **changes) -> dict:
    """What the form of a figure sends."""
    return {
        "code": row.code,
        "indicator_en": row.indicator["en"],
        "indicator_es": row.indicator["es"],
        "value": row.value,
        "precision": row.precision,
        "unit": row.unit_id,
        "period_en": "2015",
        "period_es": "2015",
        "place": row.place_id,
        "population": "",
        "statistic_term": row.statistic_term_id,
        "source": row.source_id,
        "as_of_precision": "day",
        "fact_status": row.fact_status,
        **changes,
    }


ADDRESSES = [
    "/admin/reference_figures/",
    "/admin/reference_figures/new/",
    "/admin/reference_provisions/",
    "/admin/reference_instruments/",
    "/admin/reference_glossary/",
    "/admin/reference_sources/",
    "/admin/reference_places/",
    "/admin/reference_vocabularies/",
    "/admin/reference_terms/",
    "/admin/reference_frameworks/",
    "/admin/reference_stages/",
    "/admin/reference_crosswalk/",
]


@pytest.mark.parametrize("url", ADDRESSES)
def test_a_participant_and_a_stranger_are_refused(url):
    a_statistic(indicator=both("Secret draft"))

    for client in (signed_in(), Client()):
        response = client.get(url)
        assert response.status_code in {302, 403}
        assert b"Secret draft" not in response.content


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_editor_without_the_permission_is_sent_away(url):
    a_statistic(indicator=both("Secret draft"))

    response = an_editor().get(url, follow=True)

    assert b"Secret draft" not in response.content
    assert response.redirect_chain


@pytest.mark.parametrize("url", ADDRESSES)
def test_somebody_who_may_sees_every_list_and_form(url):
    a_statistic()
    a_provision()
    a_glossary_term()
    keeper = User.objects.create_superuser("keeper@example.org")
    client = Client()
    client.force_login(keeper, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(url).status_code == 200


@pytest.mark.parametrize(("value", "shown"), [("35700.00", "35700"), ("52.20", "52.2")])
def test_the_form_of_a_figure_shows_the_number_as_one_writes_it(value, shown):
    client = signed_in("wagtailadmin.access_admin", "reference.change_statistic")
    figure = a_statistic(value=Decimal(value))
    figure.refresh_from_db()

    page = client.get(f"/admin/reference_figures/edit/{figure.pk}/").content.decode()

    assert f'name="value" value="{shown}"' in page


def test_a_trainer_corrects_a_figure():
    figure = a_statistic()
    client = an_editor("reference.change_statistic")

    form = client.get(f"/admin/reference_figures/edit/{figure.pk}/")
    response = client.post(
        f"/admin/reference_figures/edit/{figure.pk}/",
        form_of(figure, value="36000", indicator_es="Corregida"),
    )

    figure.refresh_from_db()
    assert form.status_code == 200
    assert response.status_code == 302
    assert (figure.value, figure.indicator["es"]) == (36000, "Corregida")


@pytest.mark.parametrize(
    "changes",
    [{"indicator_es": ""}, {"value": "many"}, {"indicator_en": "a\x00b"}, {"indicator_en": "a\x07b"}],
)
def test_a_form_that_is_not_right_says_so_and_saves_nothing(changes):
    figure = a_statistic()
    client = an_editor("reference.change_statistic")

    response = client.post(f"/admin/reference_figures/edit/{figure.pk}/", form_of(figure, **changes))

    assert response.status_code == 200
    assert Statistic.objects.get().indicator == figure.indicator


def test_what_each_text_of_a_provision_is_can_be_chosen_by_language():
    instrument, source = an_instrument(), a_source()
    client = an_editor("reference.add_provision")

    response = client.post(
        "/admin/reference_provisions/new/",
        {
            "code": "article-1",
            "instrument": instrument.pk,
            "number": "1",
            "text_es": "Texto",
            "text_en": "",
            "translation_status_es": "original",
            "translation_status_en": "",
            "summary_en": "Summary",
            "summary_es": "Resumen",
            "as_of_date": "2015-12-02",
            "source": source.pk,
        },
    )

    provision = Provision.objects.get()
    assert response.status_code == 302
    assert provision.text == Translated(es="Texto")
    assert (provision.status_in("es").value, provision.status_in("en")) == ("original", None)


@pytest.mark.parametrize("query", ["deten", "DETENIDAS"])
def test_lists_are_searched_in_either_language(query):
    a_statistic(code="one", indicator=Translated(en="Children in detention", es="Niñas detenidas"))
    a_statistic(code="two", indicator=Translated(en="Workshops", es="Talleres"))

    page = (
        an_editor("reference.change_statistic")
        .get("/admin/reference_figures/", {"q": query})
        .content.decode()
    )

    assert "Children in detention" in page or "Niñas detenidas" in page
    assert "Workshops" not in page
    assert "Talleres" not in page


@pytest.mark.parametrize(
    "name", ["statistic_chooser", "provision_chooser", "source_chooser", "glossary_term_chooser"]
)
def test_authors_choose_rows_while_they_write(name):
    a_statistic()
    a_provision()
    a_glossary_term()
    client = an_editor("reference.change_statistic")

    assert client.get(f"/admin/{name}/").status_code == 200
    assert Client().get(f"/admin/{name}/").status_code == 302


def test_somebody_who_may_enter_the_admin_finds_the_way_to_the_form():
    word = a_glossary_term(code="atd")
    client = an_editor("reference.change_glossaryterm")
    User.objects.update(is_staff=True)

    page = client.get("/en/glossary/atd/").content.decode()

    assert f'href="/admin/reference_glossary/edit/{word.pk}/"' in page
    assert "edit-link" not in Client().get("/en/glossary/atd/").content.decode()
    assert GlossaryTerm.objects.count() == 1
