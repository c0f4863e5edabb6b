"""What certificates hold about a person: handed out on request, removed when they are erased."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from credentials.batches import throw_away
from credentials.models import Batch, Certificate, HolderName
from people.exports import Section
from people.models import User


def about_certificates(user: User) -> Iterator[Section]:
    """Every certificate of `user`, revoked and replaced ones too, and the name they chose."""
    chosen = HolderName.objects.filter(user=user).values("name", "changed_at")
    columns = {"name": _("Name on your certificates"), "changed_at": _("Changed")}
    yield Section("certificate_name", _("Name on your certificates"), columns, chosen)
    yield Section("certificates", _("Certificates"), certificate_columns(), map(row_of, issued_to(user)))


def issued_to(user: User) -> Iterator[Certificate]:
    return Certificate.objects.of(user).order_by("issued_at", "pk").iterator()


def certificate_columns() -> dict[str, str]:
    return {
        "title": _("Title"),
        "kind": _("Kind"),
        "status": _("Status"),
        "name": _("Name"),
        "code": _("Code"),
        "completed_at": _("Completed"),
        "issued_at": _("Issued"),
        "name_shown_since": _("Name shown since"),
        "revoked_at": _("Revoked"),
        "reason": _("Reason"),
        "replaced_at": _("Replaced"),
    }


def row_of(certificate: Certificate) -> dict[str, object]:
    moments = ("completed_at", "issued_at", "name_shown_since", "revoked_at", "replaced_at")
    return {
        "title": str(certificate.titles),
        "kind": certificate.get_kind_display(),
        "status": certificate.get_status_display(),
        "name": certificate.holder_name,
        "code": certificate.grouped_code,
        "reason": certificate.get_revocation_reason_display(),
        **{moment: getattr(certificate, moment) for moment in moments},
    }


def erase_certificates(user: User, now: datetime) -> None:
    """Codes are not found any more, and files with the person's certificate in them go.

    That the modules were completed stays with the nameless row.
    """
    for batch in Batch.objects.filter(entries__certificate__holder=user).distinct():
        throw_away(batch)
    Certificate.objects.filter(holder=user).delete()
    HolderName.objects.filter(user=user).delete()
