"""Consents, publication reviews, reports of concern and the audit log."""

from safeguarding.models.audit import AuditEntry
from safeguarding.models.concerns import ConcernReport, ConcernStep
from safeguarding.models.consents import Consent
from safeguarding.models.reviews import PublicationReview, ReviewRequest

__all__ = ["AuditEntry", "ConcernReport", "ConcernStep", "Consent", "PublicationReview", "ReviewRequest"]
