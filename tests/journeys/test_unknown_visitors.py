"""Pages for people we do not know: no cookie, no key of a form, nothing from elsewhere."""

import pytest

from tests.journeys.addresses import (
    CATALOGUES,
    FIGURES,
    GLOSSARIES,
    HOMES,
    LAWS,
    LESSONS,
    MODULES,
    SCENARIO_STEPS,
    STATEMENTS,
)
from tests.journeys.people_on_site import Person
from tests.journeys.walks import begin, cookie_names, kept_on_device

ROWS = """
from django.apps import apps
for model in apps.get_models():
    if model._meta.app_label in {"courses", "people", "sessions"}:
        print(model.__name__, model.objects.count())
"""


def open_to_all(language: str) -> list[str]:
    """What anybody may read."""
    shelves = [addresses[language] for addresses in (HOMES, CATALOGUES, MODULES, GLOSSARIES, LAWS, FIGURES)]
    return [*shelves, *LESSONS[language], SCENARIO_STEPS[language], *STATEMENTS[language]]


@pytest.mark.parametrize("language", ["es", "en"])
def test_reading_leaves_no_trace_and_asks_nobody_else(page_at, language):
    page = page_at(360, language=language)

    for address in open_to_all(language):
        response = page.goto(address)
        headers = response.all_headers()
        assert (response.status, headers.get("set-cookie"), headers["cache-control"]) == (200, None, KEPT), (
            address
        )
        assert "csrf" not in page.content(), address

    assert (cookie_names(page), kept_on_device(page)) == (set(), {})


KEPT = "public, max-age=0, must-revalidate"


def test_pressing_start_writes_no_row(page_at, site):
    person = Person(page_at(360, language="es"), "es", "finger")
    before = site.shell(ROWS)

    begin(person)

    assert cookie_names(person.page) == {"puentes_start", "puentes_csrf"}
    assert site.shell(ROWS) == before


def test_a_second_visit_costs_no_more_than_asking_whether_anything_changed(page_at):
    page = page_at(360, language="es")
    first = page.request.get(LESSONS["es"][0])

    again = page.request.get(LESSONS["es"][0], headers={"If-None-Match": first.headers["etag"]})

    assert (again.status, again.body()) == (304, b"")
