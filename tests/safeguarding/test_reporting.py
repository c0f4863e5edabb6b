"""Anybody reports a concern: without an account, without a script, without being found."""

import datetime
import re
import uuid

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from safeguarding import flood, retention
from safeguarding.actions import close_concern, take_concern
from safeguarding.errors import ConcernRefusedError
from safeguarding.models import AuditEntry, ConcernReport
from safeguarding.models.references import is_reference, new_reference
from safeguarding.paths import own_path
from safeguarding.personal_data import about_person, forget_person
from tests.safeguarding.builders import concern, person, reviewer

pytestmark = pytest.mark.django_db
EN, ES = "/en/report-a-concern/", "/es/reportar-una-preocupacion/"
PLEA = "The town and the date are both there."


@pytest.fixture(autouse=True)
def _nobody_sent_anything_yet():
    cache.clear()


def sent(**fields) -> dict:
    values = {"uuid": str(uuid.uuid4()), "kind": "identifiable", "text": PLEA, "about": "", "email": ""}
    return {**values, "website": "", **fields}


@pytest.mark.parametrize(("url", "language"), [(EN, "en"), (ES, "es")])
def test_a_report_is_kept_and_answered_with_a_reference(client, url, language):
    answer = client.post(url, sent(about="/en/learn/pilot/", email="ana@example.org"))

    kept = ConcernReport.objects.get()
    thanks = client.get(answer.url)
    assert (answer.status_code, kept.language, kept.about) == (303, language, "/en/learn/pilot/")
    assert (kept.text, kept.email, kept.state) == (PLEA, "ana@example.org", "new")
    assert kept.due_at - kept.reported_at == datetime.timedelta(days=3)
    assert kept.reference in thanks.content.decode()
    assert PLEA not in thanks.content.decode()


def test_the_form_knows_the_page_and_says_that_it_takes_no_cases(client):
    page = client.get(EN, {"about": "/en/learn/pilot/lesson-1/"}).content.decode()

    assert 'value="/en/learn/pilot/lesson-1/"' in page
    assert "We take no individual cases here." in page
    assert "911" in page
    assert "csrfmiddlewaretoken" in page


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/en/learn/pilot/", "/en/learn/pilot/"),
        ("http://testserver/en/learn/?q=a#b", "/en/learn/"),
        ("https://evil.example/en/", ""),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("en/learn/", ""),
        ("/en/\x00", ""),
        ("/" + "a" * 500, ""),
        ("http://[broken", ""),
        (None, ""),
    ],
)
def test_only_addresses_of_this_site_are_taken_over(given, path):
    assert own_path(given, "testserver") == path


def test_a_foreign_address_is_refused_in_words_and_nothing_is_lost(client):
    answer = client.post(EN, sent(about="https://evil.example/x"))

    assert answer.status_code == 422
    assert "Write the address of a page of this site" in answer.content.decode()
    assert PLEA in answer.content.decode()
    assert not ConcernReport.objects.exists()


@pytest.mark.parametrize("text", ["with \x00 in it", "x" * 5001, "\x1b[31m"])
def test_text_that_cannot_be_kept_is_refused_in_words(client, text):
    answer = client.post(EN, sent(text=text))

    assert answer.status_code == 422
    assert "Please look at this again" in answer.content.decode()
    assert not ConcernReport.objects.exists()


@pytest.mark.parametrize("field", ["uuid", "kind"])
def test_a_form_without_its_parts_is_refused(client, field):
    assert client.post(EN, sent(**{field: "nonsense"})).status_code == 422
    assert not ConcernReport.objects.exists()


def test_an_enormous_report_is_refused(client):
    assert client.post(EN, sent(text="x" * 3_000_000)).status_code == 422
    assert client.post(EN, sent(text="x" * 5_000_000)).status_code == 413
    assert not ConcernReport.objects.exists()


def test_the_same_form_sent_twice_is_one_report(client):
    form = sent()

    first, second = client.post(EN, form), client.post(EN, form)

    assert first.url == second.url
    assert ConcernReport.objects.count() == 1


def test_what_programs_fill_in_is_thanked_and_forgotten(client):
    answer = client.post(EN, sent(website="https://spam.example"))

    assert answer.status_code == 303
    assert not ConcernReport.objects.exists()


def test_a_flood_from_one_network_is_stopped_with_the_text_given_back(client, monkeypatch):
    monkeypatch.setattr(flood, "MOST_BY_ADDRESS", 2)

    statuses = [client.post(EN, sent()).status_code for _number in range(3)]
    last = client.post(EN, sent())
    elsewhere = client.post(EN, sent(), REMOTE_ADDR="198.51.100.7")

    assert statuses == [303, 303, 429]
    assert PLEA in last.content.decode()
    assert elsewhere.status_code == 303


