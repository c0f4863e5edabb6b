"""Who comes to an event: registrations, and what became of each of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from workshops.enums import SEATED, STANDING, RegistrationStatus
from workshops.models.events import Event, EventTrack


def organization_key(pk: int | None, name: str) -> str:
    """An organization by its number, another one by the name that was typed, however it is spaced and spelled."""
    return str(pk) if pk else " ".join(name.casefold().split())


class RegistrationQuerySet(models.QuerySet):
    def seated(self):
        """Those that hold a seat, offers included."""
        return self.filter(status__in=SEATED)

    def standing(self):
        """Those that are not over."""
        return self.filter(status__in=STANDING)

    def waiting(self):
        """The waiting list, in its order."""
        return self.filter(status=RegistrationStatus.WAITLISTED).order_by("queued_at", "pk")

    def ahead_of(self, registration: "Registration"):
        """Those on the waiting list whose turn comes sooner."""
        sooner = Q(queued_at__lt=registration.queued_at) | Q(
            queued_at=registration.queued_at, pk__lt=registration.pk
        )
        return self.waiting().filter(sooner, event=registration.event_id)

    def visible_to(self, user):
        """One's own; those of an event for its team."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(person=user) | Q(event__in=Event.objects.run_by(user).values("pk")))


class Registration(models.Model):
    """A person and an event. Whoever cancels and comes back keeps the row: its history is in the changes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations"
    )
    # For whom they come; the quota of an organization counts by it.
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    # As it was when they registered: attendance is reported by type of organization.
    organization_type = models.CharField(max_length=80, blank=True)
    # Where they do not belong to it here: as they typed it.
    organization_name = models.CharField(max_length=120, blank=True)
    track = models.ForeignKey(
        EventTrack, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    status = models.CharField(_("status"), max_length=12, choices=RegistrationStatus.choices)
    # Which of the seats they hold. The database gives none of them twice, whatever went wrong before it.
    seat = models.PositiveIntegerField(null=True, blank=True)
    # The place in the waiting list is by this time.
    queued_at = models.DateTimeField(default=timezone.now)
    # An offered seat waits until then for its confirmation.
    offer_ends_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    accessibility = models.TextField(_("what you need to take part"), max_length=500, blank=True)
    registered_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = RegistrationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_registration_an_event_and_person"),
            models.CheckConstraint(
                name="an_offer_has_an_end",
                condition=Q(status=RegistrationStatus.OFFERED, offer_ends_at__isnull=False)
                | (~Q(status=RegistrationStatus.OFFERED) & Q(offer_ends_at__isnull=True)),
            ),
            models.UniqueConstraint(fields=["event", "seat"], name="one_person_a_seat"),
            models.CheckConstraint(
                name="a_seat_for_the_seated_only", condition=Q(seat__isnull=True) | Q(status__in=SEATED)
            ),
        ]
        indexes = [models.Index(fields=["event", "status", "queued_at"])]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def organization_key(self) -> str:
        """What the quota of an organization counts by; empty for those who come for none."""
        return organization_key(self.organization_id, self.organization_name)

    @property
    def is_seated(self) -> bool:
        return self.status in SEATED

    @property
    def is_standing(self) -> bool:
        return self.status in STANDING


class RegistrationChange(models.Model):
    """One step of a registration. Appended, never edited; its id is the key the form carried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="changes")
    # 1 for the first step of a registration.
    number = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=12, choices=RegistrationStatus.choices)
    # Nobody when it happened by itself.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["registration", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "number"], name="steps_of_a_registration_in_order"
            )
        ]
