"""Commitments: what owners report, what others verify, links in letters, and the board."""

import datetime
import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from base import generation
from home.loading.files import content_folder
from organizations.actions import add_member
from organizations.enums import MemberRole
from organizations.loading import load_organizations
from organizations.models import Organization
from people.enums import Role
from people.models import User
from reference.loading import load_reference
from tests.organizations.builders import an_organization, browser_of, somebody
from tests.reference.builders import a_term, both
from tests.workshops.builders import a_commitment, a_forum, an_illustrative_commitment, on_team
from workshops.commitments import actions
from workshops.commitments.board import public_cards
from workshops.commitments.duties import ask_owners
from workshops.commitments.links import find_link, make_link
from workshops.commitments.rules import figures, group_of, may_verify, occasion, quiet_since
from workshops.enums import CommitmentStatus, Judgement, TeamRole
from workshops.errors import CommitmentRefusedError, KeyUsedError, LinkOverError
from workshops.loading_commitments import load_commitments
from workshops.loading_events import load_events
from workshops.models import Commitment, CommitmentUpdate

pytestmark = pytest.mark.django_db
DUE = datetime.date(2027, 3, 31)
NOW = datetime.datetime(2027, 3, 1, 15, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def owner(arranged) -> Organization:
    a_term("evidence_strength", "documented")
    return an_organization(code="owner", name=both("Owner"))


@pytest.fixture(scope="module")
def ana(arranged, owner) -> User:
    """Speaks for the owner."""
    made = somebody("Ana")
    add_member(organization=owner, person=made, role=MemberRole.FOCAL_POINT, by=None)
    return made


@pytest.fixture(scope="module")
def eva(arranged) -> User:
    """Belongs to another organization."""
    made = somebody("Eva")
    add_member(organization=an_organization(code="other", name=both("Other")), person=made, by=None)
    return made


@pytest.fixture(scope="module")
def promise(arranged, owner) -> Commitment:
    return a_commitment(owner=owner, due_date=DUE, text=both("Keep a list."), indicator=both("It is there."))


def say(promise: Commitment, status: str = "in_progress", **more) -> CommitmentUpdate:
    said = {"note": "", "key": uuid.uuid4(), "now": NOW, "organization": promise.owner}
    return actions.report(commitment=promise, status=status, **{**said, **more})


def show(promise: Commitment, by: User):
    shown = {"kind": "link", "strength": "documented", "summary": "The list", "has_no_personal_data": True}
    return actions.add_evidence(commitment=promise, by=by, now=NOW, **shown)


def verify(promise: Commitment, by: User, organization: Organization | None = None, **more):
    organization = organization or by.memberships.get().organization
    told = {"judgement": Judgement.VERIFIED, "key": uuid.uuid4(), "now": NOW}
    return actions.assess(commitment=promise, by=by, organization=organization, **{**told, **more})


def url_of(promise: Commitment, more: str = "", language: str = "en") -> str:
    return f"/{language}/{'commitments' if language == 'en' else 'compromisos'}/{promise.key}/{more}"


@pytest.mark.parametrize(
    ("own", "owners", "found"),
    [({1}, {2}, {1}), ({1, 2}, {2}, set()), (set(), {2}, set()), ({1, 3}, {2}, {1, 3})],
)
def test_only_somebody_of_no_owner_may_verify(own, owners, found):
    assert may_verify(own, owners) == found


@pytest.mark.parametrize(
    ("today", "which"),
    [
        ("2027-02-28", ""),
        ("2027-03-01", "before"),
        ("2027-03-30", "before"),
        ("2027-03-31", "due"),
        ("2027-04-29", "due"),
        ("2027-05-31", "after-2"),
    ],
)
def test_letters_are_due_before_on_the_day_and_monthly(today, which):
    assert occasion(DUE, datetime.date.fromisoformat(today)) == which
    assert occasion(None, datetime.date.fromisoformat(today)) == ""


def test_silence_is_told_of_late_ones_alone():
    later, made = DUE + datetime.timedelta(days=70), NOW - datetime.timedelta(days=90)

    assert quiet_since("in_progress", DUE, None, made, later) == made.date()
    assert quiet_since("in_progress", DUE, NOW, made, later) == NOW.date()
    fresh = datetime.datetime.combine(later, datetime.time(1), datetime.UTC)
    assert quiet_since("in_progress", DUE, fresh, made, later) is None
    assert quiet_since("in_progress", DUE, None, made, DUE) is None
    assert quiet_since("fulfilled_reported", DUE, None, made, later) is None
    assert group_of("adopted", DUE, later) == "late"


def test_figures_never_add_what_is_reported_to_what_is_verified():
    verified = Commitment(status="fulfilled_verified", due_date=DUE, done_at=NOW)
    rows = [
        Commitment(status=status, due_date=DUE) for status in ("proposed", "adopted", "fulfilled_reported")
    ]

    found = figures([verified, *rows], DUE)

    assert (found.n, found.verified, found.reported, found.verified_percent) == (3, 1, 1, 33)
    assert (found.on_time, found.median_delay_days, found.late) == (1, -30, 0)


def test_the_newest_word_counts_and_every_word_stays(promise):
    say(promise)
    say(promise, "fulfilled_reported", note="Done.")

    row = Commitment.objects.get(pk=promise.pk)
    assert (row.status, row.last_news_at, row.done_at) == ("fulfilled_reported", NOW, NOW)
    assert [one.status for one in row.updates.order_by("at", "status")] == [
        "fulfilled_reported",
        "in_progress",
    ]
    say(promise, "in_progress")
    assert Commitment.objects.get(pk=promise.pk).done_at is None


def test_the_same_form_twice_is_one_word_and_its_key_is_no_other_commitments(promise):
    key = uuid.uuid4()
    first, second = (say(promise, key=key) for _n in "12")

    assert (first, CommitmentUpdate.objects.count()) == (second, 1)
    with pytest.raises(KeyUsedError):
        say(a_commitment(), key=key)


@pytest.mark.parametrize("status", ["fulfilled_verified", "not_followed", "nonsense"])
def test_owners_cannot_say_what_is_not_theirs_to_say(promise, status):
    with pytest.raises(CommitmentRefusedError):
        say(promise, status)


def test_verified_needs_a_report_evidence_and_another_organization(promise, ana, eva):
    refused = []

    def tries(by: User) -> None:
        try:
            verify(promise, by)
        except CommitmentRefusedError as error:
            refused.append(str(error)[:28])

    tries(eva)
    say(promise, "fulfilled_reported")
    tries(eva)
    show(promise, ana)
    tries(ana)
    verify(promise, eva)

    assert refused == [
        "Its owner has not reported i",
        "There is no evidence yet. Wi",
        "Only somebody of another org",
    ]
    assert Commitment.objects.get(pk=promise.pk).status == CommitmentStatus.FULFILLED_VERIFIED
    with pytest.raises(CommitmentRefusedError):
        say(promise)


def test_a_link_works_until_it_is_over_or_ended(promise, owner):
    token = make_link(commitment=promise, organization=owner, now=NOW)

    assert find_link(token, now=NOW).commitment == promise
    for wrong, at in ((token[:-1] + "x", NOW), (token, NOW + datetime.timedelta(days=60))):
        with pytest.raises(LinkOverError):
            find_link(wrong, now=at)
    actions.revoke_links(commitment=promise, by=None, now=NOW)
    with pytest.raises(LinkOverError):
        find_link(token, now=NOW)


def answer_url(promise: Commitment, language: str = "en") -> str:
    token = make_link(commitment=promise, organization=promise.owner, now=timezone.now())
    return (
        f"/{language}/commitments/answer/{token}/"
        if language == "en"
        else f"/es/compromisos/respuesta/{token}/"
    )


def test_two_steps_behind_the_link_save_a_word_without_signing_in(promise):
    client, url = Client(), answer_url(promise, "es")
    page = BeautifulSoup(client.get(url).content, "html.parser")
    client.head(url)
    assert CommitmentUpdate.objects.count() == 0

    sent = {
        "uuid": page.select_one("input[name=uuid]")["value"],
        "status": "partially_fulfilled",
        "note": "La mitad.",
    }
    answers = [client.post(url, sent) for _n in "12"]

    assert [one.status_code for one in answers] == [200, 200]
    assert all("no-store" in one["Cache-Control"] for one in answers)
    update = CommitmentUpdate.objects.get()
    assert (update.by_link, update.language, update.organization, update.note) == (
        True,
        "es",
        promise.owner,
        "La mitad.",
    )
    assert not page.select("script")
    assert [link["href"] for link in page.select("link[rel=stylesheet]")] == ["/static/css/small.css"]


@pytest.mark.parametrize(
    "wrong", [{"status": "fulfilled_verified"}, {"note": "x" * 2001}, {"note": "a\x00"}, {"uuid": "1"}]
)
def test_what_cannot_be_taken_behind_a_link_is_said_and_kept(promise, wrong):
    sent = {"uuid": uuid.uuid4(), "status": "in_progress", "note": "Words", **wrong}

    answer = Client().post(answer_url(promise), sent)

    assert answer.status_code == 422
    assert BeautifulSoup(answer.content, "html.parser").select_one("[role=alert]")
    assert CommitmentUpdate.objects.count() == 0


def test_a_forged_link_says_what_to_do(promise):
    answer = Client().get("/en/commitments/answer/forged/")

    assert answer.status_code == 410
    assert "Sign in" in answer.content.decode()


def test_owners_are_asked_once_for_each_occasion(promise, ana, django_capture_on_commit_callbacks):
    an_illustrative_commitment(due_date=None)

    for day in (0, 0, 1, 30, 61):
        with django_capture_on_commit_callbacks(execute=True):
            ask_owners(NOW + datetime.timedelta(days=day))

    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]] * 3
    assert re.search(r"/commitments/answer/\S{30,}/", mail.outbox[0].body)


