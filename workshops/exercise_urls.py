"""Addresses of worksheets."""

from django.urls import path

from base.urls import in_languages
from workshops import exercise_views as views

EN, ES = "exercises/<uuid:key>/", "ejercicios/<uuid:key>/"
urlpatterns = [
    path(in_languages(EN, ES), views.worksheet, name="worksheet"),
    path(in_languages(f"{EN}results/", f"{ES}resultados/"), views.results, name="worksheet_results"),
    path(in_languages(f"{EN}rows.csv", f"{ES}filas.csv"), views.worksheet_file, name="worksheet_file"),
    path(in_languages(f"{EN}rows/", f"{ES}filas/"), views.entries, name="entries"),
    path(
        in_languages(f"{EN}rows/<uuid:entry_key>/", f"{ES}filas/<uuid:entry_key>/"), views.entry, name="entry"
    ),
    path(
        in_languages(f"{EN}rows/<uuid:entry_key>/removal/", f"{ES}filas/<uuid:entry_key>/baja/"),
        views.entry_removal,
        name="entry_removal",
    ),
    path(
        in_languages(f"{EN}rows/<uuid:entry_key>/rating/", f"{ES}filas/<uuid:entry_key>/valoracion/"),
        views.rating,
        name="rating",
    ),
]
running = [
    path(in_languages("<slug:slug>/exercises/", "<slug:slug>/ejercicios/"), views.sheets, name="worksheets"),
    path(
        in_languages(
            "<slug:slug>/exercises/<uuid:key>/opening/", "<slug:slug>/ejercicios/<uuid:key>/apertura/"
        ),
        views.sheet_opening,
        name="worksheet_opening",
    ),
]
