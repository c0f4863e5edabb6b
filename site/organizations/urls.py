"""Public pages of organizations; mounted inside the language's prefix."""

from django.urls import path

from base.urls import in_languages
from organizations import views

urlpatterns = [
    path(in_languages("organizations/", "organizaciones/"), views.organizations, name="organizations"),
    path(
        in_languages("organizations/<slug:code>/", "organizaciones/<slug:code>/"),
        views.organization,
        name="organization",
    ),
]