def test_an_owner_reports_on_the_page_and_others_do_not(promise, ana, eva):
    sent = {"uuid": uuid.uuid4(), "status": "in_progress", "note": "Half of it."}

    assert [Client().post(url_of(promise, "updates/"), sent).status_code] == [404]
    assert browser_of(eva).post(url_of(promise, "updates/"), sent).status_code == 404
    assert browser_of(ana).post(url_of(promise, "updates/"), sent).status_code == 303
    page = BeautifulSoup(Client().get(url_of(promise)).content, "html.parser")
    assert "Half of it." in page.select_one(".timeline").text


def test_evidence_needs_its_attestation(promise, ana):
    sent = {
        "kind": "link",
        "summary": "The list",
        "strength": "documented",
        "url": "https://example.org/list",
    }
    client, url = browser_of(ana), url_of(promise, "evidence/")

    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"has_no_personal_data": "on"}).status_code == 303
    assert promise.evidence.get().url == "https://example.org/list"


def test_somebody_of_another_organization_verifies_on_the_page(promise, ana, eva):
    say(promise, "fulfilled_reported")
    show(promise, ana)
    other = eva.memberships.get().organization
    sent = {"uuid": uuid.uuid4(), "judgement": "verified", "organization": other.pk}

    assert browser_of(ana).post(url_of(promise, "assessments/"), sent).status_code == 404
    assert browser_of(eva).post(url_of(promise, "assessments/"), sent).status_code == 303
    assert Commitment.objects.get(pk=promise.pk).status == "fulfilled_verified"


