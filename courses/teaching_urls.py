"""Addresses under /teach/."""

from django.urls import path

from base.urls import in_languages
from courses import teaching_views

app_name = "teach"
urlpatterns = [
    path("<uuid:module_key>/", teaching_views.learners, name="learners"),
    path(
        in_languages(
            "<uuid:module_key>/<uuid:enrolment_id>/completion/",
            "<uuid:module_key>/<uuid:enrolment_id>/finalizacion/",
        ),
        teaching_views.completion,
        name="completion",
    ),
]