def test_reviewers_are_told_without_a_word_of_the_report(client, django_capture_on_commit_callbacks):
    reviewer("rosa")
    reviewer("sofia", language="es")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(EN, sent(email="ana@example.org", about="/en/learn/pilot/"))

    said = {letter.to[0]: letter.subject for letter in mail.outbox}
    everything = "".join(f"{letter.body}{letter.alternatives}" for letter in mail.outbox)
    assert said.keys() == {"rosa@example.org", "sofia@example.org"}
    assert ConcernReport.objects.get().reference in everything
    assert not any(word in everything for word in (PLEA, "ana@example.org", "pilot"))


def test_the_log_holds_neither_words_nor_network_of_whoever_reports(client):
    client.post(EN, sent(email="ana@example.org"), REMOTE_ADDR="203.0.113.9")

    entry = AuditEntry.objects.get(act="concern.reported")
    assert (entry.actor, entry.came_from, entry.detail) == (None, "", {"kind": "identifiable"})


def test_strangers_get_thanks_only_for_something_that_looks_like_a_reference(client):
    assert client.get(f"{EN}received/K7QM-2XHB-9TRW/").status_code == 200
    assert client.get(f"{EN}received/nonsense/").status_code == 404
    assert all(is_reference(new_reference()) for _number in range(50))


def test_references_are_not_guessed(client):
    made = {new_reference() for _number in range(500)}

    assert len(made) == 500
    assert all(re.fullmatch(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", one) for one in made)


# --- What reviewers do


def test_of_two_reviewers_the_second_reads_who_has_it():
    report = concern()

    take_concern(report=report, by=reviewer("rosa"), now=timezone.now())
    take_concern(report=report, by=reviewer("rosa"), now=timezone.now())
    with pytest.raises(ConcernRefusedError, match="Rosa has taken"):
        take_concern(report=report, by=reviewer("sofia"), now=timezone.now())

    report.refresh_from_db()
    assert (report.state, report.owner.display_name, report.steps.count()) == ("in_hand", "Rosa", 1)


def test_a_report_is_closed_with_a_note_and_stays_closed():
    report = concern()

    with pytest.raises(ConcernRefusedError):
        close_concern(report=report, by=reviewer("rosa"), note=" ", now=timezone.now())
    close_concern(report=report, by=reviewer("rosa"), note="Taken down.", now=timezone.now())
    close_concern(report=report, by=reviewer("sofia"), note="Again.", now=timezone.now())

    assert [step.note for step in report.steps.all()] == ["Taken down."]


def test_overdue_reports_are_called_to_mind_once_a_day():
    reviewer("rosa")
    now = timezone.now()
    concern(now=now - datetime.timedelta(days=4))
    concern(now=now)

    for hours in (0, 1, 23, 25):
        retention.remind_of_overdue(now + datetime.timedelta(hours=hours))

    assert [letter.subject for letter in mail.outbox] == ["Reports of concern are waiting"] * 2


def test_words_of_old_reports_are_forgotten_and_the_fact_stays():
    now = timezone.now()
    old, recent = concern(email="ana@example.org"), concern()
    for report, days in ((old, 366), (recent, 364)):
        then = now - datetime.timedelta(days=days)
        close_concern(report=report, by=reviewer("rosa"), note="Done.", now=then)

    forgotten = [retention.forget_old_reports(now) for _time in range(2)]

    old.refresh_from_db()
    recent.refresh_from_db()
    assert forgotten == [1, 0]
    assert (old.text, old.email, old.state, recent.text) == ("", "", "closed", PLEA)


def test_people_find_their_reports_in_the_copy_of_their_data_and_are_taken_off_them():
    ana = person("ana")
    mine, foreign = concern(email="ANA@example.org"), concern(email="berta@example.org")

    sections = {section.code: list(section.rows) for section in about_person(ana)}
    forget_person(ana, timezone.now())

    mine.refresh_from_db()
    foreign.refresh_from_db()
    assert [row["reference"] for row in sections["concerns"]] == [mine.reference]
    assert (mine.email, foreign.email) == ("", "berta@example.org")


@pytest.mark.parametrize("key", ["", "no-key", "\x00"])
def test_a_form_without_its_key_is_answered_in_words_and_can_be_sent_again(client, key):
    answer = client.post(EN, sent(uuid=key))
    page = answer.content.decode()
    again = client.post(EN, sent(uuid=re.search(r'name="uuid" value="([^"]+)"', page)[1]))

    assert answer.status_code == 422
    assert "The form arrived without its key." in page
    assert "uuid:" not in page.lower()
    assert PLEA in page
    assert (again.status_code, ConcernReport.objects.count()) == (303, 1)
