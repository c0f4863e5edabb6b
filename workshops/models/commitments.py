"""Promises with an owner and a date, and everything that was ever said of them."""

import datetime
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.enums import FactStatus
from base.fields import TranslatedField, WebAddressField
from organizations.errors import MentionOnlyError
from organizations.models import Organization
from people.rules import has_any_role
from reference.fields import TermCodesField
from workshops.enums import DONE, ENDED, CommitmentStatus, EvidenceKind, Judgement
from workshops.models.events import MANAGERS, Event
from workshops.models.records import Finding


class CommitmentQuerySet(models.QuerySet):
    def public(self):
        """Those that everybody may read."""
        return self.standing().filter(is_public=True, owner__is_hidden=False)

    def standing(self):
        """Those that were not taken out of a record before it was published."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user):
        """Public ones; others for their owners, for the team of their event and for managers."""
        if has_any_role(user, MANAGERS):
            return self.standing()
        if not user.is_authenticated:
            return self.public()
        own = user.memberships.values("organization")
        return (
            self.standing()
            .filter(
                Q(is_public=True, owner__is_hidden=False)
                | Q(owner__in=own)
                | Q(co_ownerships__organization__in=own)
                | Q(event__in=Event.objects.recorded_by(user).values("pk"))
            )
            .distinct()
        )

    def real(self):
        """Without illustrative ones, which stay out of figures."""
        return self.exclude(fact_status=FactStatus.ILLUSTRATIVE)

    def open(self):
        """Those that are not done and not given up."""
        return self.exclude(status__in=ENDED)

    def late(self, today: datetime.date):
        """Those whose date has passed without their being done; derived, never stored."""
        return self.open().filter(due_date__lt=today)


class Commitment(models.Model):
    """What an organization promised. Its status is the newest of its updates."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=20, blank=True)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    finding = models.ForeignKey(
        Finding,
        verbose_name=_("finding it answers"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="commitments",
    )
    order = models.PositiveIntegerField(default=0)
    text = TranslatedField(_("what is promised"), multiline=True)
    owner = models.ForeignKey(
        Organization, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="commitments"
    )
    indicator = TranslatedField(_("how we know that it is done"), multiline=True, blank=True)
    # Empty means "no date set", and is said so.
    due_date = models.DateField(_("due"), null=True, blank=True)
    phases = TermCodesField(_("phases of the protocol"), vocabulary="protocol_phase")
    status = models.CharField(
        _("status"), max_length=20, choices=CommitmentStatus.choices, default=CommitmentStatus.PROPOSED
    )
    # When somebody last said something of it: "No news since March".
    last_news_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    fact_status = models.CharField(
        _("kind of content"), max_length=20, choices=FactStatus.choices, default=FactStatus.EXTERNAL
    )
    is_public = models.BooleanField(default=False, editable=False)
    # What the record's draft says otherwise of a public one, by column; the next edition takes it over.
    drafted = models.JSONField(default=dict, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)

    objects = CommitmentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["event", "order", "pk"]
        indexes = [
            models.Index(fields=["is_public", "status"]),
            models.Index(fields=["due_date"]),
            models.Index(fields=["event", "order"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="done_with_a_time",
                condition=Q(status__in=DONE, done_at__isnull=False) | ~Q(status__in=DONE),
            )
        ]

    def __str__(self) -> str:
        return str(self.text)

    def clean(self) -> None:
        """Raises `ValidationError` for a body that is only named: nothing is promised in its name."""
        if self.owner_id and self.owner.mention_only:
            raise ValidationError({"owner": str(MentionOnlyError())})

    @property
    def is_illustrative(self) -> bool:
        return self.fact_status == FactStatus.ILLUSTRATIVE

    def is_late(self, today: datetime.date) -> bool:
        return self.status not in ENDED and self.due_date is not None and self.due_date < today


class CoOwnership(models.Model):
    """An organization that promised it together with the owner."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="co_ownerships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="co_commitments")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "organization"], name="one_co_owner_a_commitment")
        ]


class CommitmentUpdate(models.Model):
    """What somebody said of a commitment. Appended, never edited; its id is the key the form carried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    earlier_status = models.CharField(max_length=20, choices=CommitmentStatus.choices, blank=True)
    status = models.CharField(max_length=20, choices=CommitmentStatus.choices)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    # The language it was written in.
    language = models.CharField(max_length=2, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Sent by a link in a letter, without signing in.
    by_link = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["commitment", "at"])]


class CommitmentEvidence(models.Model):
    """What its owner shows. The attestation is asked for, and stored with who gave it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind.choices)
    # Code of a term of the vocabulary `evidence_strength`.
    strength = models.CharField(_("how strong it is"), max_length=40)
    summary = models.CharField(_("what it shows"), max_length=500)
    language = models.CharField(max_length=2, blank=True)
    url = WebAddressField(_("address"), max_length=500, blank=True)
    dated = models.DateField(_("its date"), null=True, blank=True)
    has_no_personal_data = models.BooleanField(_("no personal data in it"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="evidence_attested", condition=Q(has_no_personal_data=True))
        ]


class CommitmentAssessment(models.Model):
    """What somebody of another organization says, apart from what the owner reports. Appended, never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="assessments")
    judgement = models.CharField(max_length=10, choices=Judgement.choices)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]


class CommitmentFollower(models.Model):
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followed_commitments"
    )
    since = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "person"], name="one_follower_a_commitment_and_person"
            )
        ]


class CommitmentLink(models.Model):
    """A way to report without signing in, sent by e-mail. The secret stands in the letter alone; here is its hash."""

    token_hash = models.CharField(max_length=64, unique=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="links")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True


class CommitmentLetter(models.Model):
    """Its owner was asked for news; once for each occasion, such as `before`, `due` or `2027-04`."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="letters")
    occasion = models.CharField(max_length=10)
    sent_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "occasion"], name="one_letter_an_occasion")
        ]
