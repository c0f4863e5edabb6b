"""A backup made before a consent was withdrawn does not bring the consent back."""

import pytest
from django.utils import timezone

from home.backup.withdrawals import ledger, withdraw_again
from safeguarding.actions import withdraw_consent
from safeguarding.models import Consent
from tests.safeguarding.builders import consent, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_ledger(settings, tmp_path):
    settings.WITHDRAWAL_LEDGER = tmp_path / "withdrawals.jsonl"


def test_a_withdrawn_consent_stays_withdrawn_after_an_older_copy_came_back(
    django_capture_on_commit_callbacks,
):
    given, kept = consent(), consent()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(consent=given, by=reviewer(), reason="The family asked for it.", now=timezone.now())
    # The copy knows nothing of it.
    Consent.objects.filter(pk=given.pk).update(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")

    assert withdraw_again(now=timezone.now()) == 1
    assert withdraw_again(now=timezone.now()) == 0

    given.refresh_from_db()
    kept.refresh_from_db()
    assert (given.withdrawn_at is not None, kept.withdrawn_at) == (True, None)


def test_the_ledger_holds_no_words(django_capture_on_commit_callbacks):
    given = consent()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(consent=given, by=reviewer(), reason="The family asked for it.", now=timezone.now())

    text = ledger().read_text("utf-8")

    assert str(given.uuid) in text
    assert "family" not in text


def test_without_a_ledger_there_is_nothing_to_do():
    consent()

    assert withdraw_again(now=timezone.now()) == 0
