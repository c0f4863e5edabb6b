"""Who was in which session: marks are appended, what counts is derived; and counts without names."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops.enums import MarkSource, Presence
from workshops.models.events import Event
from workshops.models.registrations import Registration
from workshops.models.sessions import EventSession


class AttendanceMark(models.Model):
    """One tick. Appended, never edited; its id is the key that the form or the waiting tick carried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(EventSession, on_delete=models.PROTECT, related_name="marks")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="marks")
    presence = models.CharField(max_length=10, choices=Presence.choices)
    source = models.CharField(max_length=10, choices=MarkSource.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["session", "registration", "happened_at"])]


class Attendance(models.Model):
    """What counts for a person and a session: the mark that happened last."""

    session = models.ForeignKey(EventSession, on_delete=models.PROTECT, related_name="attendances")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    presence = models.CharField(max_length=10, choices=Presence.choices)
    source = models.CharField(max_length=10, choices=MarkSource.choices)
    happened_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "registration"], name="one_attendance_a_session_and_person"
            )
        ]
        indexes = [models.Index(fields=["registration"])]


class SessionCode(models.Model):
    """The word by which people check in to a session themselves, while it works."""

    session = models.OneToOneField(EventSession, on_delete=models.CASCADE, related_name="check_in")
    code = models.CharField(max_length=8, unique=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()

    wagtail_reference_index_ignore = True


class Headcount(models.Model):
    """How many people of one type of organization were there, for rooms in which nobody's name is taken."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="headcounts")
    # Code of a term of the vocabulary `actor_type`.
    actor_type = models.CharField(_("type of organization"), max_length=40)
    people = models.PositiveIntegerField(_("people"))
    counted_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "actor_type"], name="one_headcount_a_type"),
            models.CheckConstraint(name="headcount_of_somebody", condition=Q(people__gt=0)),
        ]


class EventMessage(models.Model):
    """A letter that the team wrote to some of the people of an event. Its id is the key the form carried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="messages")
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("message"), max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    recipients = models.ManyToManyField(Registration, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-sent_at"]
