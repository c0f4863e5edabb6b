"""Addresses of certificates. Those where a code is checked stand outside the languages."""

from django.urls import path

from base.urls import in_languages
from credentials.views import record, verify

app_name = "credentials"
urlpatterns = [
    path("", record.record, name="record"),
    path(in_languages("name/", "nombre/"), record.name, name="name"),
    path(in_languages("record.json", "historial.json"), record.as_json, name="json"),
    path(in_languages("record.csv", "historial.csv"), record.as_csv, name="csv"),
    path(
        in_languages("certificates/<uuid:certificate_id>.pdf", "constancias/<uuid:certificate_id>.pdf"),
        record.pdf,
        name="pdf",
    ),
    path(
        in_languages(
            "certificates/<uuid:certificate_id>/sharing/", "constancias/<uuid:certificate_id>/nombre-visible/"
        ),
        record.sharing,
        name="sharing",
    ),
    path(
        in_languages(
            "certificates/<uuid:certificate_id>/replacement/", "constancias/<uuid:certificate_id>/reposicion/"
        ),
        record.replacement,
        name="replacement",
    ),
]

checking = [
    path("", verify.ask, name="verify_form"),
    path("<str:code>/", verify.show, name="verify"),
]
