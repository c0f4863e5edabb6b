"""The record of an event: what was found, as its rapporteurs write it, and the editions that were published."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.enums import FactStatus
from base.fields import TranslatedField
from base.translated import Translated
from organizations.models import Organization
from people.rules import has_any_role
from reference.fields import TermCodesField
from reference.models import Place, Source
from workshops.enums import FindingKind
from workshops.models.events import MANAGERS, REVIEWERS, Event
from workshops.models.sessions import EventSession


class ForumRecordQuerySet(models.QuerySet):
    def public(self):
        """Those that everybody may read, with their event."""
        return self.filter(live=True, event__live=True)

    def drafts_for(self, user):
        """Those whose draft a person reads: who writes it, reviewers, and those who manage the programme."""
        if has_any_role(user, MANAGERS | REVIEWERS):
            return self
        return self.filter(event__in=Event.objects.recorded_by(user).values("pk"))

    def visible_to(self, user):
        """Public ones, and those whose draft a person reads."""
        if has_any_role(user, MANAGERS | REVIEWERS):
            return self
        own = Event.objects.recorded_by(user).values("pk")
        return self.filter(Q(live=True, event__live=True) | Q(event__in=own))


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
    # Grows with every change of the words on this row, so that two rapporteurs notice each other.
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    live = models.BooleanField(default=False, editable=False)
    last_published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ForumRecordQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("record of an event")
        verbose_name_plural = _("records of events")

    def __str__(self) -> str:
        return str(self.event)


class RecordPresence(models.Model):
    """Who was in the room: a type of actor, and how many where somebody counted."""

    record = models.ForeignKey(ForumRecord, on_delete=models.CASCADE, related_name="presences")
    # Code of a term of the vocabulary `actor_type`; empty where the label says what no term does.
    actor_type = models.CharField(max_length=40, blank=True)
    label = TranslatedField(_("in the words of the source"), max_length=200, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "actor_type"], condition=~Q(actor_type=""), name="one_presence_a_type"
            )
        ]


class RecordWriter(models.Model):
    """Somebody who wrote in a record, and so cannot be the second person who reviews it."""

    record = models.ForeignKey(ForumRecord, on_delete=models.CASCADE, related_name="writers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="records_written"
    )
    first_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "person"], name="one_writer_a_record")]


class RecordPaste(models.Model):
    """Lines that were pasted into a record at once. Appended; its id is the key the form carried."""

    id = models.UUIDField(primary_key=True, editable=False)
    record = models.ForeignKey(ForumRecord, on_delete=models.CASCADE, related_name="pastes")
    # A checksum of what was sent: the same key with other lines is not the same paste.
    digest = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True


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
    # What people call it by: the first of its record is 1, and no number comes again.
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
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
    # Its words as the newest edition has them; the columns above are the draft.
    published = models.JSONField(default=dict, editable=False)
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
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="one_finding_a_number")]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def public_text(self) -> Translated:
        """What readers may see of it: the words of the newest edition, never those of the draft."""
        return Translated(self.published.get("text") or {})


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
