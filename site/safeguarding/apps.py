from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafeguardingConfig(AppConfig):
    name = "safeguarding"
    verbose_name = _("Safeguarding")

    def ready(self) -> None:
        from people import erasure, exports
        from safeguarding import signal_handlers  # noqa: F401
        from safeguarding.personal_data import about_person, forget_person

        exports.register("safeguarding", about_person)
        erasure.register("safeguarding", forget_person)
