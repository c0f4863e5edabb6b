from organizations.models.memberships import Membership
from organizations.models.organizations import Organization

__all__ = ["Membership", "Organization"]
