"""All certificates of a module in one file: made once, resumed, counted, and not kept."""

import datetime
import io
import uuid
import zipfile

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from credentials import actions, batches, duties
from credentials.enums import BatchStatus, RevocationReason
from credentials.errors import CertificateError, PrintingError
from credentials.models import Batch, BatchEntry
from credentials.subjects import all_subjects
from credentials.tasks import print_batch
from people.enums import Role
from safeguarding.models import AuditEntry
from tests.courses.builders import module, person, site_tree
from tests.credentials.builders import DAY, certificate, finished_by, manager, subject, with_role

pytestmark = pytest.mark.django_db

ADDRESS = "https://puentes.example/verify/"


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    storages = {**settings.STORAGES}
    storages["private"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path)},
    }
    settings.STORAGES = storages


def url(name: str, *arguments) -> str:
    with translation.override("en"):
        return reverse(f"certificate_batches:{name}", args=arguments)


def ordered(*names: str, about=None) -> Batch:
    about = about or subject()
    for number, name in enumerate(names):
        certificate(person(f"p{number}"), name=name, about=about)
    return batches.order(subject=about, by=manager(), address=ADDRESS, now=timezone.now())


def parcel(batch: Batch) -> zipfile.ZipFile:
    batch.refresh_from_db()
    with batch.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def stored(tmp_path) -> list[str]:
    return sorted(path.name for path in tmp_path.rglob("*") if path.is_file())


def test_every_certificate_with_a_name_is_in_the_file(tmp_path):
    batch = ordered("Zoe", "Ána Ñuño", "محمد", "", "../../etc/passwd")

    print_batch.call(batch.pk)

    archive = parcel(batch)
    assert archive.namelist() == [
        "001-etcpasswd.pdf",
        "002-zoe.pdf",
        "003-ana-nuno.pdf",
        "004-certificate.pdf",
    ]
    assert {archive.read(name)[:5] for name in archive.namelist()} == {b"%PDF-"}
    assert (batch.status, batch.total, batch.done, batch.failed, batch.nameless) == ("ready", 4, 4, 0, 1)
    assert stored(tmp_path) == ["certificates.zip"]


def test_other_modules_and_ended_certificates_stay_out():
    about = subject()
    certificate(person("other"), about=subject("Otra"))
    revoked = certificate(person("revoked"), about=about)
    actions.revoke(certificate=revoked, by=manager("m"), reason=RevocationReason.OTHER, note="", now=DAY)

    batch = ordered("Ana", about=about)

    assert [entry.certificate.holder_name for entry in batch.entries.all()] == ["Ana"]


def test_nothing_to_print_is_said():
    with (
        translation.override("en"),
        pytest.raises(CertificateError, match="of this module or path can be printed yet"),
    ):
        ordered()


def test_when_nobody_has_said_their_name_it_is_said_how_many_wait_for_that():
    with translation.override("en"), pytest.raises(CertificateError) as refused:
        ordered("", "")

    assert str(refused.value).startswith("No certificate can be printed yet: 2 wait for a name.")


def test_an_alias_of_a_module_is_no_subject_of_its_own():
    catalogues = site_tree()
    original = module(catalogues)["en"]
    copy = original.create_alias(parent=catalogues["en"], update_slug="alias", reset_translation_key=True)

    subjects = {one.key for one in all_subjects()}

    assert original.translation_key in subjects
    assert copy.translation_key not in subjects


def test_an_order_that_is_under_way_is_not_made_twice():
    about = subject()
    first = ordered("Ana", about=about)

    again = batches.order(subject=about, by=first.requested_by, address=ADDRESS, now=timezone.now())

    assert (again, Batch.objects.count(), BatchEntry.objects.count()) == (first, 1, 1)


