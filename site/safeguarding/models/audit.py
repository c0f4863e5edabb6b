"""The audit log: who did what with which object, when, from where. It can only grow."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.enums import AccountAct
from safeguarding.enums import Act
from safeguarding.models.append_only import AppendOnly, AppendOnlyQuerySet
from safeguarding.rules import may_read_audit_log


class AuditEntryQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self if may_read_audit_log(user) else self.none()


class AuditEntry(AppendOnly):
    """One act. It holds codes and identifiers: no content, no name, no e-mail.

    People are named by their public identifier and not by a foreign key, so an account can be deleted
    without touching the log.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    act = models.CharField(_("what"), max_length=60, db_index=True)
    actor = models.UUIDField(_("who"), null=True, db_index=True)
    subject_type = models.CharField(_("kind of object"), max_length=80, blank=True)
    subject_key = models.CharField(_("object"), max_length=64, blank=True, db_index=True)
    detail = models.JSONField(_("details"), default=dict)
    came_from = models.CharField(_("network"), max_length=45, blank=True)

    objects = AuditEntryQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.act} {self.subject_type} {self.subject_key}".strip()

    @property
    def act_label(self) -> str:
        """The act in words; a code nobody here knows stays a code."""
        known = dict(Act.choices) | dict(AccountAct.choices)
        return str(known.get(self.act, self.act))
