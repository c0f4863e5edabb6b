"""What organizations hold about a person: handed out on request, removed when they are erased."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from organizations.models import Membership
from people.exports import Section
from people.models import User


def about_memberships(user: User) -> Iterator[Section]:
    """The organizations somebody belongs to."""
    rows = Membership.objects.filter(person=user).select_related("organization")
    columns = {"organization": _("Organization"), "role": _("Role"), "added_at": _("Added")}
    yield Section("organizations", _("Your organizations"), columns, map(row_of, rows))


def row_of(membership: Membership) -> dict[str, object]:
    return {
        "organization": str(membership.organization),
        "role": membership.get_role_display(),
        "added_at": membership.added_at,
    }


def forget_memberships(user: User, now: datetime) -> None:
    """Whoever is erased belongs to nothing."""
    Membership.objects.filter(person=user).delete()
