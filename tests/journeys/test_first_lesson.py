"""Reading the first lesson takes a newcomer 2 steps, going on takes somebody known 1."""

import pytest

from tests.journeys.addresses import HOMES, LESSONS, MODULES
from tests.journeys.people_on_site import Person
from tests.journeys.walks import TITLES, begin, mark_done

WAYS = {360: "finger", 1280: "mouse"}


def comes_back_and_continues(person: Person) -> None:
    person.goes_to(HOMES[person.language])
    person.uses(person.link("Continue: lesson %(number)s, %(minutes)s min", number=2, minutes=15))
    person.sees_heading(TITLES[1][person.language])


# Each language, width and script, and each of them in both schemes.
@pytest.mark.parametrize(
    ("language", "width", "script", "scheme"),
    [
        ("es", 360, True, "light"),
        ("es", 360, False, "dark"),
        ("es", 1280, True, "dark"),
        ("es", 1280, False, "light"),
        ("en", 360, True, "dark"),
        ("en", 360, False, "light"),
        ("en", 1280, True, "light"),
        ("en", 1280, False, "dark"),
    ],
)
def test_a_newcomer_reads_in_2_steps_and_continues_in_1(page_at, language, width, script, scheme):
    person = Person(page_at(width, scheme, script, language), language, WAYS[width])

    begin(person)

    assert person.steps.count == 2
    assert person.page.url.endswith(LESSONS[language][0])
    mark_done(person)
    person.sees_heading(TITLES[1][language])
    comes_back_and_continues(person)
    assert person.steps.count == 1


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_keyboard_alone_takes_no_more_steps(page_at, language):
    person = Person(page_at(1280, language=language), language, "keys")

    begin(person)

    assert person.steps.count == 2
    mark_done(person)
    person.sees_heading(TITLES[1][language])
    comes_back_and_continues(person)
    assert person.steps.count == 1


def test_the_first_tab_offers_to_skip_to_the_content(page_at):
    person = Person(page_at(1280, language="en"), "en", "keys")
    person.goes_to(MODULES["en"])

    person.uses(person.link("Skip to content"))

    assert person.page.evaluate("document.activeElement.id") == "main"
