"""Coming into an organization, and leaving it."""

from datetime import UTC, datetime

import pytest

from organizations import actions
from organizations.enums import MemberRole
from organizations.errors import ClosedAccountError, MentionOnlyError
from organizations.models import Membership, Organization
from people import erasure, exports
from people.enums import Role
from people.models import User
from safeguarding.models import AuditEntry
from tests.organizations.builders import a_mentioned_body, an_organization, somebody

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 14, 15, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def house(arranged) -> Organization:
    return an_organization(code="house")


@pytest.fixture(scope="module")
def ana(arranged) -> User:
    return somebody("Ana")


@pytest.fixture(scope="module")
def manager(arranged) -> User:
    return somebody("Marta", Role.PROGRAMME_MANAGER)


def acts() -> list[str]:
    kept = AuditEntry.objects.filter(act__startswith="organization.").order_by("pk")
    return list(kept.values_list("act", flat=True))


def test_a_manager_adds_somebody_once_however_often_they_send_it(house, ana, manager):
    first = actions.add_member(organization=house, person=ana, role=MemberRole.FOCAL_POINT, by=manager)
    again = actions.add_member(organization=house, person=ana, role=MemberRole.MEMBER, by=manager)

    assert (first, again.role) == (again, MemberRole.FOCAL_POINT)
    assert acts() == ["organization.member_added"]


def test_the_log_knows_who_by_identifiers_alone(house, ana, manager):
    actions.add_member(organization=house, person=ana, by=manager)

    entry = AuditEntry.objects.get(act="organization.member_added")
    assert (entry.actor, entry.detail) == (
        manager.public_id,
        {"person": str(ana.public_id), "role": "member"},
    )


def test_a_body_that_is_only_named_gets_no_member(ana, manager):
    with pytest.raises(MentionOnlyError):
        actions.add_member(organization=a_mentioned_body(), person=ana, by=manager)

    assert (Membership.objects.count(), acts()) == (0, [])


def test_what_the_caller_holds_in_hands_may_be_old(house, ana, manager):
    Organization.objects.filter(pk=house.pk).update(mention_only=True, fact_status="external")

    with pytest.raises(MentionOnlyError):
        actions.add_member(organization=house, person=ana, by=manager)


def test_a_closed_account_belongs_to_nothing_new(house, ana, manager):
    ana.is_active = False
    ana.save()

    with pytest.raises(ClosedAccountError):
        actions.add_member(organization=house, person=ana, by=manager)


def test_a_role_that_does_not_exist_is_refused(house, ana, manager):
    with pytest.raises(ValueError, match="king"):
        actions.add_member(organization=house, person=ana, role="king", by=manager)


def test_a_member_becomes_a_focal_point_and_the_log_says_it_once(house, ana, manager):
    made = actions.add_member(organization=house, person=ana, by=manager)

    for _time in range(2):
        changed = actions.change_role(made, role=MemberRole.FOCAL_POINT, by=manager)

    assert changed.role == MemberRole.FOCAL_POINT
    assert acts() == ["organization.member_added", "organization.role_changed"]


def test_somebody_is_let_go_once(house, ana, manager):
    made = actions.add_member(organization=house, person=ana, by=manager)

    gone = [actions.remove_member(made, by=manager) for _time in range(2)]

    assert (gone, Membership.objects.count()) == ([True, False], 0)
    assert acts() == ["organization.member_added", "organization.member_removed"]


def test_a_copy_of_ones_data_names_ones_organizations(house, ana, manager):
    actions.add_member(organization=house, person=ana, role=MemberRole.FOCAL_POINT, by=manager)

    section = next(one for one in exports.sections_about(ana) if one.code == "organizations")

    rows = [dict(row) for row in section.rows]
    assert [(row["organization"], row["role"]) for row in rows] == [("House (en)", "Focal point")]


def test_whoever_is_erased_belongs_to_nothing(house, ana, manager):
    actions.add_member(organization=house, person=ana, by=manager)

    erasure.erase(ana, now=NOW)

    assert not Membership.objects.exists()
