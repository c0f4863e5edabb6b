"""Who ticked the publication checklist, for which text."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguarding.enums import ReviewOrigin
from safeguarding.models.append_only import AppendOnly, AppendOnlyQuerySet
from safeguarding.rules import may_safeguard


class PublicationReviewQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self if may_safeguard(user) else self.none()

    def of_model(self, model: type[models.Model]):
        return self.filter(subject_type=ContentType.objects.get_for_model(model))

    def for_text(self, model: type[models.Model], fingerprint: str):
        """Reviews of exactly this text, wherever it stands."""
        return self.of_model(model).filter(fingerprint=fingerprint)


class ReviewRequestQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self if may_safeguard(user) else self.none()


class ReviewRequest(AppendOnly):
    """Somebody wants to publish a text that a second person must see first; once for every text."""

    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=40)
    subject = GenericForeignKey("subject_type", "subject_id")
    fingerprint = models.CharField(max_length=64)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects = ReviewRequestQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("request for a review")
        verbose_name_plural = _("requests for a review")
        ordering = ["asked_at"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "fingerprint"], name="review_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type.model} {self.subject_id}"


class PublicationReview(AppendOnly):
    """A second person's word, or that of the content files, for one text. Any change needs another."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=40)
    subject = GenericForeignKey("subject_type", "subject_id")
    fingerprint = models.CharField(max_length=64)
    origin = models.CharField(
        _("origin"), max_length=20, choices=ReviewOrigin.choices, default=ReviewOrigin.PERSON
    )
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed"), default=timezone.now)
    answers = models.JSONField(_("what was confirmed"), default=dict)

    objects = PublicationReviewQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("publication review")
        verbose_name_plural = _("publication reviews")
        ordering = ["-reviewed_at"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["subject_type", "fingerprint"], name="review_by_text")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "fingerprint"], name="text_reviewed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type.model} {self.subject_id}"
