"""Addresses of writing a record; joined to those under /teach/events/."""

from django.urls import path

from base.urls import in_languages
from workshops.records import writing_views

urlpatterns = [
    path(in_languages("<slug:slug>/record/", "<slug:slug>/relatoria/"), writing_views.record, name="record"),
    path(
        in_languages("<slug:slug>/record/lines/", "<slug:slug>/relatoria/lineas/"),
        writing_views.lines,
        name="record_lines",
    ),
    path(
        in_languages("<slug:slug>/record/rows/", "<slug:slug>/relatoria/filas/"),
        writing_views.rows,
        name="record_rows",
    ),
    path(
        in_languages("<slug:slug>/record/words/", "<slug:slug>/relatoria/textos/"),
        writing_views.words,
        name="record_words",
    ),
    path(
        in_languages("<slug:slug>/record/review/", "<slug:slug>/relatoria/revision/"),
        writing_views.review,
        name="record_review",
    ),
    path(
        in_languages("<slug:slug>/record/publication/", "<slug:slug>/relatoria/publicacion/"),
        writing_views.publication,
        name="record_publication",
    ),
]
