"""What certificates hold about a person, and how it goes."""

import pytest
from django.utils import timezone, translation

from credentials import actions, batches, overdue
from credentials.models import Certificate, HolderName
from people import erasure
from people.exports import sections_about
from tests.courses.builders import module, person, site_tree
from tests.credentials.builders import DAY, certificate, finished_by, manager, subject

pytestmark = pytest.mark.django_db


def test_the_copy_of_everything_holds_the_certificates():
    ana = person("ana")
    one = certificate(ana, name="Ána Ñuño")
    certificate(person("luz"), name="Luz")
    actions.show_name(certificate=one, shown=True, now=DAY)

    with translation.override("en"):
        found = {section.code: list(section.rows) for section in sections_about(ana)}

    assert found["certificate_name"] == [{"name": "Ána Ñuño", "changed_at": DAY}]
    assert found["certificates"] == [
        {
            "title": "La visita (en)",
            "kind": "Module",
            "status": "Valid",
            "name": "Ána Ñuño",
            "code": one.grouped_code,
            "reason": "",
            "completed_at": DAY,
            "issued_at": DAY,
            "name_shown_since": DAY,
            "revoked_at": None,
            "replaced_at": None,
        }
    ]


def test_the_code_of_an_erased_person_is_not_found_any_more(client, django_capture_on_commit_callbacks):
    ana, page = person("ana"), module(site_tree(), lessons=1)["en"]
    with django_capture_on_commit_callbacks(execute=True):
        enrolment = finished_by(ana, page)
    actions.choose_name(user=ana, name="Ána Ñuño", now=DAY)
    code = Certificate.objects.get().grouped_code
    others = certificate(person("luz"))

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(ana, now=timezone.now())

    assert client.get(f"/verify/{code}/").status_code == 404
    assert list(Certificate.objects.all()) == [others]
    assert HolderName.objects.filter(user=ana).count() == 0
    enrolment.refresh_from_db()
    assert enrolment.is_completed


def test_nothing_is_issued_again_to_whoever_was_erased(django_capture_on_commit_callbacks):
    ana, page = person("ana"), module(site_tree(), lessons=1)["en"]
    with django_capture_on_commit_callbacks(execute=True):
        finished_by(ana, page)
        erasure.erase(ana, now=timezone.now())

    assert overdue.issue_overdue(now=timezone.now()) == 0
    assert Certificate.objects.count() == 0


def test_a_file_with_the_certificate_of_an_erased_person_is_deleted(
    django_capture_on_commit_callbacks, settings, tmp_path
):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    ana, about = person("ana"), subject()
    certificate(ana, about=about)
    batch = batches.order(subject=about, by=manager(), address="https://x/verify/", now=timezone.now())
    batches.work_on(batch, until=timezone.now() + timezone.timedelta(seconds=60))
    assert list(tmp_path.rglob("*.zip"))

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(ana, now=timezone.now())

    batch.refresh_from_db()
    assert (batch.status, list(tmp_path.rglob("*.zip"))) == ("expired", [])
