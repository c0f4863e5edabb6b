from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What was completed."""

    MODULE = "module", _("Module")
    PATH = "path", _("Path")


class Status(models.TextChoices):
    VALID = "valid", pgettext_lazy("certificate", "Valid")
    REVOKED = "revoked", pgettext_lazy("certificate", "Revoked")
    REPLACED = "replaced", pgettext_lazy("certificate", "Replaced")


class RevocationReason(models.TextChoices):
    """The kinds of reason that anybody who checks a certificate may know."""

    MISTAKE = "mistake", _("It was issued by mistake")
    WRONG_DETAILS = "wrong_details", _("What it says is not right")
    OTHER_PERSON = "other_person", _("Somebody else did the work")
    BY_REQUEST = "by_request", _("Its holder asked for it")
    OTHER = "other", _("Another reason")


class BatchStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("certificates", "Waiting")
    RUNNING = "running", pgettext_lazy("certificates", "In progress")
    READY = "ready", pgettext_lazy("certificates", "Ready")
    EXPIRED = "expired", pgettext_lazy("certificates", "Deleted")
