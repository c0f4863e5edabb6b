"""Who belongs to an organization. Nobody but themselves and those who manage organizations sees it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.enums import MemberRole
from organizations.errors import MentionOnlyError
from organizations.models.organizations import MANAGERS, Organization
from people.rules import has_any_role


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MembershipQuerySet":
        """One's own; those of one's organization for its focal points; all for those who manage them."""
        if has_any_role(user, MANAGERS):
            return self
        if not user.is_authenticated:
            return self.none()
        spoken_for = user.memberships.focal_points().values("organization")
        return self.filter(models.Q(person=user) | models.Q(organization__in=spoken_for))

    def focal_points(self) -> "MembershipQuerySet":
        """Those who speak for their organization."""
        return self.filter(role=MemberRole.FOCAL_POINT)

    def active(self) -> "MembershipQuerySet":
        """Without people whose account is closed."""
        return self.filter(person__is_active=True)


class Membership(models.Model):
    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.CASCADE, related_name="memberships"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(
        pgettext_lazy("in an organization", "role"),
        max_length=20,
        choices=MemberRole.choices,
        default=MemberRole.MEMBER,
        help_text=_("A focal point speaks for the organization; it may have several."),
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = pgettext_lazy("organization", "member")
        verbose_name_plural = pgettext_lazy("organization", "members")
        ordering = ["organization__code", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "person"],
                name="member_once",
                violation_error_message=_("This person belongs to the organization already."),
            )
        ]

    def __str__(self) -> str:
        """Without the person: the admin's log of changes keeps these words after they are erased."""
        return f"{self.organization} · {self.get_role_display()}"

    def clean(self) -> None:
        """Raises `ValidationError` for a body that is only named."""
        if self.organization_id and self.organization.mention_only:
            raise ValidationError({"organization": str(MentionOnlyError())})

    def email(self) -> str:
        return self.person.email

    email.short_description = _("E-mail")
