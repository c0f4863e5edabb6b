from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from courses import signal_handlers  # noqa: F401
        from courses.usage import lessons_that_use
        from reference import usage

        usage.register(lessons_that_use)
