"""Safeguarding in the admin: for its reviewers, and for nobody else by any address."""

import csv
import datetime
import io
import time
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from people.enums import Role
from people.fresh import FRESH_AT
from safeguarding import audit, uses
from safeguarding.actions import note_loaded
from safeguarding.models import AuditEntry, ConcernReport, Consent, PublicationReview
from safeguarding.uses import Use
from tests.courses.authors import sign_in, trainer
from tests.courses.builders import lessons_of, vocabulary
from tests.safeguarding.builders import ALL_TICKED, concern, consent, person, reviewer
from tests.safeguarding.test_gate import NEW, catalogues, lesson, pilot, rewritten  # noqa: F401

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "private")},
        },
    }


@pytest.fixture
def rosa(client):
    made = reviewer("rosa")
    sign_in(client, made)
    return made


def addresses(page) -> dict[str, str]:
    row, report = consent(evidence=SimpleUploadedFile("Maria.pdf", PDF)), concern()
    named = {"uuid": row.uuid}
    return {
        "consents": reverse("safeguarding_consents"),
        "new": reverse("safeguarding_new_consent"),
        "consent": reverse("safeguarding_consent", kwargs=named),
        "renew": reverse("safeguarding_renew", kwargs=named),
        "withdraw": reverse("safeguarding_withdraw", kwargs=named),
        "evidence": reverse("safeguarding_evidence", kwargs=named),
        "waiting": reverse("safeguarding_waiting"),
        "queue": reverse("safeguarding_queue"),
        "concern": reverse("safeguarding_concern", args=[report.uuid]),
        "audit": reverse("safeguarding_audit_log"),
        "teach": "/en/teach/safeguarding/",
        "teach concern": f"/en/teach/safeguarding/{report.uuid}/",
        "review": reverse("safeguarding_review", args=[page.pk]),
        "preview": reverse("safeguarding_preview", args=[page.pk]),
    }


EVERYTHING = {
    *("consents", "new", "consent", "renew", "withdraw", "evidence", "waiting", "queue", "concern"),
    *("audit", "teach", "teach concern", "review", "preview"),
}
OPEN = {
    Role.SAFEGUARDING_REVIEWER: EVERYTHING,
    Role.ADMINISTRATOR: {"audit"},
    Role.TRAINER: set(),
    Role.TRANSLATOR: set(),
    Role.REVIEWER: set(),
    Role.PROGRAMME_MANAGER: set(),
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_is_its_own_and_nothing_else(client, lesson, role):  # noqa: F811
    sign_in(client, person("somebody", role))

    opened = {name for name, url in addresses(lesson).items() if client.get(url).status_code == 200}

    assert opened == OPEN[role]


def test_the_trainer_of_a_page_sees_its_checklist_and_cannot_tick_it(client, lesson, pilot):  # noqa: F811
    rewritten(lesson)
    sign_in(client, trainer("tania", pilot))
    url = reverse("safeguarding_review", args=[lesson.pk])

    page = client.get(url)
    answer = client.post(url, dict.fromkeys(ALL_TICKED, "on"))

    assert page.status_code == 200
    assert "Only safeguarding reviewers tick the checklist" in page.content.decode()
    assert answer.status_code == 302
    assert not PublicationReview.objects.filter(origin="person").exists()


def test_there_are_no_other_ways_to_the_rows(client, rosa):
    row = consent()
    names = ("delete", "edit", "copy", "history", "usage")

    statuses = {
        client.get(f"/admin/{base}/{name}/{row.pk}/").status_code
        for base in ("safeguarding/consents", "snippets/safeguarding/consent", "safeguarding/audit-log")
        for name in names
    }

    assert statuses == {404}


def consent_form(**fields) -> dict:
    return {
        "given_by": "obtained_child_and_guardian",
        "scope": "A drawing.",
        "channels": ["site"],
        "languages": ["es"],
        "valid_from": "2026-01-01",
        "expires_on": "2026-12-31",
        **fields,
    }


def test_a_consent_is_recorded_with_its_evidence_under_a_name_that_says_nothing(client, rosa):
    url = reverse("safeguarding_new_consent")

    answer = client.post(url, consent_form(evidence=SimpleUploadedFile("Maria Lopez.pdf", PDF)))

    row = Consent.objects.get()
    file = client.get(reverse("safeguarding_evidence", kwargs={"uuid": row.uuid}))
    assert (answer.status_code, row.recorded_by, row.reviewed_at) == (302, rosa, None)
    shown = client.get(reverse("safeguarding_consent", kwargs={"uuid": row.uuid})).content.decode()
    assert "<dd>Español</dd>" in shown
    assert "Maria" not in row.evidence.name
    assert b"".join(file.streaming_content) == PDF
    assert file.headers["Cache-Control"].startswith("private, no-store")
    assert file.headers["Content-Disposition"].startswith('attachment; filename="consent-')
    assert AuditEntry.objects.get(act="consent.evidence_opened").actor == rosa.public_id


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"expires_on": "2025-12-31"}, "The last day comes before the first."),
        ({"scope": "with \x00"}, "characters that cannot be shown"),
        ({"scope": "x" * 2001}, "2000"),
        ({"channels": ["space"]}, "space"),
        ({"evidence": SimpleUploadedFile("x.pdf", b"MZ not a pdf")}, "this is none of them"),
        ({"evidence": SimpleUploadedFile("x.svg", b"<svg onload=go()>")}, "this is none of them"),
    ],
)
def test_a_consent_that_makes_no_sense_is_refused_in_words(client, rosa, fields, words):
    answer = client.post(reverse("safeguarding_new_consent"), consent_form(**fields))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Consent.objects.exists()


