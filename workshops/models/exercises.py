"""Exercises as data: worksheets of a session, and what people write into them."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import TranslatedField
from organizations.models import Organization
from people.rules import has_any_role
from workshops.enums import SEATED, FilledBy, WorksheetKind
from workshops.models.events import MANAGERS, Event
from workshops.models.sessions import EventSession

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class WorksheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of events in which a person has a seat or a role; shared strategies for their owners, too."""
        if has_any_role(user, MANAGERS):
            return self
        if not user.is_authenticated:
            return self.none()
        seated = user.registrations.filter(status__in=SEATED).values("event")
        team = Event.objects.recorded_by(user).values("pk")
        return self.filter(Q(event__in=seated) | Q(event__in=team)).distinct()


class Worksheet(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="worksheets")
    session = models.ForeignKey(
        EventSession,
        verbose_name=_("session"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="worksheets",
    )
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("what it collects"), max_length=12, choices=WorksheetKind.choices)
    title = TranslatedField(_("title"), max_length=200)
    instructions = TranslatedField(_("what to do"), multiline=True, blank=True)
    filled_by = models.CharField(
        _("who fills it in"), max_length=12, choices=FilledBy.choices, default=FilledBy.PERSON
    )
    columns = TranslatedField(
        _("columns of a free table"),
        multiline=True,
        blank=True,
        help_text=_("One on each line, in the same order in both languages; at most eight."),
    )
    is_open = models.BooleanField(_("open for writing"), default=False)
    shows_results = models.BooleanField(_("everybody in the room sees all rows"), default=True)

    objects = WorksheetQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("worksheet")
        verbose_name_plural = _("worksheets")
        ordering = ["event", "order", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class EntryQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(removed_at__isnull=True)


class Entry(models.Model):
    """A row of a worksheet. Its key is that of the form that made it; `version` guards it against two writers."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.CASCADE, related_name="entries")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    table_no = models.PositiveSmallIntegerField(null=True, blank=True)
    values = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["made_at", "key"]
        indexes = [models.Index(fields=["worksheet", "changed_at"])]


class PriorityScore(models.Model):
    """How one person rates a priority, each from 1 to 5. `risk` is the risk of harm: 5 is the highest."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="scores")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    impact = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)
    feasibility = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)
    capacity = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)
    risk = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "person"], name="one_score_a_priority_and_person"),
            models.CheckConstraint(
                name="scores_from_one_to_five",
                condition=Q(impact__range=(1, 5))
                & Q(feasibility__range=(1, 5))
                & Q(capacity__range=(1, 5))
                & Q(risk__range=(1, 5)),
            ),
        ]