def test_followers_are_told_but_not_of_their_own_words(promise, ana, eva, django_capture_on_commit_callbacks):
    for person in (ana, eva):
        browser_of(person).post(url_of(promise, "following/"))

    with django_capture_on_commit_callbacks(execute=True):
        say(promise, by=ana)

    assert [letter.to for letter in mail.outbox] == [["eva@example.org"]]
    browser_of(eva).post(url_of(promise, "following/"), {"stop": "yes"})
    assert promise.followers.count() == 1


def test_many_are_updated_on_one_page_and_a_wrong_row_keeps_the_others(promise, ana, owner):
    second, strange = a_commitment(owner=owner), a_commitment()
    client, url = browser_of(ana), "/en/commitments/ours/"
    listed = client.get(url).content.decode()
    assert str(second.key) in listed
    assert str(strange.key) not in listed
    sent = {}
    for row, note in ((promise, "x" * 2001), (second, "Half."), (strange, "Not mine.")):
        sent |= {f"{row.key}-uuid": uuid.uuid4(), f"{row.key}-status": row.status, f"{row.key}-note": note}

    answer = client.post(url, sent)

    assert answer.status_code == 422
    assert "x" * 2001 in answer.content.decode()
    assert {update.note for update in CommitmentUpdate.objects.all()} == {"Half."}
    sent[f"{promise.key}-note"] = "Short."
    assert client.post(url, sent).status_code == 303
    assert CommitmentUpdate.objects.count() == 2


def test_the_team_of_the_forum_may_speak_for_the_owner():
    forum = a_forum(slug="third")
    rapporteur = on_team(forum, somebody("Rap"), TeamRole.RAPPORTEUR)
    promise = a_commitment(event=forum)
    sent = {"uuid": uuid.uuid4(), "status": "in_progress"}

    assert browser_of(rapporteur).post(url_of(promise, "updates/"), sent).status_code == 303


