"""What was issued to whom, as it was said on that day."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.enums import Language
from base.fields import TranslatedField
from credentials import codes, signing
from credentials.enums import Kind, RevocationReason, Status
from credentials.rules import may_manage_certificates

NAME_LENGTH = 200


def in_utc(moment: datetime.datetime) -> str:
    """A moment as one text, whatever zone it came in."""
    return moment.astimezone(datetime.UTC).isoformat()


class CertificateQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(status=Status.VALID)

    def of(self, user):
        return self.filter(holder_id=user.pk) if user.is_authenticated else self.none()

    def about(self, kind: Kind, subject_key):
        return self.filter(kind=kind, subject_key=subject_key)

    def visible_to(self, user):
        """People see their own; those who run the programme see all. Checking a code is another matter."""
        return self if may_manage_certificates(user) else self.of(user)

    def with_code(self, code: str):
        return self.filter(code_digest=codes.digest(code))


class Certificate(models.Model):
    """That a person completed a module or a path. What it says is signed and never edited, except that
    a certificate issued without a name receives one, once.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=codes.LENGTH, default=codes.new_code, editable=False)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="certificates",
        verbose_name=_("holder"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    # The `translation_key` of the module or the path.
    subject_key = models.UUIDField()

    # As it was when it was issued
    titles = TranslatedField(_("title"))
    holder_name = models.CharField(_("name on the certificate"), max_length=NAME_LENGTH, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    minutes = models.PositiveIntegerField(_("minutes"))
    completed_at = models.DateTimeField(_("completed"))
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    key_id = models.CharField(max_length=16, editable=False)
    signature = models.CharField(max_length=88, editable=False)

    # What became of it
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.VALID)
    # Since when the holder agrees that whoever has the code sees the name.
    name_shown_since = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replacement"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revocation_reason = models.CharField(max_length=20, choices=RevocationReason.choices, blank=True)
    # For those who run the programme; never shown to anybody else.
    revocation_note = models.CharField(max_length=500, blank=True)

    objects = CertificateQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "kind", "subject_key"],
                condition=Q(status="valid"),
                name="one_certificate_in_force",
            ),
            models.CheckConstraint(
                condition=Q(status="revoked", revoked_at__isnull=False) & ~Q(revocation_reason="")
                | ~Q(status="revoked") & Q(revoked_at__isnull=True, revocation_reason=""),
                name="certificate_revoked_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="replaced", replaced_at__isnull=False)
                | ~Q(status="replaced") & Q(replaced_at__isnull=True),
                name="certificate_replaced_with_a_time",
            ),
            models.CheckConstraint(
                condition=Q(name_shown_since__isnull=True) | ~Q(holder_name=""),
                name="certificate_shows_only_a_name_it_has",
            ),
        ]
        indexes = [models.Index(fields=["kind", "subject_key", "status"])]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def grouped_code(self) -> str:
        return codes.grouped(self.code)

    @property
    def is_valid(self) -> bool:
        return self.status == Status.VALID

    @property
    def shows_name(self) -> bool:
        return self.name_shown_since is not None

    def statement(self) -> dict:
        """What is signed: everything the certificate says, and nothing that may change afterwards."""
        return {
            "format": "puentes-certificate-1",
            "code": self.code,
            "kind": self.kind,
            "subject": str(self.subject_key),
            "titles": self.titles.as_dict(),
            "name": self.holder_name,
            "language": self.language,
            "minutes": self.minutes,
            "completed_at": in_utc(self.completed_at),
            "issued_at": in_utc(self.issued_at),
        }

    def sign(self) -> None:
        """Sign what it says, in memory; nothing is saved."""
        self.code_digest = codes.digest(self.code)
        self.key_id, self.signature = signing.sign(self.statement())

    def is_genuine(self) -> bool:
        """True when nobody changed the row behind our back."""
        return signing.is_genuine(self.statement(), key=self.key_id, signature=self.signature)


class HolderName(models.Model):
    """The name a person wants on certificates. What others call them on the site may be a pseudonym."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificate_name"
    )
    name = models.CharField(_("name on your certificates"), max_length=NAME_LENGTH)
    changed_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="certificate_name_is_not_blank")]

    def __str__(self) -> str:
        return self.name
