"""Two browsers, two clicks, two languages, a broken line: progress stays one and nothing is lost."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.addresses import HOMES, LESSONS, MODULES, SIGN_IN
from tests.journeys.people_on_site import Person, new_email
from tests.journeys.walks import (
    TITLES,
    answer,
    begin,
    decide,
    enter_code,
    join,
    kept_on_device,
    mark_done,
    open_note,
    progress,
    reflection,
    sees_ending,
    states,
)

WORDS = "Written while the bus was in the tunnel."


def sign_in(person: Person, site, email: str) -> None:
    person.goes_to(SIGN_IN[person.language])
    person.writes(person.field("E-mail"), email)
    person.uses(person.button("Send me a code"))
    enter_code(person, site, email)


def test_done_in_one_browser_can_be_undone_in_the_other(site, page_at):
    email = new_email()
    desk = Person(page_at(1280, language="en"), "en", "mouse")
    join(desk, site, email, "Río")
    phone = Person(page_at(360, language="es"), "es", "finger")
    phone.mails_read = desk.mails_read
    sign_in(phone, site, email)
    begin_with_account(desk)
    phone.language = "en"
    phone.goes_to(LESSONS["en"][0])

    mark_done(desk)
    mark_done(phone)
    phone.goes_to(LESSONS["en"][0])
    phone.uses(phone.button("Mark as not done"))
    desk.goes_to(MODULES["en"])

    assert progress(desk.page) == "0"
    assert states(desk.page)[0] == "dot in_progress"
    desk.goes_to(LESSONS["en"][0])
    mark_done(desk)
    phone.goes_to(MODULES["en"])
    assert progress(phone.page) == "1"


def begin_with_account(person: Person) -> None:
    """People with an account press a button instead of following a link."""
    person.goes_to(MODULES[person.language])
    person.uses(person.button("Start", "module"))
    person.sees_heading(TITLES[0][person.language])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_double_click_counts_once(page_at, script):
    person = Person(page_at(1280, script=script, language="en"), "en", "mouse")
    begin(person)
    person.goes_to(LESSONS["en"][5])

    answer(person, right=True, clicks=2)

    person.sees(person.says("Best so far: %(best)s%%. Attempts: %(attempts)s.", best=100, attempts=1))
    assert states(person.page)[5] == "dot in_progress"


def test_back_after_the_quiz_leaves_a_form_that_counts_anew(page_at):
    person = Person(page_at(1280, language="en"), "en", "mouse")
    begin(person)
    person.goes_to(LESSONS["en"][5])
    answer(person, right=False)

    person.page.go_back()
    answer(person, right=True)

    # The wrong ticks of the first time are still in the form, and cost half a point.
    person.sees(person.says("Best so far: %(best)s%%. Attempts: %(attempts)s.", best=92, attempts=2))


def test_the_language_can_be_changed_in_the_middle(page_at):
    person = Person(page_at(360, language="es"), "es", "finger")
    begin(person)
    mark_done(person)
    person.goes_to(LESSONS["es"][3])
    open_note(person)
    decide(person, "b")

    person.uses(person.page.locator("header [hreflang=en]"))

    in_english = Person(person.page, "en", "finger")
    assert person.page.url.partition("?")[0].endswith(LESSONS["en"][3])
    assert (progress(person.page), states(person.page)[0]) == ("1", "dot done")
    # The part that was open stays open.
    decide(in_english, "b1")
    sees_ending(in_english, "e2")
    in_english.goes_to(HOMES["en"])
    in_english.sees(in_english.says("Continue: lesson %(number)s, %(minutes)s min", number=4, minutes=18))


def test_words_written_without_a_line_are_kept_until_there_is_one(site, page_at):
    person = Person(page_at(360, language="es"), "es", "finger")
    join(person, site, new_email(), "Río")
    begin_with_account(person)

    writes_without_a_line(person)
    person.page.context.set_offline(False)

    expect(save_state(person.page)).to_have_text(person.says("Saved"))
    person.goes_to(LESSONS["es"][0])
    expect(reflection(person)).to_have_value(WORDS)
    assert kept_on_device(person.page) == {}


def test_words_that_never_left_the_phone_come_back_with_the_page(site, page_at):
    person = Person(page_at(360, language="en"), "en", "finger")
    join(person, site, new_email(), "Río")
    begin_with_account(person)
    writes_without_a_line(person)

    person.page.route("**/entry/", lambda route: route.abort())
    person.page.context.set_offline(False)
    person.goes_to(LESSONS["en"][0])

    expect(reflection(person)).to_have_value(WORDS)


def writes_without_a_line(person: Person) -> None:
    expect(person.page.locator("auto-save:defined")).to_be_attached()
    person.page.context.set_offline(True)
    person.writes(reflection(person), WORDS)
    expect(save_state(person.page)).to_have_text(person.says("Not saved yet. We keep trying."))


def save_state(page: Page) -> Locator:
    return page.locator(".save-state")
