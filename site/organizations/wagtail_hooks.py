from wagtail import hooks

from organizations.choosers import organization_chooser
from organizations.viewsets import OrganizationsGroup


@hooks.register("register_admin_viewset")
def organization_viewsets():
    # The chooser first: forms made after it use it for their foreign keys.
    return [organization_chooser, OrganizationsGroup()]
