"""A workshop or a forum: one row that holds its text in every language, with a programme.

What is edited in the admin is a draft until it is published (a revision of Wagtail's); what people do with an
event (registering, attending, promising) hangs on rows of its own and never on a draft.
"""

import datetime
import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin

from base.dates import format_partial_date
from base.enums import DatePrecision, FactStatus
from base.fields import TranslatedField
from courses.enums import CoverTint
from organizations.models import Organization
from people.enums import Role
from people.rules import has_any_role, has_role
from reference.fields import TermCodesField
from reference.models import Place, Source
from workshops.clocks import NEARBY, zone_choices
from workshops.enums import (
    RECORDING,
    RUNNING,
    EventKind,
    HostRole,
    ModuleTiming,
    ProgrammeStatus,
    RegistrationMode,
    TeamRole,
)
from workshops.models.series import EventSeries

# Every event is theirs.
MANAGERS = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})
# They read what is not public yet: content, and what it says about children.
REVIEWERS = frozenset({Role.REVIEWER, Role.SAFEGUARDING_REVIEWER})


class EventQuerySet(models.QuerySet):
    def public(self):
        """Those that everybody may read."""
        return self.filter(live=True)

    def visible_to(self, user):
        """Public ones; drafts for their team, for those who manage the programme and for reviewers."""
        if has_any_role(user, MANAGERS | REVIEWERS):
            return self
        if not user.is_authenticated:
            return self.public()
        return self.filter(Q(live=True) | Q(pk__in=user.event_roles.values("event")))

    def prepared_by(self, user):
        """Those a person may change in the admin: all for managers, for a trainer those they lead."""
        if has_any_role(user, MANAGERS):
            return self
        if not has_role(user, Role.TRAINER):
            return self.none()
        return self.of_team(user, {TeamRole.LEAD})

    def run_by(self, user):
        """Those whose sessions a person runs under /teach/."""
        return self if has_any_role(user, MANAGERS) else self.of_team(user, RUNNING)

    def recorded_by(self, user):
        """Those whose record a person writes."""
        return self if has_any_role(user, MANAGERS) else self.of_team(user, RECORDING)

    def of_team(self, user, roles):
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(pk__in=user.event_roles.filter(role__in=roles).values("event"))

    def forums(self):
        return self.filter(kind=EventKind.FORUM)

    def workshops(self):
        """Everything that is no forum."""
        return self.exclude(kind=EventKind.FORUM)

    def newest_first(self):
        """Those without a date last."""
        return self.order_by(F("start_date").desc(nulls_last=True), "slug")


