"""Addresses of commitments."""

from django.urls import path

from base.urls import in_languages
from workshops.commitments import views

EN, ES = "commitments/<uuid:key>/", "compromisos/<uuid:key>/"
urlpatterns = [
    path(in_languages("commitments/", "compromisos/"), views.board, name="commitments"),
    path(in_languages("commitments.csv", "compromisos.csv"), views.board_file, name="commitments_file"),
    path(in_languages("commitments.atom", "compromisos.atom"), views.feed, name="commitments_feed"),
    path(in_languages("commitments/ours/", "compromisos/nuestros/"), views.many, name="own_commitments"),
    path(
        in_languages("commitments/answer/<str:token>/", "compromisos/respuesta/<str:token>/"),
        views.by_link,
        name="commitment_by_link",
    ),
    path(in_languages(EN, ES), views.commitment, name="commitment"),
    path(in_languages(f"{EN}updates/", f"{ES}novedades/"), views.updates, name="commitment_updates"),
    path(in_languages(f"{EN}evidence/", f"{ES}evidencia/"), views.evidence, name="commitment_evidence"),
    path(
        in_languages(f"{EN}assessments/", f"{ES}valoraciones/"),
        views.assessments,
        name="commitment_assessments",
    ),
    path(in_languages(f"{EN}following/", f"{ES}seguimiento/"), views.following, name="commitment_following"),
    path(in_languages(f"{EN}links/", f"{ES}enlaces/"), views.link_removal, name="commitment_links"),
]
