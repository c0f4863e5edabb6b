"""Addresses under /teach/ for those who run the programme."""

from django.urls import path

from base.urls import in_languages
from credentials.views import batches

app_name = "certificate_batches"
urlpatterns = [
    path("", batches.every, name="all"),
    path("<uuid:batch_id>/", batches.one, name="one"),
    path(in_languages("<uuid:batch_id>/file/", "<uuid:batch_id>/archivo/"), batches.file, name="file"),
]