def board(query: str = "", client: Client | None = None, language: str = "en") -> BeautifulSoup:
    place = "commitments" if language == "en" else "compromisos"
    response = (client or Client()).get(f"/{language}/{place}/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [link.text for link in page.select(".card h3 a")]


def test_the_board_filters_counts_and_keeps_the_made_up_apart(promise):
    an_illustrative_commitment(text=both("Made up"), due_date=DUE)
    a_commitment(text=both("Done"), status="fulfilled_reported", done_at=NOW)
    generation.bump()

    page = board()
    assert titles(page) == ["Keep a list. (en)", "Made up (en)", "Done (en)"]
    assert page.select_one(".facts dd").text == "2"
    assert titles(board("?status=done")) == ["Done (en)"]
    assert titles(board("?kind=illustrative", language="es")) == ["Made up (es)"]
    assert board("?status=done").select_one("meta[name=robots]")["content"] == "noindex"


def test_late_ones_without_news_say_since_when(owner):
    made = timezone.now() - datetime.timedelta(days=400)
    a_commitment(owner=owner, due_date=(made + datetime.timedelta(days=30)).date(), made_at=made)
    generation.bump()

    chip = board().select_one(".card .news-c")

    assert chip.text.strip() == f"No news since {made:%B %Y}"


def test_hidden_owners_and_what_is_not_public_are_absent_everywhere(promise, ana):
    hidden = a_commitment(owner=an_organization(is_hidden=True), text=both("Hidden"))
    draft = a_commitment(is_public=False, text=both("Draft"))
    generation.bump()

    for url in ("/en/commitments/", "/en/commitments.csv", "/en/commitments.atom"):
        text = Client().get(url).content.decode()
        assert "Hidden" not in text
        assert "Draft" not in text
    assert [Client().get(url_of(row)).status_code for row in (hidden, draft)] == [404, 404]


def test_the_table_leaves_the_made_up_out_unless_it_is_asked_for_and_holds_no_formula(owner):
    a_commitment(owner=owner, text=both("=1+1"))
    an_illustrative_commitment(text=both("Made up"))
    generation.bump()

    plain = Client().get("/en/commitments.csv").content.decode("utf-8-sig")
    asked = Client().get("/en/commitments.csv?kind=illustrative").content.decode("utf-8-sig")

    assert "'=1+1 (en)" in plain
    assert "Made up" not in plain
    assert "Made up" in asked


def test_the_feed_is_atom_with_stable_names(promise):
    generation.bump()

    answer = Client().get("/en/commitments.atom")

    feed = BeautifulSoup(answer.content, "xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert feed.entry.id.text == f"urn:uuid:{promise.key}"


def test_queries_do_not_grow_with_the_rows(promise, owner):
    def queries(url: str) -> int:
        generation.bump()
        generation.forget()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    client = browser_of(somebody("Pia", Role.PROGRAMME_MANAGER))
    urls = ("/en/commitments/", url_of(promise))
    [queries(url) for url in urls]
    few = [queries(url) for url in urls]
    for _number in range(10):
        say(a_commitment(owner=owner))
        say(promise)

    assert [queries(url) for url in urls] == few


def test_hostile_text_cannot_leave_its_place(owner):
    hostile = "</script><script>go()</script>\"'<b>"
    row = a_commitment(owner=owner, text=both(hostile), indicator=both(hostile))
    say(row, note=hostile)
    generation.bump()

    for url in ("/en/commitments/", url_of(row)):
        page = BeautifulSoup(Client().get(url).content, "html.parser")
        assert [script.get("type") for script in page.select("script")] == ["module"]
    assert b"<script>go" not in Client().get("/en/commitments.atom").content


def test_the_illustrative_commitments_of_the_repository_stand_as_the_report_says():
    load_reference(content_folder() / "reference")
    load_organizations(content_folder())
    load_events(content_folder(), NOW.date())

    report = load_commitments(content_folder(), NOW)
    again = load_commitments(content_folder(), NOW)

    assert (report.left_out, len(report.outcomes), set(again.outcomes.values())) == ({}, 6, {3})
    assert {row.code: row.status for row in Commitment.objects.exclude(code="")} == {
        "K-01": "in_progress",
        "K-02": "adopted",
        "K-03": "fulfilled_verified",
        "K-04": "partially_fulfilled",
        "K-05": "in_progress",
        "K-06": "proposed",
    }
    assert Commitment.objects.get(code="K-05").is_late(NOW.date())
    assert all(card.is_illustrative for card in public_cards() if card.code)
