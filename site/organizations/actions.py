"""Bringing people into an organization, and letting them go: done by those who manage organizations."""

from django.db import transaction
from django.http import HttpRequest

from organizations.enums import MemberRole
from organizations.errors import ClosedAccountError
from organizations.models import Membership, Organization
from organizations.rules import refuse_deeds_of_mentioned
from people.models import User
from safeguarding import audit


@transaction.atomic
def add_member(
    *,
    organization: Organization,
    person: User,
    role: str = MemberRole.MEMBER,
    by: User | None,
    request: HttpRequest | None = None,
) -> Membership:
    """Let `person` belong to `organization`; somebody who does already stays what they are.

    Raises `MentionOnlyError` and `ClosedAccountError`.
    """
    # Locked, so that nobody says meanwhile that it is only named.
    refuse_deeds_of_mentioned(Organization.objects.select_for_update().get(pk=organization.pk))
    if not person.is_active or person.erased_at:
        raise ClosedAccountError
    made, is_new = Membership.objects.get_or_create(
        organization=organization, person=person, defaults={"role": MemberRole(role)}
    )
    if is_new:
        log("organization.member_added", made, by, request)
    return made


@transaction.atomic
def change_role(
    membership: Membership, *, role: str, by: User | None, request: HttpRequest | None = None
) -> Membership:
    """Make a member a focal point, or the other way round. Safe to repeat."""
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    if row.role != role:
        row.role = MemberRole(role)
        row.save(update_fields=["role"])
        log("organization.role_changed", row, by, request)
    return row


@transaction.atomic
def remove_member(membership: Membership, *, by: User | None, request: HttpRequest | None = None) -> bool:
    """Let somebody go; False when they had gone already."""
    row = Membership.objects.select_for_update().filter(pk=membership.pk).first()
    if row is None:
        return False
    log("organization.member_removed", row, by, request)
    row.delete()
    return True


def log(act: str, membership: Membership, by: User | None, request: HttpRequest | None) -> None:
    detail = {"person": str(membership.person.public_id), "role": membership.role}
    audit.record(act=act, actor=by, subject=membership.organization, detail=detail, request=request)
