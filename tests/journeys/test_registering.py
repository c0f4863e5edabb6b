"""Somebody registers for a workshop in three steps: with the keyboard, and on a phone without script."""

import pytest

from tests.journeys.people_on_site import Person, new_email
from tests.journeys.walks import join

MOST_STEPS = 3
EVENTS = {"es": "/es/talleres/demo-my-day/", "en": "/en/workshops/demo-my-day/"}
VENUES = {"es": "Casa de cultura inventada", "en": "Made-up house of culture"}
TRACKS = {"es": "Atención directa", "en": "Direct service"}


@pytest.mark.parametrize(
    ("language", "width", "script", "way"), [("es", 360, False, "finger"), ("en", 1280, True, "keys")]
)
def test_somebody_registers_in_three_steps_and_then_knows_the_house(
    site, page_at, language, width, script, way
):
    page = page_at(width, script=script, language=language)
    person, email = Person(page, language, way), new_email()
    join(person, site, email, "Río")
    person.goes_to(EVENTS[language])
    person.does_not_see(VENUES[language])

    person.uses(person.link("Register"))
    person.ticks(page.get_by_label(TRACKS[language]))
    person.uses(person.button("Send", "registration"))

    assert person.steps.count <= MOST_STEPS
    person.sees_heading(person.says("Your registration"))
    person.sees(person.says("You have a seat."), VENUES[language])
    person.goes_to(EVENTS[language])
    person.sees(person.says("You have a seat."), VENUES[language])
