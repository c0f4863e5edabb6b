"""What safeguarding holds about a person: in copies of their data, and when they are erased."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from people.exports import Section
from people.models import User
from safeguarding.models import AuditEntry, ConcernReport


def about_person(user: User) -> Iterator[Section]:
    """What the person did as the audit log has it, and the reports they left their e-mail on."""
    yield Section(
        "safeguarding_acts",
        _("Safeguarding acts in your name"),
        {"at": _("When"), "act": _("What"), "object": _("Object")},
        (
            {"at": entry.at, "act": entry.act_label, "object": f"{entry.subject_type} {entry.subject_key}"}
            for entry in AuditEntry.objects.filter(actor=user.public_id).order_by("at").iterator()
        ),
    )
    yield Section(
        "concerns",
        _("Reports of concern"),
        {"at": _("When"), "reference": _("Reference"), "text": _("In their words")},
        (
            {"at": report.reported_at, "reference": report.reference, "text": report.text}
            for report in ConcernReport.objects.filter(email__iexact=user.email)
        ),
    )


def forget_person(user: User, now: datetime.datetime) -> None:
    """Take the e-mail off their reports; the log names people by an identifier that leads nowhere any more."""
    ConcernReport.objects.filter(email__iexact=user.email).update(email="")
