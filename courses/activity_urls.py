"""Addresses of activities. `urlpatterns` stand with those of learning, `reading` stands at the top."""

from django.urls import path

from base.urls import in_languages
from courses import activity_views

urlpatterns = [
    path(
        in_languages(
            "lessons/<uuid:lesson_key>/quizzes/<slug:code>/attempts/",
            "lecciones/<uuid:lesson_key>/pruebas/<slug:code>/intentos/",
        ),
        activity_views.quiz_attempts,
        name="quiz_attempts",
    ),
    path(
        in_languages(
            "lessons/<uuid:lesson_key>/scenarios/<slug:code>/choices/",
            "lecciones/<uuid:lesson_key>/casos/<slug:code>/decisiones/",
        ),
        activity_views.scenario_choice,
        name="scenario_choice",
    ),
    path(
        in_languages(
            "lessons/<uuid:lesson_key>/reflections/<slug:code>/entry/",
            "lecciones/<uuid:lesson_key>/reflexiones/<slug:code>/texto/",
        ),
        activity_views.reflection_entry,
        name="reflection_entry",
    ),
]

# Scenarios to read, under the address of their lesson; the words are those of `courses.scenario_links`.
reading = [
    path(
        in_languages(
            f"<path:lesson>/scenario/<slug:code>/<slug:step>{end}/",
            f"<path:lesson>/caso/<slug:code>/<slug:step>{end}/",
        ),
        activity_views.scenario_step,
        name="scenario_step",
    )
    for end in ("", "/<slug:option>")
]
