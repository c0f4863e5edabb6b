"""Worksheets: whose rows they are, two writers at one row, and what the room sees as it comes."""

import datetime
import uuid

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from base import generation
from people.enums import Role
from people.models import User
from tests.organizations.builders import an_organization, browser_of, somebody
from tests.reference.builders import a_term, both
from tests.workshops.builders import a_registration, a_session, an_event, on_team
from workshops.enums import FilledBy, WorksheetKind
from workshops.errors import ChangedMeanwhileError, KeyUsedError, WorksheetClosedError
from workshops.exercise_actions import Writer, add_entry, change_entry, rate, set_removed
from workshops.exercise_results import grid_of, results_of
from workshops.exercise_rules import may_write
from workshops.models import Entry, Event, PriorityScore, Registration, Worksheet

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 9, 17, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def event(arranged) -> Event:
    for vocabulary, codes in {
        "protocol_phase": ("identification_evaluation", "implementation"),
        "cap_component": ("liberty", "case_management"),
        "practice_formality": ("formal", "informal_ad_hoc"),
    }.items():
        for code in codes:
            a_term(vocabulary, code)
    generation.bump()
    return an_event(slug="day")


@pytest.fixture(scope="module")
def lead(arranged, event) -> User:
    return on_team(event, somebody("Lead", Role.TRAINER))


@pytest.fixture(scope="module")
def ana(arranged, event) -> Registration:
    return a_registration(event, somebody("Ana"), organization=an_organization(code="casa"))


@pytest.fixture(scope="module")
def eva(arranged, event, ana) -> Registration:
    return a_registration(event, somebody("Eva"), organization=ana.organization)


@pytest.fixture(scope="module")
def mapping(arranged, event) -> Worksheet:
    return a_sheet(event)


def a_sheet(event: Event, **fields) -> Worksheet:
    defaults = {"kind": WorksheetKind.MAPPING, "title": both("My day"), "is_open": True}
    return Worksheet.objects.create(event=event, **{**defaults, **fields})


def a_row(sheet: Worksheet, registration: Registration, **values) -> Entry:
    writer = Writer(registration.person, registration.organization)
    values = {"activity": "Enrol in school", **values}
    return add_entry(worksheet=sheet, writer=writer, key=uuid.uuid4(), values=values, now=NOW)


def url_of(sheet: Worksheet, more: str = "", language: str = "en") -> str:
    return f"/{language}/{'exercises' if language == 'en' else 'ejercicios'}/{sheet.key}/{more}"


@pytest.mark.parametrize(
    ("filled_by", "row", "answer"),
    [
        ("person", {"person_id": 1}, True),
        ("person", {"person_id": 2, "organization_id": 7, "table_no": 3}, False),
        ("organization", {"person_id": 2, "organization_id": 7}, True),
        ("organization", {"person_id": 1, "organization_id": 8}, False),
        ("organization", {"person_id": 1, "organization_id": None}, True),
        ("table", {"person_id": 2, "table_no": 3}, True),
        ("table", {"person_id": 1, "table_no": 4}, False),
    ],
)
def test_a_row_is_its_persons_its_tables_or_its_organizations(filled_by, row, answer):
    entry = Entry(**{"organization_id": None, "table_no": None, **row})

    assert may_write(entry, filled_by=filled_by, person_id=1, organization_id=7, table_no=3) is answer


def test_a_form_that_comes_twice_makes_one_row_and_its_key_is_nobody_elses(mapping, ana, eva):
    key, values = uuid.uuid4(), {"activity": "Letter"}
    first, second = (
        add_entry(worksheet=mapping, writer=Writer(ana.person), key=key, values=values, now=NOW)
        for _n in "12"
    )

    assert (first, Entry.objects.count()) == (second, 1)
    with pytest.raises(KeyUsedError):
        add_entry(worksheet=mapping, writer=Writer(eva.person), key=key, values=values, now=NOW)


def test_two_writers_of_one_row_both_keep_their_words(mapping, ana):
    row, writer = a_row(mapping, ana), Writer(ana.person)
    change_entry(entry=row, writer=writer, version=1, values={"activity": "Mine"}, now=NOW)

    with pytest.raises(ChangedMeanwhileError) as error:
        change_entry(entry=row, writer=writer, version=1, values={"activity": "Yours"}, now=NOW)

    assert (error.value.row.values, error.value.row.version) == ({"activity": "Mine"}, 2)
    again = change_entry(entry=row, writer=writer, version=1, values={"activity": "Mine"}, now=NOW)
    assert again.version == 2


