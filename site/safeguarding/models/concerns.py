"""Reports that something on the site may harm somebody, and what was done about them."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.enums import Language
from safeguarding.enums import OPEN_STATES, ConcernKind, ConcernState
from safeguarding.models.append_only import AppendOnly, AppendOnlyQuerySet
from safeguarding.models.references import new_reference
from safeguarding.rules import is_overdue, may_safeguard


class ConcernReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if may_safeguard(user) else self.none()

    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, now: datetime.datetime):
        return self.open().filter(due_at__lt=now)

    def in_order(self):
        """Open ones first, the most urgent on top; then those closed last."""
        closed = models.Case(models.When(state=ConcernState.CLOSED, then=1), default=0)
        return self.annotate(is_closed=closed).order_by("is_closed", F("closed_at").desc(), "due_at")


class ConcernReport(models.Model):
    """What somebody reported. It is not a case: the form takes none."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=14, unique=True, default=new_reference)
    kind = models.CharField(_("what is wrong"), max_length=20, choices=ConcernKind.choices)
    text = models.TextField(_("in their words"), max_length=5000, blank=True)
    about = models.CharField(_("page"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail for an answer"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)
    due_at = models.DateTimeField(_("answer by"))
    state = models.CharField(
        _("state"), max_length=10, choices=ConcernState.choices, default=ConcernState.NEW
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in the hands of"),
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, editable=False)

    objects = ConcernReportQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("report of concern")
        verbose_name_plural = _("reports of concern")
        ordering = ["due_at"]
        default_permissions = ("change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ConcernState.CLOSED, closed_at__isnull=False)
                | (~Q(state=ConcernState.CLOSED) & Q(closed_at__isnull=True)),
                name="concern_closed_with_time",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_late(self) -> bool:
        return is_overdue(is_open=self.is_open, due_at=self.due_at, now=timezone.now())


class ConcernStep(AppendOnly):
    """What one reviewer did with a report: took it, wrote a note, closed it."""

    report = models.ForeignKey(ConcernReport, models.PROTECT, related_name="steps")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=ConcernState.choices)
    note = models.TextField(_("note"), max_length=5000, blank=True)

    objects = AppendOnlyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("step")
        ordering = ["at", "id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.report_id} {self.state}"
