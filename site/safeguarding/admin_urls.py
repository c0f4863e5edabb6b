"""The addresses of safeguarding in the admin."""

from django.urls import path

from safeguarding.views import audit_log, concerns, consents, reviews

urlpatterns = [
    path("consents/", consents.ConsentsView.as_view(), name="safeguarding_consents"),
    path("consents/new/", consents.NewConsentView.as_view(), name="safeguarding_new_consent"),
    path("consents/<uuid:uuid>/", consents.ConsentView.as_view(), name="safeguarding_consent"),
    path("consents/<uuid:uuid>/renew/", consents.NewConsentView.as_view(), name="safeguarding_renew"),
    path(
        "consents/<uuid:uuid>/withdraw/", consents.WithdrawConsentView.as_view(), name="safeguarding_withdraw"
    ),
    path("consents/<uuid:uuid>/evidence/", consents.EvidenceView.as_view(), name="safeguarding_evidence"),
    path("review/", reviews.WaitingPagesView.as_view(), name="safeguarding_waiting"),
    path("review/<int:page_id>/", reviews.ReviewView.as_view(), name="safeguarding_review"),
    path("review/<int:page_id>/preview/", reviews.ReviewPreviewView.as_view(), name="safeguarding_preview"),
    path("review/<slug:kind>/<int:pk>/", reviews.RowReviewView.as_view(), name="safeguarding_row_review"),
    path("concerns/", concerns.QueueView.as_view(), name="safeguarding_queue"),
    path("concerns/<uuid:uuid>/", concerns.ConcernView.as_view(), name="safeguarding_concern"),
    path("audit-log/", audit_log.AuditLogView.as_view(), name="safeguarding_audit_log"),
    path("audit-log/export/", audit_log.AuditExportView.as_view(), name="safeguarding_audit_export"),
]
