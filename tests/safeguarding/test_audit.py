import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.utils.translation import override

from people.enums import AccountAct, Role
from people.models import User
from people.signals import announce
from safeguarding import audit
from safeguarding.errors import AppendOnlyError
from safeguarding.models import AuditEntry
from tests.safeguarding.builders import consent, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> AuditEntry:
    return audit.record(act="test.done", actor=person("ana"), subject=None)


def test_an_entry_says_who_did_what_with_which_object_and_from_where():
    ana, row = person("ana"), consent(is_reviewed=False)
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.77")

    made = audit.record(act="test.done", actor=ana, subject=row, detail={"n": 1}, request=request)

    said = (made.actor, made.subject_type, made.subject_key, made.detail, made.came_from)
    assert said == (ana.public_id, "safeguarding.consent", str(row.uuid), {"n": 1}, "203.0.113.0/24")


@pytest.mark.parametrize(
    ("address", "network"),
    [("198.51.100.9", "198.51.100.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("nonsense", "")],
)
def test_of_an_address_only_the_network_is_kept(address, network):
    assert audit.network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_an_entry_is_neither_changed_nor_deleted(entry):
    attempts = [
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.update(act="x"),
        lambda: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda: AuditEntry.objects.bulk_update([entry], ["act"]),
    ]

    for attempt in attempts:
        with pytest.raises(AppendOnlyError):
            attempt()

    assert AuditEntry.objects.get().act == "test.done"


def test_the_database_refuses_to_change_an_entry_by_itself(entry):
    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE safeguarding_auditentry SET act = 'x'")

    assert AuditEntry.objects.get().act == "test.done"


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite empties its tables row by row")
def test_postgresql_refuses_to_delete_an_entry_too(entry):
    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM safeguarding_auditentry")

    assert AuditEntry.objects.count() == 1


def test_what_happens_to_accounts_is_logged_without_names():
    ana, boss = person("ana"), person("berta", Role.ADMINISTRATOR)

    announce(AccountAct.ROLES_CHANGED, user=ana, actor=boss)

    made = AuditEntry.objects.get(act="roles_changed", actor=boss.public_id)
    assert (made.subject_type, made.subject_key) == ("people.user", str(ana.public_id))
    assert "example.org" not in str(vars(made))


def test_an_act_nobody_knows_is_shown_by_its_code():
    acts = ("consent.recorded", "roles_changed", "media.swept")
    with override("en"):
        known = [AuditEntry(act=act).act_label for act in acts]

    assert known == ["Consent recorded", "Roles were changed", "media.swept"]


def test_only_safeguarding_reviewers_and_administrators_read_the_log(entry):
    seen = {
        role: AuditEntry.objects.visible_to(person(f"p-{role}", role)).filter(pk=entry.pk).exists()
        for role in Role.values
    }

    assert seen == {role: role in {"safeguarding_reviewer", "administrator"} for role in Role.values}


def test_an_account_can_be_deleted_without_touching_the_log(entry):
    who = entry.actor
    User.objects.all().delete()

    assert AuditEntry.objects.get(pk=entry.pk).actor == who
    assert isinstance(who, uuid.UUID)
