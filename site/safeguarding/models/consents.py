"""Who agreed that material may be shown: where, in which languages, until when."""

import datetime
import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.enums import Language
from safeguarding.enums import GIVEN, Channel, ConsentStanding, ConsentStatus
from safeguarding.models.references import new_reference
from safeguarding.rules import SOON, VALID, is_enough_for_child, may_safeguard, standing


def private_storage() -> Storage:
    """Outside everything that is served by address; said here so that migrations name no folder."""
    return storages["private"]


def evidence_path(consent: "Consent", filename: str) -> str:
    """A random name: what people call such a file often names a child."""
    ending = filename.rpartition(".")[2].lower()[:4]
    return f"consents/{uuid.uuid4().hex}.{ending}"


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Safeguarding reviewers see consents; nobody else does."""
        return self if may_safeguard(user) else self.none()

    def not_withdrawn(self):
        return self.filter(withdrawn_at__isnull=True)

    def in_force(self, on: datetime.date):
        """Those that count on a day, their last day included."""
        known = self.not_withdrawn().filter(given_by__in=GIVEN, reviewed_at__isnull=False)
        return known.filter(valid_from__lte=on, expires_on__gte=on)

    def with_standing(self, standing: str, on: datetime.date):
        """Those that stand like this on a day; mirrors `rules.standing`."""
        given = self.not_withdrawn().filter(given_by__in=GIVEN)
        reviewed = given.filter(reviewed_at__isnull=False, expires_on__gte=on)
        started = reviewed.filter(valid_from__lte=on)
        return {
            ConsentStanding.WITHDRAWN: self.filter(withdrawn_at__isnull=False),
            ConsentStanding.UNKNOWN: self.not_withdrawn().exclude(given_by__in=GIVEN),
            ConsentStanding.EXPIRED: given.filter(expires_on__lt=on),
            ConsentStanding.AWAITS_REVIEW: given.filter(reviewed_at__isnull=True, expires_on__gte=on),
            ConsentStanding.NOT_YET: reviewed.filter(valid_from__gt=on),
            ConsentStanding.EXPIRES_SOON: started.filter(expires_on__lte=on + SOON),
            ConsentStanding.IN_FORCE: started.filter(expires_on__gt=on + SOON),
        }[ConsentStanding(standing)]


class Consent(models.Model):
    """One act of consent. It is renewed by a new row, and never deleted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(
        _("reference"), max_length=14, unique=True, default=new_reference, editable=False
    )
    given_by = models.CharField(
        _("who agreed"), max_length=30, choices=ConsentStatus.choices, default=ConsentStatus.UNKNOWN
    )
    scope = models.TextField(
        _("what it covers, and what for"),
        max_length=2000,
        help_text=_("Describe the material and the purpose. Write no name of a child here."),
    )
    channels = models.JSONField(_("where it may be shown"), default=list)
    languages = models.JSONField(_("in which languages"), default=list)
    valid_from = models.DateField(_("from"))
    expires_on = models.DateField(_("last day"), help_text=_("From the next day on it no longer counts."))
    evidence = models.FileField(
        _("evidence"), storage=private_storage, upload_to=evidence_path, blank=True, max_length=120
    )
    renews = models.ForeignKey(
        "self",
        verbose_name=_("renews"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renewals",
    )
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    withdrawal_reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)

    objects = ConsentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-recorded_at"]
        # Safeguarding reviewers withdraw; nobody deletes.
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("valid_from")), name="consent_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="consent_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def delete(self, *_args, **_kwargs):
        raise TypeError("A consent is withdrawn, never deleted.")

    def standing_on(self, on: datetime.date) -> ConsentStanding:
        """Where it stands on a day; no query."""
        return standing(
            given_by=self.given_by,
            valid_from=self.valid_from,
            expires_on=self.expires_on,
            is_reviewed=self.reviewed_at is not None,
            is_withdrawn=self.withdrawn_at is not None,
            on=on,
        )

    def allows(self, *, channel: str, language: str, on: datetime.date, of_child: bool = True) -> bool:
        """Whether material may be shown through `channel`, in `language`, on a day; no query.

        Unless the caller knows that no child made it or appears in it, an adult's consent is not enough.
        """
        if of_child and not is_enough_for_child(self.given_by):
            return False
        return channel in self.channels and language in self.languages and self.standing_on(on) in VALID

    @property
    def language_labels(self) -> list[str]:
        return [str(language.label) for language in Language if language in self.languages]

    @property
    def channel_labels(self) -> list[str]:
        return [str(channel.label) for channel in Channel if channel in self.channels]
