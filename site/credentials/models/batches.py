"""Certificates of a whole module or path in one file, made in the background."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from base.fields import TranslatedField
from base.storages import PrivateFiles
from credentials.enums import BatchStatus, Kind
from credentials.models.certificates import Certificate
from credentials.rules import may_manage_certificates


def private_storage() -> PrivateFiles:
    return PrivateFiles()


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if may_manage_certificates(user) else self.none()

    def unfinished(self):
        return self.filter(status__in=[BatchStatus.WAITING, BatchStatus.RUNNING])


class Batch(models.Model):
    """One order for the certificates of a module or path, and how far it has come."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject_key = models.UUIDField()
    titles = TranslatedField()
    # Where the site was reached when it was ordered: the codes lead there.
    address = models.CharField(max_length=300)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=10, choices=BatchStatus.choices, default=BatchStatus.WAITING)
    # Nobody works on it any more when this is long ago.
    touched_at = models.DateTimeField(default=timezone.now)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    nameless = models.PositiveIntegerField(default=0)
    file = models.FileField(storage=private_storage, max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BatchQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            # Pressing the button twice is one order.
            models.UniqueConstraint(
                fields=["kind", "subject_key"],
                condition=Q(status__in=["waiting", "running"]),
                name="one_unfinished_batch_a_subject",
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | Q(finished_at__isnull=False) & ~Q(file=""),
                name="ready_batch_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_finished(self) -> bool:
        return self.status in {BatchStatus.READY, BatchStatus.EXPIRED}

    @property
    def handled(self) -> int:
        return self.done + self.failed

    @property
    def folder(self) -> str:
        return f"certificates/{self.public_id}"


class BatchEntry(models.Model):
    """One certificate of a batch. `outcome` is blank until it has been tried."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="entries")
    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, blank=True)
    file = models.FileField(storage=private_storage, max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "certificate"], name="certificate_once_a_batch")
        ]
        ordering = ["number"]
