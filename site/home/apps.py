from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from courses import content_checks
        from home import signal_handlers  # noqa: F401
        from home.whole_translations import whole_translation

        content_checks.register(whole_translation)
        from home.backup.withdrawals import remember
        from home.usage import home_pages_that_show
        from reference import usage
        from safeguarding.signals import consent_withdrawn

        usage.register(home_pages_that_show)
        consent_withdrawn.connect(remember, dispatch_uid="remember-withdrawal")