def test_what_was_revoked_in_the_meantime_is_left_out_and_counted():
    batch = ordered("Ana", "Luz")
    one = batch.entries.first().certificate
    actions.revoke(certificate=one, by=batch.requested_by, reason=RevocationReason.OTHER, note="", now=DAY)

    print_batch.call(batch.pk)

    assert parcel(batch).namelist() == ["002-luz.pdf"]
    assert (batch.done, batch.failed) == (1, 1)


def test_one_that_cannot_be_printed_does_not_keep_the_others(monkeypatch):
    batch = ordered("Ana", "Luz")
    real = batches.as_pdf

    def picky(one, **options):
        if one.holder_name == "Ana":
            raise PrintingError("no")
        return real(one, **options)

    monkeypatch.setattr(batches, "as_pdf", picky)
    print_batch.call(batch.pk)

    assert parcel(batch).namelist() == ["002-luz.pdf"]
    assert (batch.done, batch.failed) == (1, 1)


def test_work_that_was_broken_off_goes_on_where_it_stopped(monkeypatch):
    batch, printed = ordered("Ana", "Luz", "Zoe"), []
    real = batches.as_pdf

    def breaking(one, **options):
        printed.append(one.holder_name)
        if len(printed) == 2:
            raise KeyboardInterrupt
        return real(one, **options)

    monkeypatch.setattr(batches, "as_pdf", breaking)
    with pytest.raises(KeyboardInterrupt):
        print_batch.call(batch.pk)
    batch.refresh_from_db()
    left = (batch.status, batch.done)
    print_batch.call(batch.pk)
    untouched = Batch.objects.get().status
    Batch.objects.update(touched_at=timezone.now() - datetime.timedelta(minutes=10))

    duties.look_after_certificates(timezone.now())

    assert (left, untouched) == (("running", 1), "running")
    assert printed == ["Ana", "Luz", "Luz", "Zoe"]
    assert parcel(batch).namelist() == ["001-ana.pdf", "002-luz.pdf", "003-zoe.pdf"]


def test_a_turn_that_is_over_hands_over_to_the_next(monkeypatch):
    batch = ordered("Ana", "Luz")
    turns = []
    real = batches.work_on

    def short(one, *, until):
        turns.append(until)
        return real(one, until=timezone.now() if len(turns) == 1 else until)

    monkeypatch.setattr(batches, "work_on", short)
    print_batch.call(batch.pk)

    batch.refresh_from_db()
    assert (len(turns), batch.status, batch.done) == (2, BatchStatus.READY, 2)


def test_a_finished_batch_is_not_made_again():
    batch = ordered("Ana")
    print_batch.call(batch.pk)
    first = parcel(batch).fp.getvalue()

    print_batch.call(batch.pk)
    print_batch.call(0)

    assert parcel(batch).fp.getvalue() == first


def test_two_workers_do_not_take_up_the_same_batch():
    batch, now = ordered("Ana"), timezone.now()

    assert [batches.take_up(batch, now=now) for _worker in range(2)] == [True, False]


def test_files_are_deleted_after_a_day(tmp_path, django_capture_on_commit_callbacks):
    batch = ordered("Ana")
    print_batch.call(batch.pk)

    with django_capture_on_commit_callbacks(execute=True):
        early = batches.expire(now=timezone.now() + datetime.timedelta(hours=23))
        late = batches.expire(now=timezone.now() + datetime.timedelta(hours=25))
        again = batches.expire(now=timezone.now() + datetime.timedelta(hours=26))

    batch.refresh_from_db()
    assert (early, late, again, stored(tmp_path)) == (0, 1, 0, [])
    assert (batch.status, batch.done, batch.entries.count()) == ("expired", 1, 0)


