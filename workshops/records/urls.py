"""Public addresses of a record; joined to those of events."""

from django.urls import path

from base.urls import in_languages
from workshops.records import public_views

urlpatterns = [
    path(
        in_languages("events/<slug:slug>/record/", "eventos/<slug:slug>/relatoria/"),
        public_views.record,
        name="event_record",
    ),
    path(
        in_languages("events/<slug:slug>/record/draft/", "eventos/<slug:slug>/relatoria/borrador/"),
        public_views.draft,
        name="event_record_draft",
    ),
    path(
        in_languages("events/<slug:slug>/record/print/", "eventos/<slug:slug>/relatoria/imprimir/"),
        public_views.printed,
        name="event_record_print",
    ),
    path(
        in_languages(
            "events/<slug:slug>/record/<str:filename>", "eventos/<slug:slug>/relatoria/<str:filename>"
        ),
        public_views.file,
        name="event_record_file",
    ),
]
