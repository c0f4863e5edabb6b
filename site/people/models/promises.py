"""What was promised to people by e-mail: links that work once, and erasures on a day."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from people.enums import LedgerAct, Purpose


class MailedLink(models.Model):
    """A link in a letter, good for one purpose, once. Only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailed_links")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    # The address to go back to, for RESTORE_EMAIL alone.
    earlier_email = models.EmailField(max_length=254, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    wagtail_reference_index_ignore = True


class Deletion(models.Model):
    """A person asked to be erased; until `due_at` they may take it back."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deletion")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()

    wagtail_reference_index_ignore = True


class LedgerEntry(models.Model):
    """The ledger of erasures: hashes and dates, nothing personal. Appended, never edited, never erased.

    The same lines stand in a file beside the database (`people.ledger`), for the day on which an older copy
    of the database is brought back.
    """

    person = models.CharField(max_length=64, db_index=True)
    act = models.CharField(max_length=10, choices=LedgerAct.choices)
    noted_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True
