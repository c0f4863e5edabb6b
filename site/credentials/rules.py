"""Who may do what with certificates, and what may stand on them."""

import re

from people.enums import Role
from people.rules import has_any_role

MANAGING_ROLES = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})

# An "@", the beginning of an address, or a dot inside a word that goes on as addresses do. "Ma.Elena" is none.
ADDRESS = re.compile(
    r"@|://|(?i:\bwww\.)|[^\W_]{2}\.[a-z]{2,}|[^\W_]\.(?i:com|org|net|info|mx)\b",
)


def looks_like_address(name: str) -> bool:
    """True for a name in which somebody wrote a web address or an e-mail."""
    return bool(ADDRESS.search(name))


def may_manage_certificates(user) -> bool:
    """Programme managers and administrators see, print and revoke certificates; nobody else does."""
    return has_any_role(user, MANAGING_ROLES)
