"""The command line speaks one language, whatever the site speaks."""

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from people import erasure
from people.errors import SoleKeeperError
from tests.people.builders import a_person

pytestmark = pytest.mark.django_db


def test_the_first_administrator_is_asked_in_english():
    with override("es"), pytest.raises(CommandError, match="Enter a valid email address"):
        call_command("createsuperuser", email="nonsense", interactive=False)


def test_a_refused_erasure_is_explained_in_english(monkeypatch):
    person = a_person()

    def refuse(*_args, **_kwargs):
        raise SoleKeeperError

    monkeypatch.setattr(erasure, "erase", refuse)

    with override("es"), pytest.raises(CommandError, match="the only one who keeps this site"):
        call_command("erase_person", person.email, yes=True)
