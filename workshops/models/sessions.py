"""The programme of an event: its sessions, and who does what in them."""

import datetime
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from base.enums import FactStatus
from base.fields import TranslatedField, WebAddressField
from organizations.models import Organization
from reference.fields import TermCodesField
from workshops.clocks import moment
from workshops.enums import PartRole, SessionKind
from workshops.models.events import Event, EventTrack

MOST_DAYS = 30


class EventSession(Orderable, ClusterableModel):
    """A part of the programme. Its times are those of the clock on the wall, on a day of the event."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="sessions")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("what it is"), max_length=20, choices=SessionKind.choices)
    title = TranslatedField(_("title"), max_length=200)
    day_no = models.PositiveSmallIntegerField(
        _("day"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text=_("1 for the first day of the event."),
    )
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_time = models.TimeField(_("until"), null=True, blank=True)
    track = models.ForeignKey(
        EventTrack,
        verbose_name=_("track"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        help_text=_("Leave empty when everybody takes part."),
    )
    phases = TermCodesField(_("phases of the protocol"), vocabulary="protocol_phase")
    content_notes = TermCodesField(_("content notes"), vocabulary="content_note")
    objective = TranslatedField(_("objective"), multiline=True, blank=True)
    summary = TranslatedField(
        _("what happened"),
        multiline=True,
        blank=True,
        help_text=_("For the record: short, in our own words, and nothing by which a child could be known."),
    )
    room = TranslatedField(_("room"), max_length=120, blank=True)
    link = WebAddressField(
        _("link to take part"),
        blank=True,
        help_text=_("Shown to people who are registered, and to nobody else."),
    )
    is_inferred = models.BooleanField(
        _("place in the programme is inferred"),
        default=False,
        help_text=_("The source does not say when it took place; we read it from the order of the text."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(end_time__isnull=True) | Q(start_time__lt=F("end_time")),
                violation_error_message=_("The session ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """Raises `ValidationError` for an end without a beginning."""
        if self.end_time and not self.start_time:
            raise ValidationError({"start_time": _("Write when it begins, too.")})

    @property
    def counts_for_attendance(self) -> bool:
        """Whether people are asked to be there."""
        return self.kind != SessionKind.BREAK

    @property
    def starts_at(self) -> datetime.datetime | None:
        """The moment it begins; None when its day or time is not known."""
        return self._at(self.start_time)

    @property
    def ends_at(self) -> datetime.datetime | None:
        return self._at(self.end_time)

    @property
    def duration(self) -> datetime.timedelta | None:
        """How long it lasts; None when nobody said."""
        if not (self.start_time and self.end_time):
            return None
        day = datetime.date(2000, 1, 1)
        combine = datetime.datetime.combine
        return combine(day, self.end_time) - combine(day, self.start_time)

    def _at(self, time: datetime.time | None) -> datetime.datetime | None:
        day = self.event.day(self.day_no)
        return moment(day, time, self.event.time_zone) if day and time else None


class SessionPart(Orderable):
    """Somebody's part in a session. Speakers are named by role and organization; a name only with their word."""

    session = ParentalKey(EventSession, on_delete=models.CASCADE, related_name="parts")
    role = models.CharField(
        _("what they do"), max_length=24, choices=PartRole.choices, default=PartRole.PRESENTER
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="session_parts",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person with an account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="session_parts",
        help_text=_("Gets reminders, and hands in materials."),
    )
    label = TranslatedField(
        _("name or description"),
        max_length=200,
        blank=True,
        help_text=_("As it is printed, such as “head of the legal team”. Only adults who agreed are named."),
    )
    contribution = TranslatedField(
        _("what they contributed"),
        multiline=True,
        blank=True,
        help_text=_("For the record, in our own words."),
    )
    fact_status = models.CharField(
        _("kind of content"), max_length=20, choices=FactStatus.choices, blank=True
    )

    class Meta(Orderable.Meta):
        verbose_name = _("part in a session")
        verbose_name_plural = _("parts in a session")
