from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "people"
    default = True

    def ready(self) -> None:
        from people import checks, signal_handlers  # noqa: F401


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's list of people, with our forms."""

    user_viewset = "people.viewsets.UserViewSet"
