"""Where a person is signed in."""

import uuid

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from people.enums import Device


class SignInQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and nobody else's."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def live(self, now):
        """Those whose session still lives."""
        living = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
        return self.filter(Exists(living))


class SignIn(models.Model):
    """One device on which a person signed in: its kind and its browser, never where it stood."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    # What the person's password, e-mail and roles were then: a session of an earlier standing is over.
    standing = models.CharField(max_length=128)
    device = models.CharField(max_length=10, choices=Device.choices, default=Device.OTHER)
    browser = models.CharField(max_length=20, blank=True)
    signed_in_at = models.DateTimeField(default=timezone.now)
    # Written at most once a day, so that reading costs no writing.
    last_used_date = models.DateField()

    objects = SignInQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["user", "last_used_date"])]

    def __str__(self) -> str:
        return f"{self.get_device_display()} {self.browser}"
