"""Activities in a lesson: what they cost, and texts in one language."""

import pytest

from tests.courses.activities.visits import (
    choose,
    hand_in,
    part,
    read,
    write,
)
from tests.courses.builders_activities import hold, reflection

pytestmark = pytest.mark.django_db


def test_a_lesson_with_everything_costs_a_signed_in_learner_six_queries(
    ana, lessons, django_assert_max_num_queries
):
    hand_in(ana, lessons["en"])
    choose(ana, lessons["en"], read(ana, lessons["en"]), "go")
    write(ana, lessons["en"], "Words")
    read(ana, lessons["en"])

    with django_assert_max_num_queries(6):
        html = read(ana, lessons["en"])

    assert all(words in html for words in ("He is awaited", "Words</textarea>", "Best so far"))


def test_a_text_in_one_language_says_so_in_the_other(client, lessons):
    hold([lessons["es"], lessons["en"]], reflection("R2", prompt={"es": "¿Qué frase?"}))

    card = part(read(client, lessons["en"]), "activity-r2")

    assert '<span lang="es">¿Qué frase?</span>' in card
    assert "(only in Spanish)" in card
