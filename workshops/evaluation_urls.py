"""Addresses of evaluations."""

from django.urls import path

from base.urls import in_languages
from workshops import evaluation_views as views

urlpatterns = [
    path(
        in_languages("evaluations/<uuid:key>/", "evaluaciones/<uuid:key>/"),
        views.evaluation,
        name="evaluation",
    )
]
EN, ES = "<slug:slug>/evaluation/", "<slug:slug>/evaluacion/"
running = [
    path(in_languages(EN, ES), views.evaluations, name="evaluations"),
    path(in_languages(f"{EN}<uuid:key>/", f"{ES}<uuid:key>/"), views.answers, name="answers"),
    path(
        in_languages(f"{EN}<uuid:key>/opening/", f"{ES}<uuid:key>/apertura/"), views.opening, name="opening"
    ),
]