def test_a_closed_worksheet_takes_nothing_but_changes_of_a_shared_strategy(event, ana):
    sheets = {kind: a_sheet(event, kind=kind) for kind in (WorksheetKind.MAPPING, WorksheetKind.STRATEGY)}
    rows = {kind: a_row(sheet, ana) for kind, sheet in sheets.items()}
    Worksheet.objects.update(is_open=False)
    writer, values = Writer(ana.person), {"activity": "x", "title": "x"}

    for sheet in sheets.values():
        with pytest.raises(WorksheetClosedError):
            add_entry(worksheet=sheet, writer=writer, key=uuid.uuid4(), values=values, now=NOW)
    with pytest.raises(WorksheetClosedError):
        change_entry(entry=rows[WorksheetKind.MAPPING], writer=writer, version=1, values=values, now=NOW)
    changed = change_entry(
        entry=rows[WorksheetKind.STRATEGY], writer=writer, version=1, values=values, now=NOW
    )
    assert changed.version == 2


def test_the_grid_counts_cells_and_shows_gaps(mapping, ana):
    both_cells = {
        "phases": ["implementation"],
        "components": ["liberty", "case_management"],
        "formality": "formal",
    }
    rows = [
        a_row(mapping, ana, **both_cells),
        a_row(mapping, ana, phases=["implementation"], components=["liberty"]),
    ]

    grid = grid_of(rows)

    assert [counts for _label, counts in grid.rows] == [[0, 0], [1, 2]]
    assert grid.gaps == 2
    assert [number for _label, number in grid.formality] == [1]


def test_priorities_are_ranked_by_everybodys_index_with_what_divides_the_room(event, ana, eva):
    sheet = a_sheet(event, kind=WorksheetKind.PRIORITIES)
    low, high = (a_row(sheet, ana, title=title) for title in ("Low", "High"))
    marks = {"impact": 5, "feasibility": 3, "capacity": 4, "risk": 2}
    rate(entry=high, person=ana.person, scores=marks, now=NOW)
    rate(entry=low, person=ana.person, scores={**marks, "impact": 1}, now=NOW)
    rate(entry=low, person=eva.person, scores={**marks, "impact": 5}, now=NOW)
    rate(entry=low, person=eva.person, scores={**marks, "impact": 4, "risk": 1}, now=NOW)

    ranking = results_of(sheet)["ranking"]

    assert [(one.row.title, round(one.index.mean, 3), one.index.n) for one in ranking] == [
        ("High", 4.15, 1),
        ("Low", 3.225, 2),
    ]
    assert [one.is_disputed for one in ranking] == [False, False]
    assert PriorityScore.objects.count() == 3


def test_only_priorities_are_rated(mapping, ana):
    marks = {"impact": 5, "feasibility": 3, "capacity": 4, "risk": 2}

    with pytest.raises(WorksheetClosedError):
        rate(entry=a_row(mapping, ana), person=ana.person, scores=marks, now=NOW)


def test_somebody_in_the_room_writes_a_row_changes_it_and_takes_it_back(mapping, ana):
    client = browser_of(ana.person)
    page = BeautifulSoup(client.get(url_of(mapping)).content, "html.parser")
    sent = {
        "uuid": page.select_one("input[name=uuid]")["value"],
        "activity": "Line <b>",
        "phases": ["implementation"],
    }

    assert client.post(url_of(mapping, "rows/"), sent)["Location"] == url_of(mapping)
    row = Entry.objects.get()
    assert (row.values["activity"], row.values["phases"], row.organization) == (
        "Line <b>",
        ["implementation"],
        ana.organization,
    )
    form = {"uuid": row.pk, "version": 1, "activity": "Phone line"}
    assert client.post(url_of(mapping, f"rows/{row.pk}/"), form).status_code == 303
    assert client.post(url_of(mapping, f"rows/{row.pk}/removal/")).status_code == 200
    assert results_of(mapping)["count"] == 0
    assert client.post(url_of(mapping, f"rows/{row.pk}/removal/"), {"back": "yes"}).status_code == 303
    assert [one.title for one in results_of(mapping)["rows"]] == ["Phone line"]


def test_the_second_of_two_sees_both_texts_and_saves_over_what_they_saw(mapping, ana):
    row, client = a_row(mapping, ana), browser_of(ana.person)
    url = url_of(mapping, f"rows/{row.pk}/")
    client.post(url, {"uuid": row.pk, "version": 1, "activity": "First"})

    answer = client.post(url, {"uuid": row.pk, "version": 1, "activity": "Second"})

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 409
    assert "First" in page.select_one(".panel").text
    assert page.select_one("#id_activity")["value"] == "Second"
    form = {"uuid": row.pk, "version": page.select_one("input[name=version]")["value"], "activity": "Both"}
    assert client.post(url, form).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"activity": ""},
        {"activity": "x" * 201},
        {"phases": ["nowhere"]},
        {"activity": "a\x00b"},
        {"uuid": "1"},
    ],
)
def test_what_cannot_be_taken_is_said_and_kept(mapping, ana, wrong):
    sent = {"uuid": uuid.uuid4(), "activity": "Words", "evidence": "Log", **wrong}

    answer = browser_of(ana.person).post(url_of(mapping, "rows/"), sent)

    assert answer.status_code == 422
    assert Entry.objects.count() == 0
    assert BeautifulSoup(answer.content, "html.parser").select_one("#id_evidence").text.strip() == "Log"


