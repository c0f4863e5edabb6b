"""Two that meet: one certificate, one replacement, one revocation."""

import threading

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from credentials import actions
from credentials.enums import RevocationReason
from credentials.errors import CertificateError
from credentials.models import Certificate
from tests.courses.builders import person
from tests.credentials.builders import DAY, certificate, manager, subject

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


def at_once(job) -> list:
    """What `job` returned to each of several threads that started together."""
    gate, found = threading.Barrier(MANY), []

    def do() -> None:
        gate.wait()
        try:
            found.append(job())
        except (DatabaseError, CertificateError) as error:  # shown by the assertion of whoever asked
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do) for _number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_several_completions_at_once_issue_one_certificate():
    ana, about = person(), subject()

    found = at_once(lambda: actions.issue(holder=ana, subject=about, completed_at=DAY, now=timezone.now()))

    assert found == [Certificate.objects.get()] * MANY


def test_a_new_name_asked_for_several_times_at_once_is_issued_once():
    one = certificate(name="Ana Ruiz")
    actions.choose_name(user=one.holder, name="Ana Sol", now=DAY)

    found = at_once(lambda: actions.issue_with_new_name(certificate=one, now=timezone.now()))

    assert found == [Certificate.objects.in_force().get()] * MANY
    assert Certificate.objects.count() == 2


def test_a_revocation_and_a_new_name_at_once_leave_nothing_undecided():
    one, marta = certificate(name="Ana Ruiz"), manager()
    actions.choose_name(user=one.holder, name="Ana Sol", now=DAY)
    turns = iter(range(MANY))

    def revoke_or_replace():
        if next(turns) % 2:
            return actions.issue_with_new_name(certificate=one, now=timezone.now())
        return actions.revoke(
            certificate=one, by=marta, reason=RevocationReason.MISTAKE, note="", now=timezone.now()
        )

    at_once(revoke_or_replace)

    states = sorted(Certificate.objects.values_list("status", flat=True))
    assert states in (["revoked"], ["replaced", "valid"])