class Event(DraftStateMixin, RevisionMixin, ClusterableModel):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        _("what it is"), max_length=20, choices=EventKind.choices, default=EventKind.WORKSHOP
    )
    slug = models.SlugField(
        _("end of the address"),
        unique=True,
        max_length=80,
        help_text=_("It never changes once published, so choose it with care."),
    )
    title = TranslatedField(_("title"), max_length=200)
    summary = TranslatedField(
        _("summary"),
        multiline=True,
        max_length=500,
        help_text=_("Two sentences: what happens, and for whom."),
    )
    objective = TranslatedField(_("objective"), multiline=True, blank=True)
    outcomes = TranslatedField(
        _("what came of it"),
        multiline=True,
        blank=True,
        help_text=_("For events that are over: what sources say, one statement on each line."),
    )
    series = models.ForeignKey(
        EventSeries,
        verbose_name=_("series"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
    )
    ordinal = models.PositiveSmallIntegerField(
        _("which one of the series"), null=True, blank=True, help_text=_("3 for the third.")
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    venue = TranslatedField(
        _("venue"),
        max_length=300,
        blank=True,
        help_text=_(
            "House, street, how to get there. Shown to people who are registered, and to nobody else."
        ),
    )
    start_date = models.DateField(_("first day"), null=True, blank=True)
    end_date = models.DateField(_("last day"), null=True, blank=True)
    date_precision = models.CharField(
        _("how exact the dates are"),
        max_length=5,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
        help_text=_("“Year” or “Month” when nobody knows the day: the rest of the date is not shown then."),
    )
    date_note = TranslatedField(
        _("more about the date"),
        max_length=200,
        blank=True,
        help_text=_("Such as “at the close of the year”."),
    )
    time_zone = models.CharField(_("time zone"), max_length=60, choices=zone_choices, default=NEARBY[0])
    languages = TermCodesField(_("languages"), vocabulary="language")
    audience = TermCodesField(_("for whom"), vocabulary="audience")
    phases = TermCodesField(_("phases of the protocol"), vocabulary="protocol_phase")
    population = TermCodesField(_("whom it is about"), vocabulary="population")
    content_notes = TermCodesField(_("content notes"), vocabulary="content_note")
    programme_status = models.CharField(
        _("what the programme is"),
        max_length=20,
        choices=ProgrammeStatus.choices,
        default=ProgrammeStatus.PLANNED,
    )
    fact_status = models.CharField(
        _("kind of content"), max_length=20, choices=FactStatus.choices, default=FactStatus.TEACHING_DESIGN
    )
    provenance = TranslatedField(
        _("where this comes from"),
        multiline=True,
        blank=True,
        help_text=_("What is documented, and what is teaching design."),
    )
    sources = ParentalManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")
    capacity = models.PositiveSmallIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Leave empty when there is room for everybody.")
    )
    organization_quota = models.PositiveSmallIntegerField(
        _("seats for one organization"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("At most so many people of the same organization. Leave empty for no limit."),
    )
    registration = models.CharField(
        _("registration"),
        max_length=20,
        choices=RegistrationMode.choices,
        default=RegistrationMode.CLOSED,
    )
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    attendance_threshold = models.PositiveSmallIntegerField(
        _("sessions to attend, in percent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Whoever attends at least so many has taken part in the event."),
    )
    cover_tint = models.CharField(
        _("colour of the cover"), max_length=10, choices=CoverTint.choices, default=CoverTint.SKY
    )
    # Set together, by its team. Not part of any draft: publishing one must not call the event on again.
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancellation_reason = TranslatedField(multiline=True, max_length=500, blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="copies"
    )

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="event")

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_starts",
                condition=Q(end_date__isnull=True) | Q(start_date__lte=F("end_date")),
                violation_error_message=_("The last day is before the first one."),
            ),
            models.CheckConstraint(
                name="event_registration_closes_after_it_opens",
                condition=Q(registration_closes_at__isnull=True)
                | Q(registration_opens_at__isnull=True)
                | Q(registration_opens_at__lt=F("registration_closes_at")),
                violation_error_message=_("Registration closes before it opens."),
            ),
            models.UniqueConstraint(
                fields=["series", "ordinal"],
                name="one_event_a_number_of_a_series",
                violation_error_message=_("The series has an event with this number already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def with_content_json(self, content):
        """A draft as an event: whether the event was cancelled is not for drafts to say."""
        draft = super().with_content_json(content)
        draft.cancelled_at, draft.cancellation_reason = self.cancelled_at, self.cancellation_reason
        return draft

    def clean(self) -> None:
        """Raises `ValidationError` for a last day without a first one."""
        if self.end_date and not self.start_date:
            raise ValidationError({"start_date": _("Write the first day, too.")})

    @property
    def is_forum(self) -> bool:
        return self.kind == EventKind.FORUM

    @property
    def is_illustrative(self) -> bool:
        return self.fact_status == FactStatus.ILLUSTRATIVE

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def has_days(self) -> bool:
        """Whether its days are known, so that its sessions have times on the calendar."""
        return self.start_date is not None and self.date_precision == DatePrecision.DAY

    @property
    def last_day(self) -> datetime.date | None:
        return self.end_date or self.start_date

    def when(self) -> str:
        """Its date or dates in words, no finer than they are known."""
        first = format_partial_date(self.start_date, self.date_precision)
        last = format_partial_date(self.end_date, self.date_precision)
        return first if last in {"", first} else _("%(first)s to %(last)s") % {"first": first, "last": last}

    def day(self, number: int) -> datetime.date | None:
        """The date of its first, second … day; None when its days are not known."""
        return self.start_date + datetime.timedelta(days=number - 1) if self.has_days else None


class EventHost(Orderable):
    """An organization that convenes or receives the event; bodies that are only named are named here, too."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="hosts")
    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.PROTECT, related_name="hosted_events"
    )
    role = models.CharField(
        _("what it does"), max_length=10, choices=HostRole.choices, default=HostRole.ORGANIZER
    )

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["event", "organization", "role"], name="one_host_a_role")
        ]


class EventTrack(Orderable):
    """A part of the event with seats of its own, such as direct service or advocacy."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="tracks")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = TranslatedField(_("name"), max_length=120)
    capacity = models.PositiveSmallIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Leave empty when it has no limit of its own.")
    )

    def __str__(self) -> str:
        return str(self.name)


class EventModule(Orderable):
    """A module that its people take before or after it. `module_key` is the pages' `translation_key`."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="modules")
    module_key = models.UUIDField(_("module"))
    timing = models.CharField(_("when"), max_length=10, choices=ModuleTiming.choices)

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["event", "module_key", "timing"], name="one_module_an_event_and_time"
            )
        ]
