"""What the browser of a shared device is told to keep: nothing."""

import pytest
from django.urls import reverse

from tests.people.builders import a_person

pytestmark = pytest.mark.django_db


def cache_control(client) -> set[str]:
    header = client.get(reverse("courses:my_learning")).headers["Cache-Control"]
    return {part.strip() for part in header.split(",")}


def test_a_shared_device_keeps_no_page(client):
    client.force_login(a_person())
    client.post(reverse("shared_device"), {"shared": "yes"})

    assert "no-store" in cache_control(client)


def test_ones_own_device_may_keep_what_it_asks_for_again(client):
    client.force_login(a_person())

    assert cache_control(client) == {"private", "no-cache"}


def test_the_page_that_ends_a_shared_session_is_not_kept_either(client):
    client.force_login(a_person())
    client.post(reverse("shared_device"), {"shared": "yes"})

    response = client.post(reverse("account_logout"))

    assert "no-store" in response.headers["Cache-Control"]
