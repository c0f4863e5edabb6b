"""Members of the fictional organizations: the demo people whose type of organization is that of one of them."""

from django.db import transaction

from organizations import actions
from organizations.enums import MemberRole
from organizations.models import Organization
from people.demo import SIGN_INS, demo_emails
from people.models import User
from reference.models import LoadedRow

KIND, KEY = "organizations.demo_members", "all"


@transaction.atomic
def ensure_demo_members() -> None:
    """Once: what somebody changed about members afterwards stays. The first of each is its focal point."""
    fictional = list(Organization.objects.filter(is_demo=True).prefetch_related("actor_types"))
    if not fictional or LoadedRow.objects.filter(kind=KIND, key=KEY).exists():
        return
    people = User.objects.filter(email__in=demo_emails(), is_active=True, is_staff=False)
    people = people.exclude(email=SIGN_INS["focal"]).order_by("pk")
    for organization, person in assigned(fictional, list(people)):
        is_first = not organization.memberships.exists()
        role = MemberRole.FOCAL_POINT if is_first else MemberRole.MEMBER
        actions.add_member(organization=organization, person=person, role=role, by=None)
    add_demo_focal_point(fictional)
    LoadedRow.objects.create(kind=KIND, key=KEY, fingerprint="made")


def add_demo_focal_point(fictional: list[Organization]) -> None:
    """The person behind the button speaks for the first of the fictional organizations."""
    person = User.objects.filter(email=SIGN_INS["focal"], is_active=True).first()
    first = min(fictional, key=lambda organization: organization.code)
    if person:
        actions.add_member(organization=first, person=person, role=MemberRole.FOCAL_POINT, by=None)


def assigned(organizations: list[Organization], people: list[User]) -> list[tuple[Organization, User]]:
    """Each person whose type fits with an organization; those of one type take turns."""
    by_type: dict[str, list[Organization]] = {}
    for organization in organizations:
        for term in organization.actor_types.all():
            by_type.setdefault(term.code, []).append(organization)
    turns = dict.fromkeys(by_type, 0)
    pairs = []
    for person in people:
        fitting = by_type.get(person.organization_type)
        if fitting:
            pairs.append((fitting[turns[person.organization_type] % len(fitting)], person))
            turns[person.organization_type] += 1
    return pairs
