from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = _("Organizations")

    def ready(self) -> None:
        from organizations import signal_handlers  # noqa: F401
        from organizations.privacy import about_memberships, forget_memberships
        from people import erasure, exports

        exports.register("organizations", about_memberships)
        erasure.register("organizations", forget_memberships)
