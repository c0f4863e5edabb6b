"""Who prepares, runs and records an event. Not part of its drafts: a role counts from the moment it is given."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workshops.enums import TeamRole
from workshops.models.events import Event


class TeamMember(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="event_roles",
    )
    role = models.CharField(
        pgettext_lazy("in the team of an event", "role"), max_length=12, choices=TeamRole.choices
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = pgettext_lazy("of the team of an event", "member")
        verbose_name_plural = pgettext_lazy("of the team of an event", "members")
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_role_an_event_and_person")
        ]
