"""What the desk of an event keeps besides its registrations: questions, invitations, reminders, calendars."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import TranslatedField
from workshops.enums import QuestionKind
from workshops.models.events import Event
from workshops.models.registrations import Registration


class RegistrationQuestion(models.Model):
    """A question of the team's on the registration form. One that is taken off the form keeps its answers."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("how it is answered"), max_length=10, choices=QuestionKind.choices)
    text = TranslatedField(_("question"), max_length=300)
    # [{"id": …, "es": …, "en": …}]: answers keep the ids, so that words may be corrected.
    options = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    is_asked = models.BooleanField(_("on the form"), default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question on registering")
        verbose_name_plural = _("questions on registering")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.text)


class InvitationQuerySet(models.QuerySet):
    def usable(self, now: datetime.datetime):
        """Those nobody has accepted, while they last."""
        return self.filter(accepted_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """An e-mail that may register. The link's secret stands in the letter alone: here is its hash."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="accepted_invitations",
    )

    objects = InvitationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(fields=["event", "email"], name="one_invitation_an_event_and_email"),
            models.CheckConstraint(
                name="invitation_accepted_at_a_time",
                condition=Q(accepted_by__isnull=True) | Q(accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class RegistrationReminder(models.Model):
    """That somebody was reminded: so many days before, of an event that begins on that day."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="reminders")
    days_before = models.PositiveSmallIntegerField()
    start_date = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "days_before", "start_date"], name="reminded_once_of_a_day"
            )
        ]


class AgendaFeed(models.Model):
    """The address under which calendars read somebody's agenda. Its secret is shown once: here is its hash."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agenda_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True


class CalendarEntry(models.Model):
    """What calendar files say of an event or of one of its sessions, and how often that has changed.

    A session that is taken out of the programme keeps its entry: it is sent as cancelled.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="calendar_entries")
    # That of the session, or of the event itself.
    key = models.UUIDField(unique=True)
    title = TranslatedField(max_length=200)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["event", "starts_at", "pk"]
