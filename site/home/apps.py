from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from home import signal_handlers  # noqa: F401
        from home.backup.withdrawals import remember
        from home.usage import home_pages_that_show
        from reference import usage
        from safeguarding.signals import consent_withdrawn

        usage.register(home_pages_that_show)
        consent_withdrawn.connect(remember, dispatch_uid="remember-withdrawal")
