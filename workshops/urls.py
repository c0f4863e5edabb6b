"""Public addresses of events; mounted inside the language's prefix.

The page of an event stands under `workshops/` or `forums/`, what belongs to one under `events/<its slug>/`.
"""

from django.urls import path

from base.urls import in_languages
from workshops import (
    attendance_urls,
    evaluation_urls,
    exercise_urls,
    material_urls,
    registration_urls,
    views,
)
from workshops.commitments import urls as commitments
from workshops.records import urls as record

urlpatterns = [
    path(in_languages("workshops/", "talleres/"), views.workshops, name="workshops"),
    path(in_languages("workshops/<slug:slug>/", "talleres/<slug:slug>/"), views.event, name="workshop"),
    path(in_languages("forums/", "foros/"), views.forums, name="forums"),
    path(in_languages("forums/<slug:slug>/", "foros/<slug:slug>/"), views.event, name="forum"),
    path(
        in_languages("events/<slug:slug>/programme/", "eventos/<slug:slug>/programa/"),
        views.printed_programme,
        name="programme",
    ),
    *material_urls.urlpatterns,
    *attendance_urls.urlpatterns,
    *exercise_urls.urlpatterns,
    *evaluation_urls.urlpatterns,
    *commitments.urlpatterns,
    *record.urlpatterns,
    *registration_urls.urlpatterns,
]
