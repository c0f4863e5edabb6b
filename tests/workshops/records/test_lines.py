"""Pasted lines: read, checked, refused with reasons, and saved once."""

import datetime
import uuid

import pytest

from base.translated import Translated
from safeguarding.models import AuditEntry
from tests.organizations.builders import (
    a_fictional_one,
    a_mentioned_body,
    an_organization,
    browser_of,
    somebody,
)
from tests.reference.builders import both
from tests.workshops.records.rooms import LINES, Room, a_room
from workshops.enums import FindingKind
from workshops.models import Commitment, Finding, ForumRecord
from workshops.records.lines import read_lines
from workshops.records.names import organizations_for

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def room(arranged) -> Room:
    made = a_room()
    a_mentioned_body(code="pfpnna", name=both("Federal authority"))
    for number in (1, 2):
        an_organization(code=f"twin-{number}", name=both("Twin house"))
    a_fictional_one(code="demo", name=both("Demo Organization"))
    return made


def read(room, text: str, known=frozenset()):
    return read_lines(text, names=organizations_for(room.rapporteur), known=known)


def reasons(room, text: str) -> list[str]:
    (line,) = read(room, text)
    return line.reasons


@pytest.mark.parametrize(
    "text",
    [
        "commitment | Keep a list | Casa Abierta | June 2027",
        "Compromiso\tKeep a list\tcasa abierta\t30/06/2027",
        "COMPROMISOS; Keep a list; CA; 30 de junio de 2027",
        "| commitment | Keep a list | CA | 2027-06-30 |",
        "type | text | owner | date\n|---|---|---|---|\ncommitment | Keep a list | casa | June 2027",
        'Compromiso\t"Keep a list"\t"CA"\t"30/06/2027"',
    ],
)
def test_a_line_is_read_whatever_parts_it(room, text):
    (line,) = read(room, text)

    assert (line.kind, line.text, line.organization.code, line.due, line.reasons) == (
        "commitment",
        "Keep a list",
        "casa",
        datetime.date(2027, 6, 30),
        [],
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("idea | x", "“idea” is no type"),
        ("only words", "does not begin with a type"),
        ("obstacle | ", "It has no text"),
        ("obstacle | " + "x" * 2001, "2001 characters"),
        ("obstacle | a | b | c | d", "This line has 5 parts"),
        ("obstacle | x | Nobody knows them", "Nothing here is called “Nobody knows them”"),
        ("obstacle | x | Twin house", "“Twin house” may be several"),
        ("obstacle | x | CA | 2027", "Only commitments have a date"),
        ("commitment | x", "needs an owner"),
        ("commitment | x | plenary", "The plenary cannot promise"),
        ("commitment | x | Federal authority", "only named in our sources"),
        ("commitment | x | CA | someday", "“someday” is no date"),
    ],
)
def test_a_line_that_cannot_be_kept_says_why(room, text, reason):
    (told,) = reasons(room, text)

    assert reason in told


def test_a_body_that_is_only_named_may_have_raised_a_finding(room):
    (line,) = read(room, "obstacle | x | Federal authority")

    assert (line.is_good, line.organization.code) == (True, "pfpnna")


def test_a_line_that_is_there_already_is_not_kept_twice(room):
    lines = read(
        room,
        "obstacle | No  Spáce\nobstáculo | no space\nchallenge | no space\nobstacle | known",
        {("obstacle", "known")},
    )

    assert [line.is_good for line in lines] == [True, False, True, False]


def test_good_lines_become_findings_and_commitments_in_their_language(room):
    answer = room.paste(language="es")

    assert answer.status_code == 302
    record = ForumRecord.objects.get(event=room.event)
    assert [
        (
            one.number,
            one.kind,
            one.text,
            one.raised_by and one.raised_by.code,
            one.raised_by_plenary,
            one.is_public,
        )
        for one in record.findings.all()
    ] == [
        (1, FindingKind.OBSTACLE, Translated(es="There is too little space"), "casa", False, False),
        (2, FindingKind.BEST_PRACTICE, Translated(es="Joint work in court"), None, True, False),
    ]
    (promise,) = Commitment.objects.filter(event=room.event)
    assert (promise.text, promise.owner.code, promise.due_date, promise.is_public) == (
        Translated(es="Keep a list of contacts"),
        "casa",
        datetime.date(2027, 6, 30),
        False,
    )
    assert AuditEntry.objects.filter(act="record.lines_added").get().detail == {"lines": 3}