def test_renewing_makes_a_new_row_that_names_the_old_one(client, rosa):
    old = consent()

    client.post(reverse("safeguarding_renew", kwargs={"uuid": old.uuid}), consent_form())

    old.refresh_from_db()
    assert (Consent.objects.get(renews=old).recorded_by, old.withdrawn_at) == (rosa, None)


def test_the_list_shows_those_that_stand_as_asked(client, rosa):
    unknown, known = consent(given_by="unknown", is_reviewed=False), consent(is_reviewed=False)

    page = client.get(reverse("safeguarding_consents"), {"standing": "unknown"}).content.decode()

    assert unknown.reference in page
    assert known.reference not in page


def test_from_the_list_withdrawing_takes_two_presses_and_names_what_disappears(client, rosa, monkeypatch):
    row = consent()
    monkeypatch.setattr(uses, "_providers", [lambda _consent: [Use("Drawing", "The courtyard", "/en/x/")]])
    url = reverse("safeguarding_withdraw", kwargs={"uuid": row.uuid})

    listed = client.get(reverse("safeguarding_consents")).content.decode()
    asked = client.get(url).content.decode()
    without_reason = client.post(url, {"reason": " "})
    client.post(url, {"reason": "Asked for by the guardian."})

    row.refresh_from_db()
    assert url in listed
    assert "The courtyard" in asked
    assert without_reason.status_code == 422
    assert (row.withdrawal_reason, row.withdrawn_by) == ("Asked for by the guardian.", rosa)
    assert AuditEntry.objects.get(act="consent.withdrawn").subject_key == str(row.uuid)


def test_a_reviewer_sees_what_changed_reads_the_draft_and_ticks(client, rosa, lesson):  # noqa: F811
    rewritten(lesson)
    url = reverse("safeguarding_review", args=[lesson.pk])

    page = client.get(url)
    draft = client.get(reverse("safeguarding_preview", args=[lesson.pk])).content.decode()
    form = {"fingerprint": page.context["form"].initial["fingerprint"]}
    partly = client.post(url, {**form, "nobody_identifiable": "on"})
    answer = client.post(url, {**form, **dict.fromkeys(ALL_TICKED, "on")})

    assert "nobody else has seen" in page.content.decode()
    assert NEW in draft
    assert partly.status_code == 422
    assert answer.status_code == 302
    assert PublicationReview.objects.get(origin="person").reviewer == rosa


def test_ticks_for_a_text_that_changed_meanwhile_do_not_count(client, rosa, lesson):  # noqa: F811
    rewritten(lesson)
    url = reverse("safeguarding_review", args=[lesson.pk])
    seen = client.get(url).context["form"].initial["fingerprint"]
    lesson.intro = "Another one."
    lesson.save_revision()

    client.post(url, {"fingerprint": seen, **dict.fromkeys(ALL_TICKED, "on")})

    assert not PublicationReview.objects.filter(origin="person").exists()


def test_public_pages_that_nobody_ever_reviewed_stand_in_the_queue(client, rosa, pilot):  # noqa: F811
    page = lessons_of(pilot)[1]
    PublicationReview._base_manager.filter(subject_id=str(page.pk))._raw_delete("default")

    shown = client.get(reverse("safeguarding_waiting")).content.decode()

    assert "Public, never reviewed" in shown
    assert page.title in shown


def test_a_report_is_worked_on_in_the_admin_and_on_a_phone(client, rosa):
    report = concern()
    admin, phone = (
        reverse("safeguarding_concern", args=[report.uuid]),
        f"/en/teach/safeguarding/{report.uuid}/",
    )

    client.post(phone, {"act": "take", "note": ""})
    client.post(admin, {"act": "note", "note": "Asked the trainer."})
    refused = client.post(phone, {"act": "close", "note": ""})
    client.post(phone, {"act": "close", "note": "The date is gone."})

    report = ConcernReport.objects.get()
    notes = [(step.state, step.note) for step in report.steps.all()]
    assert refused.status_code == 422
    assert (report.state, report.owner) == ("closed", rosa)
    assert notes == [("in_hand", ""), ("in_hand", "Asked the trainer."), ("closed", "The date is gone.")]


