"""The words safeguarding chooses from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsentStatus(models.TextChoices):
    """Who agreed. Terms of the vocabulary `consent_status`; "expired" and "withdrawn" follow from dates."""

    CHILD_AND_GUARDIAN = "obtained_child_and_guardian", _("The child and the person who cares for the child")
    ADULT = "obtained_adult", _("An adult, for themselves")
    NOT_APPLICABLE = "not_applicable", _("Nobody needed: no person can be recognized, and no child made it")
    UNKNOWN = "unknown", _("Not known")


# An unknown consent is no consent.
GIVEN = frozenset({ConsentStatus.CHILD_AND_GUARDIAN, ConsentStatus.ADULT, ConsentStatus.NOT_APPLICABLE})


class Channel(models.TextChoices):
    """The ways in which material reaches people."""

    SITE = "site", _("Shown on this site")
    DOWNLOAD = "download", _("Downloaded")
    PRINT = "print", _("Printed")
    SOCIAL = "social", _("Shared on social networks")
    OFFLINE = "offline", _("Kept on devices, to be read without a connection")


class ConsentStanding(models.TextChoices):
    """Where a consent stands on a day; derived, never stored."""

    IN_FORCE = "in_force", pgettext_lazy("consent", "In force")
    EXPIRES_SOON = "expires_soon", pgettext_lazy("consent", "Expires within 30 days")
    AWAITS_REVIEW = "awaits_review", pgettext_lazy("consent", "Waits for a second person")
    NOT_YET = "not_yet", pgettext_lazy("consent", "Begins later")
    EXPIRED = "expired", pgettext_lazy("consent", "Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "Withdrawn")
    UNKNOWN = "unknown", pgettext_lazy("consent", "Not known: may not be published")


class ReviewOrigin(models.TextChoices):
    """Where a publication review comes from."""

    PERSON = "person", _("Ticked by a person")
    CONTENT_FILES = "content_files", _("Reviewed with the content files, before they were loaded")


class ConcernKind(models.TextChoices):
    """What is wrong with something on this site."""

    IDENTIFIABLE = "identifiable", _("Somebody can be recognized")
    PICTURE = "picture", _("A picture, drawing or recording should not be here")
    DISTRESSING = "distressing", _("It is distressing and came without warning")
    DISRESPECTFUL = "disrespectful", _("The words hurt or belittle people")
    PLACE = "place", _("It shows where children live or are looked after")
    OTHER = "other", _("Something else")


class ConcernState(models.TextChoices):
    NEW = "new", pgettext_lazy("report of concern", "New")
    IN_HAND = "in_hand", pgettext_lazy("report of concern", "In hand")
    CLOSED = "closed", pgettext_lazy("report of concern", "Closed")


OPEN_STATES = frozenset({ConcernState.NEW, ConcernState.IN_HAND})


class Act(models.TextChoices):
    """What the audit log knows by name, besides `people.enums.AccountAct`; other apps may add codes."""

    CONSENT_RECORDED = "consent.recorded", _("Consent recorded")
    CONSENT_REVIEWED = "consent.reviewed", _("Consent confirmed by a second person")
    CONSENT_WITHDRAWN = "consent.withdrawn", _("Consent withdrawn")
    EVIDENCE_OPENED = "consent.evidence_opened", _("Evidence of a consent opened")
    REVIEW_TICKED = "publication.reviewed", _("Publication checklist ticked")
    REVIEW_LOADED = "publication.loaded", _("Published from the content files")
    REVIEW_ASKED = "publication.asked", _("Review asked for")
    PUBLICATION_REFUSED = "publication.refused", _("Publication refused: not reviewed")
    PUBLICATION_HELD = "publication.held", _("Scheduled publication waits for its review")
    PAGE_PUBLISHED = "page.published", _("Page published")
    PAGE_UNPUBLISHED = "page.unpublished", _("Page taken down")
    MODULE_APPROVED = "module.approved", _("Module approved by a reviewer")
    CHANGES_WANTED = "module.changes_wanted", _("Changes to a module asked for")
    ITEM_UPLOADED = "library.uploaded", _("Something added to the library")
    CONCERN_REPORTED = "concern.reported", _("Concern reported")
    CONCERN_OPENED = "concern.opened", _("Report of concern read")
    CONCERN_TAKEN = "concern.taken", _("Report of concern taken in hand")
    CONCERN_NOTED = "concern.noted", _("Note added to a report of concern")
    CONCERN_CLOSED = "concern.closed", _("Report of concern closed")
    CONCERN_FORGOTTEN = "concern.forgotten", _("Text of an old report of concern deleted")
    RECORD_LINES_ADDED = "record.lines_added", _("Lines added to the record of an event")
    RECORD_LINE_REMOVED = "record.line_removed", _("Line taken out of the record of an event")
    RECORD_LINE_RESTORED = "record.line_restored", _("Line put back into the record of an event")
    RECORD_SUBMITTED = "record.submitted", _("Record of an event sent to review")
    RECORD_PUBLISHED = "record.published", _("Record of an event published")
    RECORD_UNPUBLISHED = "record.unpublished", _("Record of an event taken down")
    AUDIT_EXPORTED = "audit.exported", _("Audit log exported")