def test_a_table_remembers_its_number_and_shares_its_rows(event, ana, eva):
    sheet = a_sheet(event, filled_by=FilledBy.TABLE)
    clients = {name: browser_of(one.person) for name, one in (("ana", ana), ("eva", eva))}
    for client in clients.values():
        sent = {"uuid": uuid.uuid4(), "activity": "Ours", "table_no": 3}
        assert client.post(url_of(sheet, "rows/"), sent).status_code == 303
    first = Entry.objects.first()

    assert clients["eva"].get(url_of(sheet, f"rows/{first.pk}/")).status_code == 200


def test_the_live_part_answers_304_until_somebody_writes(mapping, ana):
    client, url = browser_of(ana.person), url_of(mapping, "results/")
    first = client.get(url)
    again = client.get(url, headers={"if-none-match": f"W/{first['ETag']}"})
    a_row(mapping, ana)
    later = client.get(url, headers={"if-none-match": first["ETag"]})

    assert [one.status_code for one in (first, again, later)] == [200, 304, 200]
    assert "Enrol in school" in later.content.decode()


def test_nobody_outside_the_room_learns_of_a_worksheet(mapping, ana, eva):
    row = a_row(mapping, ana)
    strangers = [Client(), browser_of(somebody("Teo", Role.TRAINER)), browser_of(somebody("Pia"))]
    urls = [url_of(mapping, more) for more in ("", "results/", "rows.csv", f"rows/{row.pk}/")]

    assert {client.get(url).status_code for client in strangers for url in urls} == {404}
    assert browser_of(eva.person).get(urls[-1]).status_code == 404


def test_rows_that_the_room_does_not_see_are_for_the_team(event, ana, lead):
    sheet = a_sheet(event, shows_results=False)
    a_row(sheet, ana)
    urls = [url_of(sheet, more) for more in ("results/", "rows.csv")]

    assert [browser_of(ana.person).get(url).status_code for url in urls] == [404, 404]
    assert [browser_of(lead).get(url).status_code for url in urls] == [200, 200]


def test_a_file_of_rows_holds_no_formula(mapping, ana):
    a_row(mapping, ana, activity="=1+1")

    text = browser_of(ana.person).get(url_of(mapping, "rows.csv")).content.decode("utf-8-sig")

    assert text.splitlines()[1].startswith("'=1+1")


def test_the_team_makes_a_worksheet_and_opens_it(event, lead):
    session = a_session(event)
    client, url = browser_of(lead), "/en/teach/events/day/exercises/"
    sent = {
        "kind": "table",
        "title_es": "Hoja",
        "title_en": "Sheet",
        "session": session.pk,
        "filled_by": "person",
    }

    assert client.post(url, sent | {"columns_es": "Uno\nDos", "columns_en": "One"}).status_code == 422
    assert client.post(url, sent | {"columns_es": "Uno\nDos", "columns_en": "One\nTwo"}).status_code == 303
    sheet = Worksheet.objects.get(kind="table")
    assert (sheet.session, sheet.is_open) == (session, False)
    client.post(f"{url}{sheet.key}/opening/", {"open": "yes"})
    assert Worksheet.objects.get(pk=sheet.pk).is_open


def test_open_exercises_stand_on_the_page_of_the_event(mapping, ana):
    page = BeautifulSoup(browser_of(ana.person).get("/en/workshops/day/").content, "html.parser")

    assert page.select_one("#now + .link-list a")["href"] == url_of(mapping)
    assert BeautifulSoup(Client().get("/en/workshops/day/").content, "html.parser").select_one("#now") is None


def test_queries_do_not_grow_with_the_rows(mapping, ana):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url_of(mapping)).status_code == 200
        return len(seen)

    client = browser_of(ana.person)
    a_row(mapping, ana)
    queries()
    few = queries()
    for _number in range(10):
        a_row(mapping, ana)

    assert queries() == few


def test_a_removal_twice_is_one(mapping, ana):
    row = a_row(mapping, ana)

    first, second = (set_removed(entry=row, is_removed=True, now=NOW) for _n in "12")

    assert first.changed_at == second.changed_at
