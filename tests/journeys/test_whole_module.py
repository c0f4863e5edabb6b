"""The spine: begin without an account, play, answer, sign in, claim, reflect, finish, complete."""

import pytest
from playwright.sync_api import expect

from tests.journeys.addresses import HOMES, LESSONS, MODULES, SIGN_IN
from tests.journeys.people_on_site import Person, new_email
from tests.journeys.walks import (
    PROMPT,
    answer,
    begin,
    claims,
    cookie_names,
    decide,
    enter_code,
    explanations,
    finish_lessons,
    kept_on_device,
    open_note,
    progress,
    reflect,
    reflection,
    sees_ending,
    sign_out,
    sign_up,
    states,
)

OTHER = {"es": "en", "en": "es"}
THOUGHT = "“No hay de otra.” / There is no other way, they say. <b>&amp; so?</b>"


def plays_both_ways(person: Person) -> None:
    """First the ending where everybody waits, then the one with voice."""
    person.goes_to(LESSONS[person.language][3])
    open_note(person)
    decide(person, "c")
    sees_ending(person, "e4")
    person.uses(person.link("Try another way"))
    decide(person, "b", "b1")
    sees_ending(person, "e2")


def answers_wrong_then_right(person: Person) -> None:
    """Nothing is explained before an answer; the best result counts."""
    person.goes_to(LESSONS[person.language][5])
    person.does_not_see(*explanations(person.language))
    answer(person, right=False)
    person.sees(person.says("Not passed yet"), explanations(person.language)[0])
    person.uses(person.link("Try again"))
    person.does_not_see(*explanations(person.language))
    answer(person, right=True)
    person.sees(person.says("You have passed"))


def takes_an_account(person: Person, site, email: str) -> None:
    """On the way to writing a reflection."""
    person.goes_to(LESSONS[person.language][0])
    person.uses(person.link("Sign in to write and keep a reflection."))
    person.uses(person.link("Sign up"))
    sign_up(person, site, email, "Río")
    claims(person)
    # Back where the reflection is written.
    person.sees(PROMPT[person.language])


def writes_for_herself(person: Person, script: bool) -> None:
    """What was written is there when the page is opened again, and nothing of it stays in the browser."""
    person.goes_to(LESSONS[person.language][0])
    person.sees(PROMPT[person.language])
    reflect(person, THOUGHT, script=script)
    person.goes_to(LESSONS[person.language][0])
    expect(reflection(person)).to_have_value(THOUGHT)
    assert kept_on_device(person.page) == {}


def completes(person: Person) -> Person:
    """The last lesson leads to a module that says it is complete; in the other language it is, too."""
    finish_lessons(person)
    person.sees(person.says("You have completed this module"))
    here = (progress_of_module(person), states(person.page))
    other = Person(person.page, OTHER[person.language], person.way)
    person.uses(person.page.locator("header [hreflang]"))
    other.sees(other.says("You have completed this module"))
    assert here == (progress_of_module(other), states(other.page)) == ("6 / 6", ["dot done"] * 6)
    assert other.page.url.endswith(MODULES[other.language])
    return other


def progress_of_module(person: Person) -> str:
    """Lessons done, by the outline."""
    marks = states(person.page)
    return f"{marks.count('dot done')} / {len(marks)}"


def leaves_nothing_behind(person: Person) -> None:
    """After signing out the browser holds no name, no text and no key, not even behind "back"."""
    sign_out(person)
    assert cookie_names(person.page).isdisjoint({"puentes_session", "puentes_start"})
    assert kept_on_device(person.page) == {}
    person.page.go_back()
    person.does_not_see("Río", THOUGHT)


@pytest.mark.parametrize(
    ("language", "width", "scheme", "script", "way"),
    [
        ("es", 360, "dark", False, "finger"),
        ("en", 360, "light", False, "finger"),
        ("es", 1280, "light", True, "mouse"),
        ("en", 1280, "dark", True, "mouse"),
        ("es", 1280, "light", True, "keys"),
    ],
)
def test_a_stranger_completes_the_module(site, page_at, language, width, scheme, script, way):
    person = Person(page_at(width, scheme, script, language), language, way)

    begin(person)
    plays_both_ways(person)
    answers_wrong_then_right(person)
    takes_an_account(person, site, new_email())
    writes_for_herself(person, script)
    in_other_language = completes(person)
    leaves_nothing_behind(in_other_language)


def test_somebody_known_continues_in_1_on_another_device(site, page_at):
    email = new_email()
    at_work = Person(page_at(1280, language="en"), "en", "mouse")
    begin(at_work)
    at_work.uses(at_work.button("Mark as done and continue"))
    takes_an_account(at_work, site, email)
    at_home = Person(page_at(360, language="en"), "en", "finger")
    at_home.mails_read = at_work.mails_read

    at_home.goes_to(SIGN_IN["en"])
    at_home.writes(at_home.field("E-mail"), email)
    at_home.uses(at_home.button("Send me a code"))
    enter_code(at_home, site, email)
    at_home.sees_heading(at_home.says("My learning"))
    at_home.goes_to(HOMES["en"])
    at_home.uses(at_home.link("Continue: lesson %(number)s, %(minutes)s min", number=2, minutes=15))

    assert at_home.steps.count == 1
    assert progress(at_home.page) == "1"
