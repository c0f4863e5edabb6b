"""An organization is public content, who belongs to it is not; the database guards those that are only named."""

from django.apps import apps
from django.db.models.signals import m2m_changed, post_migrate, pre_migrate

from base.generation import bump, bumps_on_change
from organizations import guards
from organizations.models import Membership, Organization

bumps_on_change(Organization)
for _through in (Organization.actor_types.through, Organization.sources.through):
    m2m_changed.connect(bump, sender=_through, dispatch_uid=f"bump-{_through._meta.label}")

guards.register(Membership, "organization")
_here = apps.get_app_config("organizations")
pre_migrate.connect(guards.take_away, sender=_here, dispatch_uid="take-guards-away")
post_migrate.connect(guards.put_up, sender=_here, dispatch_uid="put-guards-up")
