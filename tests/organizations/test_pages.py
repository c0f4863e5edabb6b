"""Organizations, read as a stranger reads them, and as those who belong to one."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from base import generation
from base.translated import Translated
from home.loading.permissions import ensure_permissions
from organizations import actions
from organizations.enums import MemberRole
from organizations.models import Organization
from people.enums import Role
from people.models import User
from reference import usage
from reference.models import Place
from tests.organizations.builders import (
    a_fictional_one,
    a_mentioned_body,
    an_organization,
    browser_of,
    somebody,
)
from tests.reference.builders import a_place, a_term, both

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def house(arranged) -> Organization:
    comitan = Place.objects.create(
        code="comitan", name=both("Comitán"), level="municipality", parent=a_place()
    )
    return an_organization(
        code="house",
        name=both("Open house"),
        place=comitan,
        level=a_term("jurisdiction_level", "municipal"),
        types=("care_provider", "academia"),
        website="https://house.example.org/",
        contact_email="secret@house.example.org",
    )


@pytest.fixture(scope="module")
def named(arranged) -> Organization:
    return a_mentioned_body(
        code="pfpnna",
        name=Translated(en="Federal child protection authority", es="Procuraduría Federal de Protección"),
        acronym=Translated(en="PFPNNA", es="PFPNNA"),
        aliases=Translated(en="Mexico’s Child Protection Authority\nFederal Child Rights Protection Agency"),
    )


@pytest.fixture(scope="module")
def fictional(arranged) -> Organization:
    return a_fictional_one(code="demo-a", name=both("Demo A"))


@pytest.fixture(scope="module")
def mia(arranged, house) -> User:
    made = somebody("Mia")
    actions.add_member(organization=house, person=made, role=MemberRole.FOCAL_POINT, by=None)
    return made


def page_of(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def read(url: str) -> BeautifulSoup:
    """The page at `url` as a stranger gets it."""
    response = Client().get(url)
    assert "Set-Cookie" not in response.headers
    return page_of(response)


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def titles(page: BeautifulSoup) -> list[str]:
    return [words(link) for link in page.select(".entries h3 a")]


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("/en/organizations/", "/es/organizaciones/"),
        ("/en/organizations/house/", "/es/organizaciones/house/"),
    ],
)
def test_every_page_stands_in_both_languages_and_links_to_its_twin(house, url, other):
    english, spanish = read(url), read(other)

    assert (english.html["lang"], spanish.html["lang"]) == ("en", "es")
    assert len(english.select("h1")) == len(spanish.select("h1")) == 1
    assert english.select_one("link[rel=alternate][hreflang=es]")["href"].endswith(other)
    assert spanish.select_one("link[rel=alternate][hreflang=en]")["href"].endswith(url)


def test_the_menu_of_every_page_leads_to_the_list(house):
    for url, address in {
        "/en/glossary/": "/en/organizations/",
        "/es/glosario/": "/es/organizaciones/",
    }.items():
        assert read(url).select_one(f'.menu a[href="{address}"]')


def test_an_empty_list_says_so():
    Organization.objects.all().delete()

    assert words(read("/en/organizations/").select_one(".empty")).startswith("No organizations yet")


def test_the_list_keeps_apart_who_takes_part_who_is_made_up_and_who_is_only_named(house, named, fictional):
    page = read("/en/organizations/")

    sections = {words(section.h2): titles(section) for section in page.select("main section:has(h2)")}
    assert sections == {
        "Organizations that take part": ["Open house (en)"],
        "Fictional organizations, for exercises": ["Demo A (en)"],
        "Named in our sources": ["Federal child protection authority"],
    }
    assert words(page.select_one("#demo-a .illustrative")) == "Illustrative (fictional)"
    assert "Named in our sources" in words(page.select_one("#pfpnna .chips"))


@pytest.mark.parametrize(
    "query",
    [
        "Mexico's Child Protection Authority",
        "Federal Child Rights Protection Agency",
        "procuraduria",
        "Pfpnna",
    ],
)
@pytest.mark.parametrize("url", ["/en/organizations/", "/es/organizaciones/"])
def test_whatever_it_is_called_it_is_found_in_both_languages(house, named, url, query):
    page = page_of(Client().get(url, {"q": query}))

    assert [link["href"] for link in page.select(".entries h3 a")] == [f"{url}pfpnna/"]
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_name_that_nobody_has_leads_back_to_all(house):
    page = page_of(Client().get("/en/organizations/", {"q": "nobody"}))

    assert words(page.select_one(".empty")).startswith("No organization is called that")
    assert page.select_one('.empty a[href="/en/organizations/"]')


@pytest.mark.parametrize("query", ["a\x00b", "x" * 201])
def test_a_query_that_cannot_be_is_answered_in_words(house, query):
    page = page_of(Client().get("/en/organizations/", {"q": query}))

    assert page.select_one(".errors")
    assert titles(page) == []


@pytest.mark.parametrize(
    "query", ["'; DROP TABLE x; --", "<script>go()</script>", "%", "\\", "é" * 200, "a " * 90 + "a"]
)
def test_hostile_queries_find_nothing_strange_and_stay_text(house, query):
    page = page_of(Client().get("/en/organizations/", {"q": query}))

    assert page.select_one("input[name=q]")["value"] == query
    assert all(script.get("src") or script.get("type") for script in page.select("script"))


def test_one_organization_says_what_it_is_and_where(house):
    page = read("/en/organizations/house/")

    facts = [words(fact) for fact in page.select(".facts dd")]
    assert facts == [
        "Academia (en)",
        "Care_provider (en)",
        "Municipal (en)",
        "Comitán (en), Mexico",
        "https://house.example.org/",
    ]
    assert words(page.h1) == "Open house (en)"
    assert page.select_one(".facts a")["href"] == "https://house.example.org/"
    assert words(page.select_one("p[lang=es]")) == "Open house (es)"


def test_a_body_that_is_only_named_shows_its_source_and_all_its_names(named):
    page = read("/en/organizations/pfpnna/")

    assert words(page.h1) == "Federal child protection authority (PFPNNA)"
    assert "does not take part in this site" in words(page.select_one(".notice"))
    assert page.select_one(".sources a")["href"].startswith("https://example.org/")
    assert words(page.select_one(".provenance")) == "From the source article"
    assert [words(name) for name in page.select("ul[lang=en] li")] == [
        "Mexico’s Child Protection Authority",
        "Federal Child Rights Protection Agency",
    ]


def test_a_fictional_one_wears_its_badge_and_is_not_for_search_engines(fictional, house):
    page, real = read("/en/organizations/demo-a/"), read("/en/organizations/house/")

    assert words(page.h1.find_next(class_="chips")) == "Illustrative (fictional)"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("script[type='application/ld+json']")
    assert real.select_one("meta[name=robots]") is None
    assert '"@type": "Organization"' in real.select_one("script[type='application/ld+json']").text


def test_no_page_shows_a_person_or_the_e_mail_of_an_organization(house, mia):
    for url in ("/en/organizations/", "/en/organizations/house/", "/es/organizaciones/house/"):
        text = Client().get(url).content.decode()
        assert "Mia" not in text
        assert "mia@" not in text
        assert "secret@" not in text


def test_members_read_for_themselves_what_they_are_and_others_do_not(house, mia):
    own = page_of(browser_of(mia).get("/en/organizations/house/"))
    others = page_of(browser_of(somebody("Ana")).get("/en/organizations/house/"))

    assert words(own.select_one(".notice")) == (
        "You are a focal point of this organization. This line is for you alone."
    )
    assert others.select_one(".notice") is None


def test_a_hidden_one_is_absent_for_everybody_else(house, mia):
    house.is_hidden = True
    house.save()
    strangers = [Client(), browser_of(somebody("Ana")), browser_of(somebody("Teo", Role.TRAINER))]

    for client in strangers:
        assert client.get("/en/organizations/house/").status_code == 404
        assert "Open house (en)" not in titles(page_of(client.get("/en/organizations/")))
        assert titles(page_of(client.get("/en/organizations/?q=house"))) == []
    assert "house" not in Client().get("/sitemap.xml").content.decode()
    seen = page_of(browser_of(mia).get("/en/organizations/house/"))
    assert "Hidden from the public" in words(seen.select_one(".chips"))


def test_the_sitemap_holds_what_is_real_and_seen_in_both_languages(house, named, fictional):
    text = Client().get("/sitemap.xml").content.decode()

    assert "/en/organizations/pfpnna/</loc>" in text
    assert "/es/organizaciones/house/</loc>" in text
    assert "demo-a" not in text


@pytest.mark.parametrize(
    "url", ["/en/organizations/none/", "/es/organizaciones/x%00y/", "/en/organizations/1'/"]
)
def test_an_unknown_code_is_not_found(url):
    assert Client().get(url).status_code == 404


def test_hostile_text_cannot_leave_its_place():
    hostile = "</script><script>go()</script>\"'<b>"
    an_organization(code="bad", name=both(hostile), description=both(hostile), aliases=both(hostile))

    page = read("/en/organizations/bad/")

    assert [script.get("type") for script in page.select("script")] == ["module", "application/ld+json"]
    assert words(page.h1).startswith("</script>")


def test_rooms_above_say_where_an_organization_appears(house, monkeypatch):
    assert read("/en/organizations/house/").select_one(".used") is None

    monkeypatch.setattr(usage, "_providers", [lambda row: [("Forum", "/en/forums/3/", "en")]])
    generation.bump()

    assert read("/en/organizations/house/").select_one(".used a")["href"] == "/en/forums/3/"


def test_those_who_manage_find_the_way_to_the_form(house):
    manager = somebody("Marta", Role.PROGRAMME_MANAGER)
    ensure_permissions()

    page = page_of(browser_of(manager).get("/en/organizations/house/"))

    assert page.select_one(".edit-link")["href"] == f"/admin/organizations/edit/{house.pk}/"


@pytest.mark.parametrize("url", ["/en/organizations/", "/en/organizations/house/"])
def test_kept_pages_cost_one_query_and_new_ones_do_not_grow(house, mia, url):
    def queries(*, anew: bool) -> int:
        if anew:
            generation.bump()
        generation.forget()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    client = Client()
    few = queries(anew=True)
    kept = queries(anew=False)
    for _number in range(10):
        a_mentioned_body()

    assert kept <= 1
    assert queries(anew=True) == few


def test_a_correction_shows_at_once_on_a_page_that_was_kept(house, django_capture_on_commit_callbacks):
    client = Client()
    first = client.get("/en/organizations/house/")
    kept = client.get("/en/organizations/house/", headers={"if-none-match": first["ETag"]})

    with django_capture_on_commit_callbacks(execute=True):
        house.name = both("Closed house")
        house.save()

    corrected = client.get("/en/organizations/house/", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, kept.status_code, corrected.status_code) == (200, 304, 200)
    assert "Closed house" in corrected.content.decode()
