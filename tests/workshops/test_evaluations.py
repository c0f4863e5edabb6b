"""Evaluations: answers without names, pairs before and after, and nothing where fewer than five answered."""

import datetime
import uuid

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from people.enums import Role
from people.models import User
from tests.organizations.builders import browser_of, somebody
from tests.workshops.builders import DAY, a_registration, an_event, on_team
from workshops.enums import QuestionnaireKind
from workshops.evaluation_actions import add_standard, answer, ask_later, mark_of
from workshops.evaluation_results import change_of, told_of
from workshops.models import EvaluationResponse, Event, Questionnaire, Registration
from workshops.standard_questions import standard_questions

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 3, 9)


@pytest.fixture(scope="module")
def event(arranged) -> Event:
    return an_event(slug="day")


@pytest.fixture(scope="module")
def lead(arranged, event) -> User:
    return on_team(event, somebody("Lead", Role.TRAINER))


@pytest.fixture(scope="module")
def people(arranged, event) -> list[Registration]:
    return [a_registration(event, somebody(f"P{number}")) for number in range(5)]


def a_questionnaire(event: Event, kind: str = QuestionnaireKind.END) -> Questionnaire:
    made = add_standard(event=event, kind=kind, rows=standard_questions(kind))
    Questionnaire.objects.update(is_open=True)
    return made


def given(questionnaire: Questionnaire, registration: Registration, **answers) -> EvaluationResponse:
    return answer(
        questionnaire=questionnaire, registration=registration, key=uuid.uuid4(), answers=answers, today=TODAY
    )


@pytest.mark.parametrize("kind", QuestionnaireKind.values)
def test_there_are_questions_for_every_occasion_in_both_languages(kind):
    rows = standard_questions(kind)

    assert rows
    assert [row["code"] for row in rows if row["text"].missing()] == []
    assert all((row["right"] is not None) == (row["asked_as"] == "knowledge") for row in rows)


def test_the_halves_of_the_test_ask_the_same():
    assert standard_questions("before") == standard_questions("after")


def test_answers_hold_no_name_and_come_once_from_each(event, people):
    form = a_questionnaire(event)

    given(form, people[0], r1="2")
    given(form, people[0], r1="5")

    row = EvaluationResponse.objects.get()
    assert row.answers == {"r1": "5"}
    assert row.mark == mark_of(people[0]) != mark_of(people[1])
    held = {field.name for field in EvaluationResponse._meta.get_fields()}
    assert held == {"id", "questionnaire", "mark", "answers", "given_on"}


def test_fewer_than_five_answers_are_kept_back(event, people):
    form = a_questionnaire(event)
    for row in people[:4]:
        given(form, row, r1="4", o1="Secret")

    assert {(one.n, one.is_kept_back) for one in told_of(form) if one.question.code in {"r1", "o1"}} == {
        ("<5", True)
    }
    given(form, people[4], r1="1", o1="Aha")
    found = {one.question.code: one for one in told_of(form)}
    assert (found["r1"].n, found["r1"].scale.counts, found["r1"].scale.favourable) == (
        "5",
        (1, 0, 0, 4, 0),
        80,
    )
    assert found["o1"].words == ("Aha", "Secret", "Secret", "Secret", "Secret")


def test_what_changed_is_told_of_those_who_answered_both_times(event, people):
    before, after = a_questionnaire(event, "before"), a_questionnaire(event, "after")
    assert change_of(an_event()) is None
    for row in people:
        given(before, row, k1="2", c1="1")
        given(after, row, k1="2", k2="2", c1="3")
    given(after, a_registration(event, somebody("Late")), k1="2")

    found = change_of(event)

    assert (found.pairs, found.before, found.after) == ("5", "5", "6")
    assert (found.knowledge.pre, found.knowledge.post, found.knowledge.difference) == (25, 50, 25)
    assert (found.confidence.pre, found.confidence.post) == (0, 50)


def test_four_pairs_say_nothing_yet(event, people):
    before, after = a_questionnaire(event, "before"), a_questionnaire(event, "after")
    for row in people[:4]:
        given(before, row, k1="2")
        given(after, row, k1="2")

    found = change_of(event)

    assert (found.pairs, found.knowledge, found.confidence) == ("<5", None, None)


def url_of(form: Questionnaire, language: str = "en") -> str:
    return f"/{language}/{'evaluations' if language == 'en' else 'evaluaciones'}/{form.key}/"


def test_somebody_with_a_seat_answers_and_may_change_it(event, people):
    form, client = a_questionnaire(event), browser_of(people[0].person)
    page = BeautifulSoup(client.get(url_of(form)).content, "html.parser")
    sent = {"uuid": page.select_one("input[name=uuid]")["value"], "q-r1": "4", "q-o1": "More time"}

    assert client.post(url_of(form), sent).status_code == 303
    again = BeautifulSoup(client.get(url_of(form, "es")).content, "html.parser")
    assert again.select_one("textarea[name=q-o1]").text.strip() == "More time"
    assert EvaluationResponse.objects.get().answers == {"r1": "4", "o1": "More time"}


@pytest.mark.parametrize("wrong", [{}, {"q-r1": "9"}, {"q-o1": "x" * 2001}, {"q-o1": "a\x00b"}])
def test_what_cannot_be_taken_is_said(event, people, wrong):
    answered = browser_of(people[0].person).post(
        url_of(a_questionnaire(event)), {"uuid": uuid.uuid4(), **wrong}
    )

    assert answered.status_code == 422
    assert not EvaluationResponse.objects.exists()


def test_a_closed_one_takes_nothing_and_keeps_the_words(event, people):
    form = a_questionnaire(event)
    Questionnaire.objects.update(is_open=False)

    answered = browser_of(people[0].person).post(url_of(form), {"uuid": uuid.uuid4(), "q-r1": "4"})

    assert answered.status_code == 409
    assert not EvaluationResponse.objects.exists()


def test_others_learn_nothing_of_questions_and_answers(event, people, lead):
    form = a_questionnaire(event)
    team_urls = ["/en/teach/events/day/evaluation/", f"/en/teach/events/day/evaluation/{form.key}/"]
    outsiders = [Client(), browser_of(somebody("Teo", Role.TRAINER))]

    assert {client.get(url).status_code for client in outsiders for url in [url_of(form), *team_urls]} == {
        404
    }
    assert {browser_of(people[0].person).get(url).status_code for url in team_urls} == {404}
    assert {browser_of(lead).get(url).status_code for url in team_urls} == {200}


def test_the_team_adds_one_of_each_kind_and_opens_it(event, lead):
    client, url = browser_of(lead), "/en/teach/events/day/evaluation/"

    assert client.post(url, {"kind": "day"}).status_code == 422
    for _time in range(2):
        assert client.post(url, {"kind": "day", "day_no": 1}).status_code == 303
    made = Questionnaire.objects.get()
    client.post(f"{url}{made.key}/opening/", {"open": "yes"})
    assert (Questionnaire.objects.get().is_open, made.questions.count()) == (True, 3)


@pytest.mark.parametrize(("days", "letters"), [(90, 0), (91, 5), (120, 5), (121, 0)])
def test_three_months_later_everybody_is_asked_once(
    event, people, days, letters, django_capture_on_commit_callbacks
):
    a_questionnaire(event, QuestionnaireKind.LATER)
    now = datetime.datetime.combine(DAY, datetime.time(12), datetime.UTC) + datetime.timedelta(days=days)

    with django_capture_on_commit_callbacks(execute=True):
        ask_later(now)
        ask_later(now)

    assert len(mail.outbox) == letters
