"""The addresses of the form that anybody may send."""

from django.urls import path

from base.urls import in_languages
from safeguarding.views import public

urlpatterns = [
    path(
        in_languages("report-a-concern/", "reportar-una-preocupacion/"), public.report, name="report_concern"
    ),
    path(
        in_languages(
            "report-a-concern/received/<slug:reference>/",
            "reportar-una-preocupacion/recibida/<slug:reference>/",
        ),
        public.received,
        name="concern_received",
    ),
]
