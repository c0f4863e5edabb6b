"""The record of an event: what was found, as its rapporteurs write it, and the editions that were published."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.enums import FactStatus
from base.fields import TranslatedField
from organizations.models import Organization
from reference.fields import TermCodesField
from reference.models import Place, Source
from workshops.enums import FindingKind
from workshops.models.events import Event
from workshops.models.sessions import EventSession


class ForumRecord(models.Model):
    """What an event leaves behind. Readers see its newest edition; this row and its findings are the draft."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="record")
    summary = TranslatedField(_("summary"), multiline=True, blank=True)
    method = TranslatedField(_("how it was written"), multiline=True, blank=True)
    limitations = TranslatedField(_("what it does not say"), multiline=True, blank=True)
    fact_status = models.CharField(
        _("kind of content"), max_length=20, choices=FactStatus.choices, default=FactStatus.EXTERNAL
    )
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")
    # Grows with every change of the record, so that two rapporteurs notice each other.
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    live = models.BooleanField(default=False, editable=False)
    last_published_at = models.DateTimeField(null=True, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("record of an event")
        verbose_name_plural = _("records of events")

    def __str__(self) -> str:
        return str(self.event)


class RecordPresence(models.Model):
    """Who was in the room: a type of actor, and how many where somebody counted."""

    record = models.ForeignKey(ForumRecord, on_delete=models.CASCADE, related_name="presences")
    # Code of a term of the vocabulary `actor_type`.
    actor_type = models.CharField(max_length=40)
    number = models.PositiveIntegerField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "actor_type"], name="one_presence_a_type")]


class FindingQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken out."""
        return self.filter(removed_at__isnull=True)

    def public(self):
        """Those of records that are published."""
        return self.standing().filter(is_public=True, record__live=True, record__event__live=True)

    def visible_to(self, user):
        """Public ones; drafts for those who write the record."""
        return self.standing().filter(
            Q(is_public=True, record__live=True, record__event__live=True)
            | Q(record__event__in=Event.objects.recorded_by(user).values("pk"))
        )


class Finding(models.Model):
    """One typed statement of a record. `version` guards it against two people who edit it at once."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    record = models.ForeignKey(ForumRecord, on_delete=models.CASCADE, related_name="findings")
    order = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("type"), max_length=20, choices=FindingKind.choices)
    text = TranslatedField(_("text"), multiline=True, blank=True)
    session = models.ForeignKey(
        EventSession, on_delete=models.SET_NULL, null=True, blank=True, related_name="findings"
    )
    phases = TermCodesField(_("phases of the protocol"), vocabulary="protocol_phase")
    actor_types = TermCodesField(_("whom it concerns"), vocabulary="actor_type")
    population = TermCodesField(_("whom it is about"), vocabulary="population")
    # An organization, or nobody in particular: then it was the plenary, or the source does not say.
    raised_by = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    raised_by_plenary = models.BooleanField(_("raised by the plenary"), default=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fact_status = models.CharField(
        _("kind of content"), max_length=20, choices=FactStatus.choices, default=FactStatus.EXTERNAL
    )
    is_interpretation = models.BooleanField(
        _("our reading"), default=False, help_text=_("The source does not say it in these words.")
    )
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")
    # What this one repeats under another type: linked, not told twice.
    same_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="also_told_as"
    )
    version = models.PositiveIntegerField(default=1)
    is_public = models.BooleanField(default=False, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    objects = FindingQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["record", "order"])]

    def __str__(self) -> str:
        return str(self.text)


class RecordEdition(models.Model):
    """A record as it was published. `content` is frozen and never edited: the public page is made from it."""

    record = models.ForeignKey(ForumRecord, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="one_edition_a_number")]
