from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from courses import (  # noqa: F401
            after_ticks,
            path_gate,
            path_signal_handlers,
            publication_gate,
            review_guard,
            reviewed_media,
            signal_handlers,
            workflow_signals,
        )
        from courses.admin_forms import LessonForm
        from courses.models import LessonPage, ModulePage, PathPage
        from courses.path_admin_forms import NamesModulesForm, PathForm

        # Said here, because forms stand above models.
        LessonPage.base_form_class = LessonForm
        ModulePage.base_form_class = NamesModulesForm
        PathPage.base_form_class = PathForm
        from courses.usage import lessons_that_use
        from reference import usage

        usage.register(lessons_that_use)
        self.register_privacy()

    def register_privacy(self) -> None:
        """Say what this app holds about people, and what it removes when they are erased."""
        from courses.erasing import erase_words
        from courses.exports import about_learning
        from people import erasure, exports

        exports.register("courses", about_learning)
        erasure.register("courses", erase_words)