def test_two_hundred_are_printed_by_one_task():
    about, holder = subject(), person()
    actions.choose_name(user=holder, name="Ána Ñuño", now=DAY)
    rows = [
        actions.issue(holder=holder, subject=subject(f"M{number}"), completed_at=DAY, now=DAY)
        for number in range(200)
    ]
    about_it = {"kind": about.kind, "subject_key": about.key, "titles": about.titles}
    batch = Batch.objects.create(**about_it, address=ADDRESS, requested_by=holder, total=200)
    BatchEntry.objects.bulk_create(
        BatchEntry(batch=batch, certificate=one, number=number) for number, one in enumerate(rows, 1)
    )

    print_batch.call(batch.pk)

    assert len(parcel(batch).namelist()) == 200
    assert (batch.done, batch.failed) == (200, 0)


# --- On the site


@pytest.fixture
def marta(client):
    user = manager()
    client.force_login(user)
    return user


def test_a_manager_orders_the_file_and_fetches_it(client, marta, django_capture_on_commit_callbacks):
    page = module(site_tree(), lessons=1)["en"]
    ana = person("ana")
    with django_capture_on_commit_callbacks(execute=True):
        finished_by(ana, page)
    actions.choose_name(user=ana, name="Ána Ñuño", now=DAY)

    form = client.get(url("all")).content.decode()
    answer = client.post(url("all"), {"subject": f"module:{page.translation_key}"})
    batch = Batch.objects.get()
    shown = client.get(answer.headers["Location"]).content.decode()
    fetched = client.get(url("file", batch.public_id))

    assert "Module: The pilot (en)" in form
    assert answer.headers["Location"] == url("one", batch.public_id)
    assert "1 certificate is in the file." in shown
    archive = zipfile.ZipFile(io.BytesIO(b"".join(fetched.streaming_content)))
    assert archive.namelist() == ["001-ana-nuno.pdf"]
    assert fetched.headers["Cache-Control"].startswith("private, no-store")
    day = timezone.localdate()
    assert fetched.headers["Content-Disposition"] == f'attachment; filename="puentes-the-pilot-en-{day}.zip"'
    assert batch.address == "http://testserver/verify/"
    acts = AuditEntry.objects.filter(actor=marta.public_id).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["certificates.printed", "certificates.fetched"]


def test_a_module_nobody_completed_is_refused_in_words(client, marta):
    page = module(site_tree(), lessons=1)["en"]

    answer = client.post(url("all"), {"subject": f"module:{page.translation_key}"})

    assert answer.status_code == 422
    assert "No certificate of this module or path can be printed yet." in answer.content.decode()


@pytest.mark.parametrize("value", ["", "module:x", f"module:{uuid.UUID(int=7)}", "path:1"])
def test_something_else_is_not_ordered(client, marta, value):
    assert client.post(url("all"), {"subject": value}).status_code == 422
    assert Batch.objects.count() == 0


def test_progress_is_shown_while_it_is_made(client, marta):
    about = subject()
    certificate(person("ana"), about=about)
    batch = batches.order(subject=about, by=marta, address=ADDRESS, now=timezone.now())

    page = client.get(url("one", batch.public_id)).content.decode()

    assert '<progress value="0" max="1"' in page
    assert "Look again" in page
    assert "live-part.js" in page
    assert client.get(url("file", batch.public_id)).status_code == 404


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})])
def test_nobody_else_knows_of_these_pages(client, role):
    batch = ordered("Ana")
    print_batch.call(batch.pk)
    client.force_login(with_role(role) if role else person("nobody"))

    answers = [
        client.get(url("all")),
        client.post(url("all"), {"subject": "x"}),
        client.get(url("one", batch.public_id)),
        client.get(url("file", batch.public_id)),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_a_sign_in_of_long_ago_is_asked_for_again(client, marta):
    session = client.session
    session["fresh_at"] = 0
    session.save()

    assert client.get(url("all")).status_code == 302


def test_the_work_of_every_minute_looks_after_certificates():
    batch = ordered("Ana")
    Batch.objects.update(touched_at=timezone.now() - datetime.timedelta(minutes=10))

    call_command("tick")

    batch.refresh_from_db()
    assert batch.status == "ready"
