"""The grid: changed rows are saved, nobody's line is lost, and what is taken out can be put back."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from base.translated import Translated
from safeguarding.models import AuditEntry
from tests.organizations.builders import a_mentioned_body, browser_of, somebody
from tests.reference.builders import a_place, both
from tests.workshops.builders import on_team
from tests.workshops.records.rooms import (
    PHASES,
    Room,
    a_room,
    sent_commitment,
    sent_finding,
    together,
)
from workshops.enums import TeamRole
from workshops.models import Commitment, Finding, ForumRecord, RecordWriter

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def room(arranged) -> Room:
    made = a_room()
    made.paste()
    a_mentioned_body(code="pfpnna", name=both("Federal authority"))
    a_place()
    return made


def first() -> Finding:
    return Finding.objects.get(number=1)


def promise() -> Commitment:
    return Commitment.objects.get()


def test_everything_that_is_known_of_a_line_is_written_in_its_row(room):
    session = room.event.sessions.get()

    answer = room.save(
        sent_finding(
            first(),
            kind="challenge",
            text_es="Hay poco espacio",
            phases=[PHASES[1], PHASES[0]],
            session=session.pk,
            raised_by="plenaria",
            place="méxico",
            is_interpretation="on",
            same_as="2",
        )
    )

    row = first()
    assert answer.status_code == 302
    assert (row.kind, row.text, row.phases, row.session, row.raised_by, row.raised_by_plenary) == (
        "challenge",
        Translated(es="Hay poco espacio", en="There is too little space"),
        [*PHASES],
        session,
        None,
        True,
    )
    assert (row.place.code, row.is_interpretation, row.same_as.number, row.version) == ("MX", True, 2, 2)


def test_a_commitment_gets_its_measure_its_date_and_the_finding_it_answers(room):
    room.save(
        sent_commitment(
            promise(), due="30/09/2027", indicator_en="Updated monthly", finding="1", phases=[PHASES[0]]
        )
    )

    row = promise()
    assert (row.due_date.isoformat(), row.indicator, row.finding, row.phases, row.version) == (
        "2027-09-30",
        Translated(en="Updated monthly"),
        first(),
        [PHASES[0]],
        2,
    )


def test_only_rows_that_changed_are_written(room):
    one, two = Finding.objects.order_by("number")

    room.save(
        together(sent_finding(one), sent_finding(two, text_en="Joint work"), sent_commitment(promise()))
    )

    assert [row.version for row in Finding.objects.order_by("number")] == [1, 2]
    assert promise().version == 1


def test_sent_again_the_same_rows_change_nothing(room):
    sent = sent_finding(first(), text_en="Too little space")

    answers = [room.save(sent) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert first().version == 2


def test_two_rapporteurs_on_one_row_lose_nothing(room):
    other = on_team(room.event, somebody("Beto"), TeamRole.RAPPORTEUR)
    one, two = Finding.objects.order_by("number")
    mine = together(
        sent_finding(one, text_en="Mine <b>", kind="challenge"), sent_finding(two, text_en="Mine, too")
    )
    room.save(sent_finding(one, text_en="Theirs"), browser_of(other))

    answer = room.save(mine)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Beto has saved this row while you were writing:" in html
    assert ">Theirs</p>" in html
    assert ">Mine &lt;b&gt;</textarea>" in html
    assert [row.text["en"] for row in Finding.objects.order_by("number")] == ["Theirs", "Mine, too"]


def test_who_saw_the_others_text_may_put_theirs_in_its_place(room):
    other = on_team(room.event, somebody("Beto"), TeamRole.RAPPORTEUR)
    mine = sent_finding(first(), text_en="Mine")
    room.save(sent_finding(first(), text_en="Theirs"), browser_of(other))
    room.save(mine)

    answer = room.save(sent_finding(first(), text_en="Both of ours"))

    assert (answer.status_code, first().text["en"], first().version) == (302, "Both of ours", 3)


def test_a_row_somebody_left_alone_takes_nothing_back(room):
    other = on_team(room.event, somebody("Beto"), TeamRole.RAPPORTEUR)
    untouched = sent_finding(first())
    room.save(sent_finding(first(), text_en="Theirs"), browser_of(other))

    answer = room.save(untouched)

    assert (answer.status_code, first().text["en"]) == (302, "Theirs")


def test_what_was_written_in_a_row_that_somebody_took_out_is_shown(room):
    mine = sent_finding(first(), text_en="Mine, typed long")
    room.save({"do": f"remove:{first().key}"})

    answer = room.save(mine)

    assert answer.status_code == 409
    assert "<q>Mine, typed long</q>" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"raised_by": "Nobody knows them"}, "Nothing here is called"),
        ({"place": "Atlantis"}, "Nothing here is called"),
        ({"same_as": "99"}, "There is no line with the number “99”"),
        ({"same_as": "1"}, "A line cannot repeat itself"),
        ({"text_en": "", "text_es": ""}, "Write the text in one language at least"),
        ({"text_en": "x" * 2001}, "too long"),
        ({"text_en": "bell \x07"}, "characters that cannot be shown"),
        ({"kind": "commitment"}, "none of the options"),
        ({"phases": ["invented"]}, "invented"),
    ],
)
def test_a_row_that_cannot_be_taken_stays_as_typed_with_the_reason(room, typed, words):
    answer = room.save(sent_finding(first(), **typed))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert first().version == 1


def test_two_lines_do_not_repeat_each_other(room):
    one, two = Finding.objects.order_by("number")
    room.save(sent_finding(one, same_as="2"))

    answer = room.save(sent_finding(two, same_as="1"))

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"owner": "Federal authority"}, "only named in our sources"),
        ({"owner": ""}, "A commitment needs an owner"),
        ({"due": "someday"}, "“someday” is no date"),
        ({"finding": "99"}, "There is no line with the number"),
    ],
)
def test_a_commitment_that_cannot_be_is_refused(room, typed, words):
    answer = room.save(sent_commitment(promise(), **typed))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert promise().version == 1


def test_a_line_is_taken_out_softly_and_put_back(room):
    key = first().key

    room.save({"do": f"remove:{key}"})
    gone = room.browser.get(room.address).content.decode()
    room.save({"do": f"restore:{key}"})

    assert "Taken out: 1 line" in gone
    assert first().removed_at is None
    assert list(
        AuditEntry.objects.filter(act__startswith="record.line_").order_by("pk").values_list("act", flat=True)
    ) == ["record.line_removed", "record.line_restored"]


def test_taking_out_saves_what_was_typed_elsewhere(room):
    two = Finding.objects.get(number=2)

    room.save({**sent_finding(two, text_en="Typed"), "do": f"remove:{first().key}"})

    assert (Finding.objects.get(number=2).text["en"], first().removed_at is None) == ("Typed", False)


def test_a_row_of_another_record_is_neither_written_nor_taken_out(room):
    other = a_room("other")
    other.paste("obstacle | Of another forum")
    foreign = Finding.objects.get(record__event=other.event)

    room.save({**sent_finding(foreign, text_en="Mine now"), "do": f"remove:{foreign.key}"})

    foreign.refresh_from_db()
    assert (foreign.text["en"], foreign.removed_at) == ("Of another forum", None)


def test_lines_are_put_in_another_order(room):
    room.paste("conclusion | Third")
    third = Finding.objects.get(number=3)

    room.save(sent_finding(third, position=1, at=3))

    assert [row.number for row in Finding.objects.order_by("order")] == [3, 1, 2]
    assert third.version == Finding.objects.get(number=3).version


def test_whoever_wrote_is_remembered(room):
    assert set(RecordWriter.objects.values_list("person", flat=True)) == {room.rapporteur.pk}


def test_the_page_takes_the_same_queries_with_ten_times_the_lines(room, django_assert_num_queries):
    room.browser.get(room.address)
    with CaptureQueriesContext(connection) as captured:
        room.browser.get(room.address)
    few = len(captured)
    room.paste("\n".join(f"obstacle | number {n} | Casa Abierta" for n in range(40)))
    room.paste("\n".join(f"commitment | promise {n} | Casa Abierta" for n in range(10)))

    with django_assert_num_queries(few):
        room.browser.get(room.address)


def test_fifty_lines_stand_on_a_page(room):
    room.paste("\n".join(f"obstacle | number {n}" for n in range(60)))

    pages = [room.browser.get(f"{room.address}?page={n}").content.decode() for n in (1, 2)]

    assert [page.count('name="finding"') for page in pages] == [50, 12]


def words_sent(**typed) -> dict:
    return {"version": 1, "summary_en": "", "summary_es": "Resumen", "method_en": "", **typed}


def test_summary_and_who_was_in_the_room_are_saved(room):
    answer = room.browser.post(
        f"{room.address}words/",
        words_sent(
            there_care_provider="on",
            number_care_provider="12",
            label0_en="Local authorities",
            number_label0="",
        ),
    )

    record = ForumRecord.objects.get()
    assert answer.status_code == 302
    assert (record.summary, record.version) == (Translated(es="Resumen"), 2)
    assert list(record.presences.values_list("actor_type", "label", "number")) == [
        ("care_provider", Translated(), 12),
        ("", Translated(en="Local authorities"), None),
    ]


def test_words_that_somebody_else_changed_meanwhile_are_not_overwritten(room):
    room.browser.post(f"{room.address}words/", words_sent(summary_en="Theirs"))

    answer = room.browser.post(f"{room.address}words/", words_sent(summary_en="Mine"))

    html = answer.content.decode()
    assert answer.status_code == 409
    assert ">Theirs</p>" in html
    assert ">Mine</textarea>" in html
    assert ForumRecord.objects.get().summary["en"] == "Theirs"


def test_words_that_cannot_be_taken_stay_in_their_fields(room):
    answer = room.browser.post(
        f"{room.address}words/", words_sent(summary_en="Kept", number_care_provider="many")
    )

    assert answer.status_code == 422
    assert ">Kept</textarea>" in answer.content.decode()


@pytest.mark.parametrize(
    "sent", [{"do": "remove:nothing"}, {"do": f"remove:{uuid.uuid4()}"}, {"finding": ["x"]}]
)
def test_damaged_forms_break_nothing(room, sent):
    assert room.save(sent).status_code in {302, 404}
