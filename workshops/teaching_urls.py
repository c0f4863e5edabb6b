"""Addresses under /teach/: running an event, on a phone. Mounted at `teach/events/`."""

from django.urls import path

from base.urls import in_languages
from workshops import attendance_urls, evaluation_urls, exercise_urls, registration_urls, running_views
from workshops.records import teaching_urls as record

app_name = "teach_events"
urlpatterns = [
    path("", running_views.events, name="all"),
    path("<slug:slug>/", running_views.home, name="home"),
    path(in_languages("<slug:slug>/team/", "<slug:slug>/equipo/"), running_views.team, name="team"),
    path(
        in_languages("<slug:slug>/team/removal/", "<slug:slug>/equipo/baja/"),
        running_views.team_removal,
        name="team_removal",
    ),
    *attendance_urls.running,
    *exercise_urls.running,
    *evaluation_urls.running,
    *record.urlpatterns,
    *registration_urls.running,
]
