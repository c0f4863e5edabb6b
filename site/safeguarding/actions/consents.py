"""Recording, confirming and withdrawing consents."""

import datetime
from functools import partial

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from safeguarding import audit, rules
from safeguarding.enums import Act
from safeguarding.errors import ConsentRefusedError
from safeguarding.models import Consent
from safeguarding.signals import consent_changed, consent_withdrawn


def record_consent(
    *,
    by,
    given_by: str,
    scope: str,
    channels: list[str],
    languages: list[str],
    valid_from: datetime.date,
    expires_on: datetime.date,
    now: datetime.datetime,
    evidence: File | None = None,
    renews: Consent | None = None,
    request=None,
) -> Consent:
    """Note a consent; it counts once a second person has confirmed it."""
    consent = Consent(
        given_by=given_by,
        scope=scope,
        channels=list(channels),
        languages=list(languages),
        valid_from=valid_from,
        expires_on=expires_on,
        renews=renews,
        recorded_by=by,
        recorded_at=now,
    )
    if evidence:
        # Before the transaction: files are not taken back with it, and an unknown file harms nobody.
        consent.evidence.save(evidence.name, evidence, save=False)
    with transaction.atomic():
        consent.save()
        audit.record(act=Act.CONSENT_RECORDED, actor=by, subject=consent, request=request)
        consent_changed.send(sender=Consent, consent=consent)
    return consent


@transaction.atomic
def review_consent(*, consent: Consent, by, now: datetime.datetime, request=None) -> Consent:
    """Confirm a consent as a second person; again changes nothing.

    Raises `ConsentRefusedError` for whoever recorded it, and when it is withdrawn.
    """
    row = Consent.objects.select_for_update().get(pk=consent.pk)
    if row.reviewed_at:
        return row
    if row.withdrawn_at:
        raise ConsentRefusedError(_("This consent was withdrawn, so it cannot be confirmed."))
    if not rules.is_second_person(by.pk, [row.recorded_by_id]):
        raise ConsentRefusedError(
            _("You recorded this consent yourself. Ask another safeguarding reviewer to confirm it.")
        )
    row.reviewed_at, row.reviewed_by = now, by
    row.save(update_fields=["reviewed_at", "reviewed_by"])
    audit.record(act=Act.CONSENT_REVIEWED, actor=by, subject=row, request=request)
    consent_changed.send(sender=Consent, consent=row)
    return row


@transaction.atomic
def withdraw_consent(*, consent: Consent, by, reason: str, now: datetime.datetime, request=None) -> Consent:
    """End a consent for good: what rests on it is blocked with this commit and removed after it.

    Again changes nothing. Raises `ConsentRefusedError` without a reason.
    """
    row = Consent.objects.select_for_update().get(pk=consent.pk)
    if row.withdrawn_at:
        return row
    if not reason.strip():
        raise ConsentRefusedError(_("Say in a few words why the consent is withdrawn."))
    row.withdrawn_at, row.withdrawn_by, row.withdrawal_reason = now, by, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    audit.record(act=Act.CONSENT_WITHDRAWN, actor=by, subject=row, request=request)
    consent_changed.send(sender=Consent, consent=row)
    transaction.on_commit(partial(consent_withdrawn.send, sender=Consent, consent_id=row.pk))
    return row
