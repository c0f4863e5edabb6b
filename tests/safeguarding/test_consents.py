import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.enums import Role
from safeguarding import actions
from safeguarding.enums import ConsentStanding
from safeguarding.errors import ConsentRefusedError
from safeguarding.models import AuditEntry, Consent
from safeguarding.signals import consent_changed, consent_withdrawn
from tests.safeguarding.builders import consent, person, reviewer

pytestmark = pytest.mark.django_db

MARCH = datetime.date(2026, 3, 10)
CHILD, ADULT = "obtained_child_and_guardian", "obtained_adult"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        ("2025-12-31", ConsentStanding.NOT_YET),
        ("2026-01-01", ConsentStanding.IN_FORCE),
        ("2026-11-30", ConsentStanding.IN_FORCE),
        ("2026-12-01", ConsentStanding.EXPIRES_SOON),
        ("2026-12-31", ConsentStanding.EXPIRES_SOON),
        ("2027-01-01", ConsentStanding.EXPIRED),
    ],
)
def test_a_consent_counts_from_its_first_to_its_last_day(on, standing):
    given = consent()

    counts = given.allows(channel="site", language="es", on=day(on))

    assert given.standing_on(day(on)) is standing
    assert counts == (standing in {ConsentStanding.IN_FORCE, ConsentStanding.EXPIRES_SOON})


@pytest.mark.parametrize(
    ("given", "channel", "language", "of_child", "allowed"),
    [
        ({}, "site", "es", True, True),
        ({}, "print", "es", True, False),
        ({"languages": ["en"]}, "site", "es", True, False),
        ({"given_by": "unknown"}, "site", "es", True, False),
        ({"given_by": "unknown"}, "site", "es", False, False),
        ({"given_by": ADULT}, "site", "es", True, False),
        ({"given_by": ADULT}, "site", "es", False, True),
        ({"given_by": "not_applicable"}, "site", "es", True, False),
        ({"is_reviewed": False}, "site", "es", True, False),
        ({"channels": []}, "site", "es", True, False),
    ],
)
def test_a_consent_allows_what_it_names_and_nothing_else(given, channel, language, of_child, allowed):
    row = consent(**given)

    assert row.allows(channel=channel, language=language, on=MARCH, of_child=of_child) is allowed


def test_every_consent_stands_in_one_list_and_in_the_same_as_its_rule_says():
    rows = [
        consent(),
        consent(expires_on=day("2026-03-20")),
        consent(expires_on=day("2026-03-09")),
        consent(valid_from=day("2026-05-01")),
        consent(is_reviewed=False),
        consent(given_by="unknown", is_reviewed=False),
    ]
    withdrawn = consent()
    actions.withdraw_consent(consent=withdrawn, by=reviewer(), reason="Asked for.", now=timezone.now())

    listed = {
        standing: set(Consent.objects.with_standing(standing, MARCH).values_list("pk", flat=True))
        for standing in ConsentStanding
    }

    expected = {
        standing: {row.pk for row in Consent.objects.all() if row.standing_on(MARCH) is standing}
        for standing in ConsentStanding
    }
    assert listed == expected
    assert sum(map(len, listed.values())) == len(rows) + 1
    in_force = set(Consent.objects.in_force(MARCH).values_list("pk", flat=True))
    assert in_force == listed[ConsentStanding.IN_FORCE] | listed[ConsentStanding.EXPIRES_SOON]


def test_whoever_records_a_consent_does_not_confirm_it():
    sofia = reviewer("sofia")
    row = consent(by=sofia, is_reviewed=False)

    with pytest.raises(ConsentRefusedError, match="another safeguarding reviewer"):
        actions.review_consent(consent=row, by=sofia, now=timezone.now())

    row.refresh_from_db()
    assert row.reviewed_at is None


def test_a_consent_is_confirmed_once_and_logged_once():
    row = consent()
    first = row.reviewed_at

    again = actions.review_consent(consent=row, by=reviewer("ines"), now=timezone.now())

    assert (again.reviewed_at, again.reviewed_by.display_name) == (first, "Rosa")
    assert AuditEntry.objects.filter(act="consent.reviewed").count() == 1


def test_withdrawing_needs_a_reason_and_ends_the_consent_for_good():
    row = consent()
    heard = []
    consent_changed.connect(lambda consent, **_kwargs: heard.append(consent.standing_on(MARCH)), weak=False)

    with pytest.raises(ConsentRefusedError):
        actions.withdraw_consent(consent=row, by=reviewer(), reason="  ", now=timezone.now())
    ended = actions.withdraw_consent(consent=row, by=reviewer(), reason="Asked for.", now=timezone.now())
    consent_changed.receivers.pop()

    assert not ended.allows(channel="site", language="es", on=MARCH)
    assert heard == [ConsentStanding.WITHDRAWN]
    with pytest.raises(ConsentRefusedError, match="withdrawn"):
        actions.review_consent(
            consent=consent_withdrawn_before_review(), by=reviewer("rosa"), now=timezone.now()
        )


def consent_withdrawn_before_review() -> Consent:
    row = consent(is_reviewed=False)
    return actions.withdraw_consent(consent=row, by=reviewer(), reason="No.", now=timezone.now())


def test_a_withdrawal_is_announced_once_after_commit(django_capture_on_commit_callbacks):
    row, heard = consent(), []
    listener = lambda consent_id, **_kwargs: heard.append(consent_id)  # noqa: E731
    consent_withdrawn.connect(listener)

    for reason in ("Asked for.", "Asked again."):
        with django_capture_on_commit_callbacks(execute=True):
            assert heard in ([], [row.pk])
            actions.withdraw_consent(consent=row, by=reviewer(), reason=reason, now=timezone.now())
    consent_withdrawn.disconnect(listener)

    row.refresh_from_db()
    assert (heard, row.withdrawal_reason) == ([row.pk], "Asked for.")


def test_a_consent_is_never_deleted():
    row = consent()

    with pytest.raises(TypeError, match="never deleted"):
        row.delete()

    assert Consent.objects.filter(pk=row.pk).exists()


def test_a_consent_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        consent(valid_from=day("2026-05-01"), expires_on=day("2026-04-30"))


def test_safeguarding_reviewers_see_consents_and_nobody_else_does():
    consent()
    seen = {
        role: Consent.objects.visible_to(person(f"somebody-{role}", role)).count() for role in Role.values
    }

    assert seen == {role: int(role == Role.SAFEGUARDING_REVIEWER) for role in Role.values}
