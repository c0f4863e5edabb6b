"""Two people one after the other on one phone: the second never sees what the first did."""

import pytest
from playwright.sync_api import expect

from tests.journeys.addresses import HOMES, LESSONS, MY_LEARNING
from tests.journeys.pages import new_page
from tests.journeys.people_on_site import Person, new_email
from tests.journeys.walks import (
    TITLES,
    answer,
    begin,
    claims,
    cookie_names,
    join,
    kept_on_device,
    mark_done,
    open_note,
    reflect,
    reflection,
    sign_out,
    states,
)

SECRET = "What I would never say aloud"
ELSEWHERE = "https://www.wikipedia.org/"


def second_person(first: Person) -> Person:
    return Person(first.page, first.language, first.way)


def works_and_leaves(person: Person, site) -> None:
    """The first person learns, writes, and signs out of a phone that is not theirs alone."""
    begin(person)
    mark_done(person)
    join(person, site, new_email("first"), "Primera", shared=True)
    claims(person)
    person.goes_to(LESSONS[person.language][0])
    reflect(person, SECRET, script=True)
    assert kept_on_device(person.page) == {}
    sign_out(person)


def test_the_second_person_sees_nothing_of_the_first(site, page_at):
    first = Person(page_at(360, language="es"), "es", "finger")
    works_and_leaves(first, site)
    second = second_person(first)

    join(second, site, new_email("second"), "Segunda")

    second.sees_heading(second.says("My learning"))
    second.sees(second.says("Nothing started yet"))
    second.goes_to(LESSONS["es"][0])
    expect(reflection(second)).to_have_value("")
    second.does_not_see(SECRET, "Primera", "dot done")


def test_a_shared_phone_forgets_when_its_browser_closes(site, page_at):
    person = Person(page_at(360, language="en"), "en", "finger")

    join(person, site, new_email(), "Primera", shared=True)

    person.sees(person.says("Shared device: nothing is kept here"))
    ends = {cookie["name"]: cookie["expires"] for cookie in person.page.context.cookies()}
    assert ends["puentes_session"] == -1


def test_somebody_elses_work_can_be_forgotten(site, page_at):
    first = Person(page_at(360, language="en"), "en", "finger")
    begin(first)
    mark_done(first)
    first.goes_to(LESSONS["en"][5])
    answer(first, right=True)
    second = second_person(first)

    join(second, site, new_email("second"), "Second")
    second.uses(second.button("No, forget it"))

    second.sees(second.says("Nothing started yet"))
    sign_out(second)
    second.goes_to(MY_LEARNING["en"])
    second.sees(second.says("Nothing started yet"))
    assert cookie_names(second.page).isdisjoint({"puentes_session", "puentes_start"})


def test_ones_own_work_goes_into_the_account_only_after_yes(site, page_at):
    person = Person(page_at(360, language="es"), "es", "finger")
    begin(person)
    mark_done(person)

    join(person, site, new_email(), "Río")

    person.goes_to(LESSONS["es"][1])
    assert "dot done" not in states(person.page)
    person.goes_to(f"{MY_LEARNING['es']}reclamar/")
    claims(person)
    person.goes_to(LESSONS["es"][1])
    assert states(person.page)[0] == "dot done"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_quick_exit_leaves_at_once_and_clears_what_scripts_kept(browser, site, script):
    page = new_page(browser, site.url, width=360, scheme="light", script=script, language="es")
    page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="Elsewhere", content_type="text/html"))
    person = Person(page, "es", "finger")
    person.goes_to(LESSONS["es"][3])
    open_note(person)
    page.evaluate("sessionStorage.setItem('draft:x', 'words'); localStorage.setItem('y', 'z')")

    page.context.add_cookies([{"name": "puentes_start", "value": "a-key", "url": site.url}])

    # Playwright follows redirects to the real site: that it is asked for is enough.
    with page.expect_request(ELSEWHERE):
        person.opens(person.link("Quick exit"))

    assert person.steps.count == 2
    if script:
        page.wait_for_url(ELSEWHERE)
        page.go_back()
        assert not page.url.startswith(site.url + LESSONS["es"][3])
        page.goto(HOMES["es"])
        assert kept_on_device(page) == {}
    assert cookie_names(page) == set()
    page.context.close()


def test_a_lesson_is_still_there_to_read_after_signing_out(site, page_at):
    person = Person(page_at(360, language="es"), "es", "finger")
    works_and_leaves(person, site)

    person.goes_to(LESSONS["es"][1])

    person.sees_heading(TITLES[1]["es"])
    person.sees(person.says("Start to keep your progress"))
