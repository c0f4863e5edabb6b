"""Who may do what with certificates."""

from people.enums import Role
from people.rules import has_any_role

MANAGING_ROLES = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})


def may_manage_certificates(user) -> bool:
    """Programme managers and administrators see, print and revoke certificates; nobody else does."""
    return has_any_role(user, MANAGING_ROLES)
