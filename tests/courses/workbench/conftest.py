"""A draft at the workbench, its trainer, and a module of somebody else."""

import json

import pytest

from courses.models import ModulePage
from tests.courses.authors import item, quiz, reflection, sign_in, trainer
from tests.courses.builders import add_lesson, module, site_tree
from tests.courses.workbench.benches import (
    KEPT,
    TEXT,
)


@pytest.fixture(scope="module")
def pilot(arranged):
    """A draft with one lesson: a text, a quotation, a reflection, and a quiz of one question."""
    page = module(site_tree(), lessons=0, code="M1")["en"]
    page.unpublish()
    asked = item(page, "M1-Q1")
    body = [
        TEXT,
        KEPT,
        {"type": "reflection", "id": "think", "value": reflection(page).pk},
        {"type": "quiz", "id": "check", "value": quiz(page, "M1-K1", asked).pk},
    ]
    lesson = add_lesson(page, number=1, body=[])
    lesson.body, lesson.live, lesson.first_published_at = json.dumps(body), False, None
    lesson.save()
    return ModulePage.objects.get(pk=page.pk)


@pytest.fixture(scope="module")
def trainer_of_the_pilot(pilot):
    return trainer("ana", pilot)


@pytest.fixture
def ana(client, trainer_of_the_pilot):
    sign_in(client, trainer_of_the_pilot)
    return trainer_of_the_pilot


@pytest.fixture
def other(pilot):
    """A module of Berta's with a lesson, a quiz and a question."""
    page = module(site_tree_of(pilot), lessons=0, slug="other", code="M2")["en"]
    check = quiz(page, "M2-K1", item(page, "SECRET-Q"))
    add_lesson(page, number=1, body=[("quiz", check)])
    return page


def site_tree_of(page: ModulePage):
    catalogue = page.get_parent().specific
    spanish = catalogue.get_translations().get().specific
    return {"en": catalogue, "es": spanish}
