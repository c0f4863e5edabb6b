from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "base"

    def ready(self) -> None:
        from base import checks, own_sentences, signal_handlers  # noqa: F401

        own_sentences.speak()
