"""A lesson with everything in it, and who reads it."""

import pytest
from django.urls import reverse

from tests.courses.builders import lessons_of, module, person, site_tree
from tests.courses.builders_activities import hold, quiz, reflection, scenario


@pytest.fixture(scope="module")
def lessons(arranged):
    """The lesson in both languages; it holds a quiz of every kind, a scenario and a reflection."""
    pages = module(site_tree(), lessons=1)
    found = {language: lessons_of(page)[0] for language, page in pages.items()}
    hold(list(found.values()), quiz(), scenario(), reflection())
    return found


@pytest.fixture
def started(client, lessons):
    """Somebody without an account who pressed Start."""
    client.get(reverse("courses:start", args=[lessons["es"].get_parent().translation_key]))
    return client


@pytest.fixture
def ana(client, lessons):
    client.user = person("ana")
    client.force_login(client.user)
    return client
