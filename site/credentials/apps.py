from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CredentialsConfig(AppConfig):
    name = "credentials"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        from credentials import signal_handlers  # noqa: F401
        from credentials.privacy import about_certificates, erase_certificates
        from people import erasure, exports

        exports.register("credentials", about_certificates)
        erasure.register("credentials", erase_certificates)