def test_what_fictional_organizations_promise_is_marked_as_fiction(room):
    room.paste("commitment | Publish counts | Demo Organization | no date")

    promise = Commitment.objects.get(owner__code="demo")
    assert (promise.fact_status, promise.due_date) == ("illustrative", None)


def test_checking_saves_nothing_and_shows_every_reason(room):
    answer = room.paste(f"{LINES}idea | x\ncommitment | y | Nobody", do="check")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "3 good lines" in html
    assert "2 lines have to be mended" in html
    assert "“idea” is no type" in html
    assert "Nothing here is called “Nobody”" in html
    assert not ForumRecord.objects.exists()


def test_lines_with_a_bad_one_are_not_half_saved(room):
    answer = room.paste(f"{LINES}idea | x")

    assert answer.status_code == 422
    assert "idea | x" in answer.content.decode()
    assert not Finding.objects.exists()


def test_the_good_ones_can_be_kept_and_the_bad_ones_stay_in_the_box(room):
    answer = room.paste(f"idea | <b>mend</b> me\n{LINES}", do="keep")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert ">idea | &lt;b&gt;mend&lt;/b&gt; me</textarea>" in html
    assert Finding.objects.count() == 2


def test_the_same_form_sent_twice_saves_once(room):
    key = uuid.uuid4()

    answers = [room.paste(uuid=key) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Finding.objects.count() == 2
    assert Commitment.objects.count() == 1


def test_other_lines_under_a_used_key_are_not_taken_for_a_repeat(room):
    key = uuid.uuid4()
    room.paste(uuid=key)

    answer = room.paste("obstacle | Another one", uuid=key)

    assert answer.status_code == 409
    assert "obstacle | Another one</textarea>" in answer.content.decode()
    assert str(key) not in answer.content.decode()
    assert Finding.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n".join(f"obstacle | number {n}" for n in range(5000)), "These are 5000 lines"),
        ("id,name,amount\n1,Ana,30\n2,Eva,40", "the table of another program"),
        ("Name;City;Year\nAna;Tapachula;2019\nEva;Comitán;2019", "the table of another program"),
        ("", "Paste some lines first"),
        ("obstacle | bell \x07 rings", "characters that cannot be shown"),
        ("obstacle | NUL \x00 here", "characters"),
        ("x" * 1_000_001, "This is too long"),
    ],
    ids=[
        "5,000 lines",
        "a table with commas",
        "a table with semicolons",
        "nothing",
        "a bell",
        "NUL",
        "enormous",
    ],
)
def test_what_is_no_list_of_lines_is_refused_in_words_and_nothing_is_lost(room, text, words):
    answer = room.paste(text)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert text.replace("\x00", "").replace("\x07", "")[:500] in html.replace("\x07", "")
    assert not ForumRecord.objects.exists()


def test_five_hundred_lines_are_saved_in_few_queries(room, django_assert_max_num_queries):
    text = "\n".join(f"obstacle | number {n}" for n in range(500))

    with django_assert_max_num_queries(45):
        answer = room.paste(text)

    assert answer.status_code == 302
    assert Finding.objects.count() == 500


HOSTILE = [
    "<script>alert(1)</script>",
    '=HYPERLINK("x")',
    "{{ 7 }}",
    "'; DROP TABLE--",
    "\u202eevil",
    "[x](javascript:1)",
]


def test_hostile_text_is_kept_as_text_and_shown_as_text(room):
    room.paste("\n".join(f"obstacle | {one}" for one in HOSTILE))

    html = room.browser.get(room.address).content.decode()
    assert [one.text["en"] for one in Finding.objects.all()] == HOSTILE
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("ending", ["", "lines/", "rows/", "words/", "review/", "publication/"])
def test_for_everybody_else_the_page_does_not_exist(room, ending):
    other = browser_of(somebody("Other"))

    answer = other.get(room.address) if not ending else other.post(f"{room.address}{ending}", {})

    assert answer.status_code == 404
