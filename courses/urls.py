"""Addresses of learning that are not pages."""

from django.urls import include, path

from base.urls import in_languages
from courses import activity_urls, path_views, views

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
    path(
        in_languages("paths/<uuid:path_key>/", "itinerarios/<uuid:path_key>/"),
        path_views.path_following,
        name="path_following",
    ),
    path(
        in_languages("paths/<uuid:path_key>/start/", "itinerarios/<uuid:path_key>/empezar/"),
        path_views.path_start,
        name="path_start",
    ),
]

app_name = "courses"
urlpatterns = [
    path(in_languages("my-learning/", "mi-aprendizaje/"), include(learning)),
    *activity_urls.reading,
]