def test_the_first_page_of_the_admin_counts_new_reports_and_leads_to_the_oldest(client, rosa):
    home = reverse("wagtailadmin_home")
    empty = client.get(home).content.decode()
    older = concern(now=timezone.now() - datetime.timedelta(days=2))
    concern()

    page = client.get(home).content.decode()

    assert "No new report of concern." in empty
    assert ["2 new reports" in page, f">{older.reference}</a>" in page] == [True, True]
    sign_in(client, person("rita", Role.REVIEWER))
    assert "new reports" not in client.get(home).content.decode()


def test_the_words_of_a_report_are_shown_as_text(client, rosa):
    report = concern(text="<script>go()</script>")

    page = client.get(f"/en/teach/safeguarding/{report.uuid}/").content.decode()

    assert "&lt;script&gt;go()&lt;/script&gt;" in page
    assert "<script>go()" not in page


def prove(client, at: float) -> None:
    """As if the person had proved who they are at that moment."""
    session = client.session
    session[FRESH_AT] = at
    session.save()


def test_the_log_is_exported_whole_safe_for_spreadsheets_and_that_is_logged(client, rosa):
    audit.record(act="=cmd()", actor=rosa, subject=None, detail={"n": 1})
    for _number in range(60):
        audit.record(act="test.done", actor=None, subject=None)
    prove(client, time.time())

    answer = client.post(reverse("safeguarding_audit_export"))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + AuditEntry.objects.count()
    assert rows[0][0] == "when"
    assert "'=cmd()" in {row[1] for row in rows}
    assert AuditEntry.objects.filter(act="audit.exported", actor=rosa.public_id).count() == 1


def test_exporting_needs_a_fresh_sign_in_and_a_press(client, rosa):
    url = reverse("safeguarding_audit_export")

    prove(client, time.time() - 3600)
    stale = client.post(url)
    prove(client, time.time())
    looked = client.get(url)

    assert stale.status_code == 302
    assert looked.status_code == 405
    assert not AuditEntry.objects.filter(act="audit.exported").exists()


def test_the_log_is_filtered_by_act_day_and_object(client, rosa):
    row = consent()
    today = timezone.localdate().isoformat()
    url = reverse("safeguarding_audit_log")

    numbers = [
        client.get(url, query).context["page"].paginator.count
        for query in (
            {"about": str(row.uuid)},
            {"about": str(row.uuid), "act": "consent.reviewed"},
            {"about": str(row.uuid), "since": today, "until": today},
            {"about": str(row.uuid), "until": "2020-01-01"},
            {"about": str(uuid.uuid4())},
        )
    ]

    assert numbers == [2, 1, 2, 0, 0]


def test_what_changed_is_told_in_words_without_what_only_moved(client, rosa, pilot):  # noqa: F811
    vocabulary("audience", advocacy=("Incidencia", "Advocacy"), donors=("Donantes", "Donors"))
    pilot.audience = ["advocacy"]
    pilot.population = ["unaccompanied", "adults"]
    note_loaded(subject=pilot, now=timezone.now())
    pilot.save()
    pilot.audience, pilot.population = ["donors"], ["adults", "unaccompanied"]
    pilot.save_revision()

    page = client.get(reverse("safeguarding_review", args=[pilot.pk]))

    said = {change.label: change.words for change in page.context["changes"]}
    assert said == {"For whom": "Added: Donors. Removed: Advocacy."}


def test_the_log_names_what_it_is_about_to_those_who_may_see_it(client, lesson):  # noqa: F811
    row, gone = consent(), uuid.uuid4()
    audit.record(act="test.page", actor=None, subject=lesson)
    audit.record(act="test.consent", actor=None, subject=row)
    AuditEntry.objects.create(act="test.gone", subject_type="safeguarding.consent", subject_key=str(gone))
    AuditEntry.objects.create(act="test.kind", subject_type="no.kind", subject_key="7")
    url = reverse("safeguarding_audit_log")

    sign_in(client, reviewer("rosa"))
    shown = told(client.get(url))
    sign_in(client, person("ada", Role.ADMINISTRATOR))
    to_others = told(client.get(url))

    to_page = reverse("safeguarding_review", args=[lesson.pk])
    to_consent = reverse("safeguarding_consent", args=[row.uuid])
    assert shown["test.page"] == ("Lesson", str(lesson), to_page)
    assert shown["test.consent"] == ("Consent", row.reference, to_consent)
    assert shown["test.gone"] == ("Consent", "", "")
    assert shown["test.kind"] == ("no.kind", "", "")
    assert to_others["test.consent"] == ("Consent", "", "")


def told(page) -> dict[str, tuple[str, str, str]]:
    """Act → kind, title and address of what each entry is about."""
    assert page.status_code == 200
    return {
        entry.act: (thing.kind, thing.title, thing.url)
        for entry, _name, thing in page.context["rows"]
        if thing
    }
