"""Consents that were withdrawn, kept beside the database: a backup made earlier must not bring them back."""

import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from safeguarding.actions import withdraw_consent
from safeguarding.models import Consent


def ledger() -> Path:
    """One line a withdrawal: the consent's random identifier and the time; nothing personal."""
    return Path(settings.WITHDRAWAL_LEDGER)


def remember(sender, consent_id: int, **_kwargs) -> None:
    """Add a line and see it onto the disk; called once a withdrawal is committed."""
    consent = Consent.objects.get(pk=consent_id)
    line = {"consent": str(consent.uuid), "withdrawn_at": consent.withdrawn_at.isoformat()}
    ledger().parent.mkdir(parents=True, exist_ok=True)
    with ledger().open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())


def remembered() -> Iterator[str]:
    if ledger().exists():
        for line in ledger().read_text("utf-8").splitlines():
            yield json.loads(line)["consent"]


def withdraw_again(*, now: datetime.datetime) -> int:
    """Withdraw what an older copy of the database holds as given; how many there were."""
    found = Consent.objects.filter(uuid__in=set(remembered()), withdrawn_at=None)
    for consent in found:
        reason = _("Withdrawn before; a backup had brought it back.")
        withdraw_consent(consent=consent, by=None, reason=reason, now=now)
    return len(found)
