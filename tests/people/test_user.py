"""The account itself."""

import pytest
from django.db import IntegrityError, transaction

from people.models import User
from tests.people.builders import a_person

pytestmark = pytest.mark.django_db


def test_addresses_are_kept_in_lower_case():
    assert a_person("Ana@Example.ORG").email == "ana@example.org"


def test_two_accounts_cannot_share_an_address_in_any_case():
    a_person("ana@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ANA@example.org", display_name="Other")


def test_the_database_refuses_capitals_that_slip_past():
    user = a_person("ana@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Ana@example.org")


def test_people_are_named_as_they_wish():
    user = a_person(display_name="Lucero")

    assert (str(user), user.get_full_name(), user.get_short_name()) == ("Lucero", "Lucero", "Lucero")
    assert user.get_username() == "ana@example.org"


def test_public_references_are_random():
    assert a_person("a@example.org").public_id.version == 4


def test_accounts_have_no_password_unless_one_is_given():
    assert not a_person().has_usable_password()


def test_the_keeper_of_the_site_can_be_made_on_the_command_line():
    keeper = User.objects.create_superuser("root@example.org", "a long pass phrase")

    assert (keeper.display_name, keeper.is_staff, keeper.is_superuser) == ("root", True, True)
    assert User.objects.get_by_natural_key("ROOT@example.org") == keeper
