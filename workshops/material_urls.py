"""Addresses of materials."""

from django.urls import path

from base.urls import in_languages
from workshops import material_views as views

urlpatterns = [
    path(in_languages("materials/", "materiales/"), views.materials, name="materials"),
    path(in_languages("materials/<uuid:key>/", "materiales/<uuid:key>/"), views.material, name="material"),
    path(
        in_languages(
            "materials/files/<uuid:key>/<str:filename>", "materiales/archivos/<uuid:key>/<str:filename>"
        ),
        views.material_file,
        name="material_file",
    ),
    path(
        in_languages("events/<slug:slug>/materials/", "eventos/<slug:slug>/materiales/"),
        views.event_materials,
        name="event_materials",
    ),
    path(
        in_languages(
            "events/<slug:slug>/sessions/<uuid:key>/pack/", "eventos/<slug:slug>/sesiones/<uuid:key>/paquete/"
        ),
        views.session_pack,
        name="session_pack",
    ),
    path(
        in_languages(
            "events/<slug:slug>/sessions/<uuid:key>/pack.zip",
            "eventos/<slug:slug>/sesiones/<uuid:key>/paquete.zip",
        ),
        views.session_pack_file,
        name="session_pack_file",
    ),
]
