"""The verbs of safeguarding. Each is one transaction and writes itself into the audit log."""

from safeguarding.actions.concerns import close_concern, note_concern, report_concern, take_concern
from safeguarding.actions.consents import record_consent, review_consent, withdraw_consent
from safeguarding.actions.reviews import ask_for_review, note_loaded, tick_checklist

__all__ = [
    "ask_for_review",
    "close_concern",
    "note_concern",
    "note_loaded",
    "record_consent",
    "report_concern",
    "review_consent",
    "take_concern",
    "tick_checklist",
    "withdraw_consent",
]
