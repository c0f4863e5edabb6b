"""Addresses of learning that are not pages."""

from django.urls import include, path

from base.urls import in_languages
from courses import activity_urls, views

learning = [
    path("", views.my_learning, name="my_learning"),
    path(in_languages("claim/", "reclamar/"), views.claim, name="claim"),
    path(in_languages("start/<uuid:module_key>/", "empezar/<uuid:module_key>/"), views.start, name="start"),
    path("<uuid:module_key>/", views.enrolment, name="enrolment"),
    path(in_languages("<uuid:module_key>/leave/", "<uuid:module_key>/dejar/"), views.leave, name="leave"),
    path(
        in_languages("lessons/<uuid:lesson_key>/", "lecciones/<uuid:lesson_key>/"),
        views.lesson_act,
        name="lesson_act",
    ),
    *activity_urls.urlpatterns,
]

app_name = "courses"
urlpatterns = [
    path(in_languages("my-learning/", "mi-aprendizaje/"), include(learning)),
    *activity_urls.reading,
]
