"""Workshops and forums, read as strangers read them."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from base import generation
from organizations.models import Organization
from people.enums import Role
from tests.organizations.builders import a_mentioned_body, an_organization, browser_of, somebody
from tests.reference.builders import a_source, a_term, both
from tests.workshops.builders import a_forum, a_session, an_event, on_team
from workshops.duties import follow_programmes
from workshops.enums import EventKind, HostRole, PartRole, SessionKind, TeamRole
from workshops.models import Event, EventHost, EventSeries, SessionPart
from workshops.programme import days_of, is_over, readable

pytestmark = pytest.mark.django_db
MOMENT = datetime.datetime(2027, 3, 9, 16, 30, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def forum(arranged) -> Event:
    """The third of a series, in 2019, with a panel on its first day and a working session on its second."""
    made = a_forum(
        slug="third",
        title=both("Third forum"),
        start_date=datetime.date(2019, 1, 1),
        date_precision="year",
        date_note=both("at its close"),
        series=EventSeries.objects.create(slug="regional", name=both("Regional forum")),
        ordinal=3,
        fact_status="source_document",
        programme_status="documented",
        outcomes=both("One\nTwo"),
        sources=[a_source()],
    )
    EventHost.objects.create(event=made, organization=a_mentioned_body(code="idc", name=both("IDC")))
    panel = a_session(made, kind=SessionKind.PANEL, title=both("Panel"), start_time=None, end_time=None)
    SessionPart.objects.create(
        session=panel,
        role=PartRole.PRESENTER,
        organization=Organization.objects.get(code="idc"),
        contribution=both("What was told."),
        fact_status="source_document",
    )
    a_session(made, day_no=2, title=both("Table"), start_time=None, end_time=None, is_inferred=True)
    return made


@pytest.fixture(scope="module")
def workshop(arranged) -> Event:
    """On one day: from nine to ten, a break, and from eleven to twelve."""
    made = an_event(slug="one-day", title=both("One day"), venue=both("Secret street 1"))
    a_session(made, title=both("First"), link="https://meet.example.org/secret")
    a_session(
        made,
        kind=SessionKind.BREAK,
        title=both("Coffee"),
        start_time=datetime.time(10),
        end_time=datetime.time(11),
    )
    a_session(made, title=both("Second"), start_time=datetime.time(11), end_time=datetime.time(12))
    return made


def read(url: str, client: Client | None = None) -> BeautifulSoup:
    response = (client or Client()).get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def facts(page: BeautifulSoup) -> dict[str, str]:
    return {words(term): words(term.find_next("dd")) for term in page.select(".facts dt")}


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("/en/forums/", "/es/foros/"),
        ("/en/workshops/", "/es/talleres/"),
        ("/en/forums/third/", "/es/foros/third/"),
        ("/en/workshops/one-day/", "/es/talleres/one-day/"),
        ("/en/events/third/programme/", "/es/eventos/third/programa/"),
    ],
)
def test_every_page_stands_in_both_languages_and_holds_nothing_personal(forum, workshop, url, other):
    english, spanish = Client().get(url), Client().get(other)

    assert [response.status_code for response in (english, spanish)] == [200, 200]
    assert "Set-Cookie" not in english.headers
    page = BeautifulSoup(english.content, "html.parser")
    assert len(page.select("h1")) == 1
    assert page.select_one("link[rel=alternate][hreflang=es]")["href"].endswith(other)
    assert BeautifulSoup(spanish.content, "html.parser").html["lang"] == "es"


def test_a_forum_says_when_no_finer_than_it_is_known_and_by_whom(forum):
    page = read("/en/forums/third/")

    assert facts(page) == {
        "When": "2019 at its close (en)",
        "Where": "Not stated",
        "Organized by": "IDC (en)",
        "Series": "Regional forum (en) number 3",
    }
    assert page.select_one(".facts a")["href"] == "/en/organizations/idc/"
    assert [words(line) for line in page.select(".objectives li")] == ["One", "Two (en)"]
    assert page.select_one(".sources a")
    assert '"startDate": "2019"' in page.select_one("script[type='application/ld+json']").text


def test_the_programme_tells_who_contributed_what_and_what_is_inferred(forum):
    page = read("/en/forums/third/")

    days = [words(heading) for heading in page.select(".programme-day h3")]
    panel, table = page.select(".programme > li")
    assert days == ["Day 1", "Day 2"]
    assert (
        words(panel.select_one(".parts li"))
        == "Presenter: IDC (en) What was told. (en) From the source article"
    )
    assert "its day is inferred" in words(table)


def test_hidden_organizations_are_not_told(forum):
    Organization.objects.filter(code="idc").update(is_hidden=True)
    generation.bump()

    page = read("/en/forums/third/")

    assert "IDC (en)" not in page.text
    assert "Organized by" not in facts(page)


def test_the_address_of_the_other_kind_leads_to_its_own(forum, workshop):
    assert Client().get("/en/workshops/third/")["Location"] == "/en/forums/third/"
    assert Client().get("/es/foros/one-day/")["Location"] == "/es/talleres/one-day/"


def test_venue_and_link_are_on_no_public_page(workshop):
    for url in ("/en/workshops/one-day/", "/en/events/one-day/programme/", "/en/workshops/"):
        text = Client().get(url).content.decode()
        assert "Secret street" not in text
        assert "meet.example.org" not in text


@pytest.mark.parametrize(
    ("minutes", "states"),
    [
        (-120, ["next", "", ""]),
        (-60, ["now", "next", ""]),
        (0, ["past", "now", "next"]),
        (45, ["past", "past", "now"]),
        (120, ["past", "past", "past"]),
    ],
)
def test_now_next_and_past_follow_the_clock_of_the_event(workshop, minutes, states):
    now = MOMENT + datetime.timedelta(minutes=minutes)

    (day,) = days_of(readable(workshop.pk), now)

    assert [row.state for row in day.rows] == states


def test_an_event_without_days_is_neither_over_nor_to_come(forum, workshop):
    tomorrow = MOMENT + datetime.timedelta(days=1)

    assert is_over(forum, MOMENT) is None
    assert (is_over(workshop, MOMENT), is_over(workshop, tomorrow)) == (False, True)


def test_the_list_divides_what_comes_from_what_was_held(workshop):
    an_event(slug="old", title=both("Old"), start_date=datetime.date(2015, 11, 1), date_precision="month")

    page = read("/en/workshops/")

    assert [words(title) for title in page.select("section[aria-labelledby=coming] h3")] == ["One day (en)"]
    assert [words(title) for title in page.select("section[aria-labelledby=held] h3")] == ["Old (en)"]


def test_an_empty_list_says_so():
    Event.objects.forums().delete()

    assert words(read("/en/forums/").select_one(".empty")).startswith("Nothing here yet")


def test_pages_are_made_anew_when_a_session_begins(workshop, django_capture_on_commit_callbacks):
    before = generation.read()

    follow_programmes(MOMENT - datetime.timedelta(days=2))
    assert generation.read() == before
    follow_programmes(timezone.now() + datetime.timedelta(days=400))
    assert generation.read() == before


@pytest.mark.parametrize("url", ["/en/workshops/secret/", "/en/events/secret/programme/"])
def test_a_draft_is_for_its_team_and_its_reviewers(url):
    draft = an_event(slug="secret", live=False, title=both("Secret"))
    team = on_team(draft, somebody("Rapporteur"), TeamRole.RAPPORTEUR)
    reviewer = somebody("Reviewer", Role.REVIEWER)
    others = [Client(), browser_of(somebody("Ana")), browser_of(somebody("Teo", Role.TRAINER))]

    assert [client.get(url).status_code for client in others] == [404, 404, 404]
    assert [browser_of(person).get(url).status_code for person in (team, reviewer)] == [200, 200]
    assert all("Secret" not in client.get("/en/workshops/").content.decode() for client in others)
    assert "secret" not in Client().get("/sitemap.xml").content.decode()


def test_what_is_made_up_wears_its_badge_and_is_not_for_search_engines():
    an_event(slug="demo", fact_status="illustrative")

    page = read("/en/workshops/demo/")

    assert words(page.select_one(".hero .illustrative")) == "Illustrative (fictional)"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("script[type='application/ld+json']")
    assert "demo" not in Client().get("/sitemap.xml").content.decode()


def test_an_event_about_children_says_where_help_is(workshop):
    a_term("population", "children_all", is_child=True)
    workshop.population = ["children_all"]
    Event.objects.filter(pk=workshop.pk).update(population=["children_all"])
    generation.bump()

    assert read("/en/workshops/one-day/").select_one(".report-concern")


def test_hostile_text_cannot_leave_its_place():
    hostile = "</script><script>go()</script>\"'<b>"
    made = an_event(slug="bad", title=both(hostile), summary=both(hostile), outcomes=both(hostile))
    a_session(made, title=both(hostile), summary=both(hostile), room=both(hostile))

    page = read("/en/workshops/bad/")

    assert [script.get("type") for script in page.select("script")] == ["module", "application/ld+json"]


@pytest.mark.parametrize("url", ["/en/workshops/none/", "/es/eventos/none/programa/", "/en/forums/x%00y/"])
def test_an_unknown_event_is_not_found(url):
    assert Client().get(url).status_code == 404


@pytest.mark.parametrize("url", ["/en/workshops/", "/en/workshops/one-day/"])
def test_queries_do_not_grow_with_the_rows(workshop, url):
    def queries() -> int:
        generation.bump()
        generation.forget()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    def more() -> None:
        an_event(kind=EventKind.WORKSHOP)
        SessionPart.objects.create(session=a_session(workshop), organization=an_organization())
        EventHost.objects.create(event=workshop, organization=an_organization(), role=HostRole.HOST)

    client = browser_of(somebody("Ana"))
    client.get(url)
    more()
    few = queries()
    for _number in range(10):
        more()

    assert queries() == few
