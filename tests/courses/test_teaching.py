"""Those who teach a module see its learners and may declare it complete; nobody else sees the page."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from base import generation
from courses.enums import EnrolmentStatus
from courses.models import CompletionOverride, Enrolment, ReflectionEntry
from courses.outline import outline_of
from people.enums import Role
from people.models import User
from tests.courses.authors import reflection, sign_in, trainer
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pilot(arranged):
    return module(site_tree(), lessons=2, code="M1")


@pytest.fixture(scope="module")
def trainer_of_the_pilot(pilot) -> User:
    return trainer("tania", pilot["en"])


@pytest.fixture
def tania(client, trainer_of_the_pilot) -> User:
    sign_in(client, trainer_of_the_pilot)
    return trainer_of_the_pilot


def page_of(pilot, language: str = "en") -> str:
    with override(language):
        return reverse("teach:learners", args=[pilot["en"].translation_key])


def declaration_for(enrolment: Enrolment) -> str:
    with override("en"):
        return reverse("teach:completion", args=[enrolment.module_key, enrolment.public_id])


def enrolled(pilot, name: str, **fields) -> Enrolment:
    return Enrolment.objects.create(user=person(name), module_key=pilot["en"].translation_key, **fields)


def days_ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def test_two_people_without_an_account_can_be_told_apart(client, pilot, tania):
    for _person in range(2):
        act(stranger(), lessons_of(pilot["en"])[0])

    html = client.get(page_of(pilot)).content.decode()

    marks = [str(one.public_id)[:4].upper() for one in Enrolment.objects.filter(user=None)]
    assert all(f"Without account <small>{mark}</small>" in html for mark in marks)


def test_a_trainer_sees_who_is_stuck_first(client, pilot, tania):
    enrolled(pilot, "done", completed_at=days_ago(1), last_activity_at=days_ago(1), percent=100)
    enrolled(pilot, "gone", status=EnrolmentStatus.LEFT, left_at=days_ago(20), last_activity_at=days_ago(20))
    enrolled(pilot, "busy", last_activity_at=days_ago(1))
    enrolled(pilot, "silent", last_activity_at=days_ago(30))
    act(stranger(), lessons_of(pilot["en"])[0])

    response = client.get(page_of(pilot))

    rows = [entry["row"] for entry in response.context["entries"]]
    assert [(row.name, row.state) for row in rows] == [
        ("Silent", "stuck"),
        ("Busy", "learning"),
        ("", "learning"),
        ("Done", "completed"),
        ("Gone", "left"),
    ]


@pytest.mark.parametrize(("language", "address"), [("en", "/en/teach/"), ("es", "/es/ensenar/")])
def test_the_page_tells_how_far_each_learner_is(client, pilot, tania, language, address):
    act(learner(person("ana")), lessons_of(pilot["en"])[0])
    act(stranger(), lessons_of(pilot["en"])[0])

    html = client.get(page_of(pilot, language)).content.decode()

    assert page_of(pilot, language).startswith(address)
    assert [
        "<bdi>Ana</bdi>" in html,
        {"en": "50%", "es": "50\u00a0%"}[language] in html,
        f"The pilot ({language})" in html,
    ] == [True] * 3


def test_what_learners_write_for_themselves_is_never_shown(client, pilot, tania):
    ana = person("ana")
    act(learner(ana), lessons_of(pilot["en"])[0])
    ReflectionEntry.objects.create(
        user=ana,
        reflection=reflection(pilot["en"]),
        text="My own secret thought",
        saved_key=pilot["en"].translation_key,
        written_at=timezone.now(),
    )

    html = client.get(page_of(pilot)).content.decode()

    assert ["secret thought" in html, "ana@example.org" in html] == [False, False]


def in_role(name: str, role: Role) -> User:
    user = trainer(name)
    user.groups.set([Group.objects.get(name=role.value)])
    return user


def test_the_page_does_not_exist_for_those_who_do_not_teach_the_module(pilot, client):
    other = module({"en": pilot["en"].get_parent().specific}, lessons=1, slug="other", languages=("en",))[
        "en"
    ]
    enrolment = enrolled(pilot, "ana")
    people = [trainer("omar", other), person("pia"), enrolment.user, in_role("teo", Role.TRANSLATOR), None]

    answers = []
    for user in people:
        visitor = Client()
        if user:
            sign_in(visitor, user)
        answers.append(visitor.get(page_of(pilot)).status_code)
        answers.append(visitor.post(declaration_for(enrolment), {"reason": "Because."}).status_code)

    assert answers == [404] * 10
    assert CompletionOverride.objects.count() == 0


def test_a_learner_of_another_module_is_not_declared_complete(client, pilot, tania):
    other = module({"en": pilot["en"].get_parent().specific}, lessons=1, slug="other", languages=("en",))[
        "en"
    ]
    foreign = Enrolment.objects.create(user=person("ana"), module_key=other.translation_key)
    with override("en"):
        address = reverse("teach:completion", args=[pilot["en"].translation_key, foreign.public_id])

    response = client.post(address, {"reason": "Because."})

    assert (response.status_code, CompletionOverride.objects.count()) == (404, 0)


def test_a_trainer_declares_the_module_complete_and_says_why(client, pilot, tania, caplog):
    enrolment = enrolled(pilot, "ana")

    with caplog.at_level("INFO", logger="courses.actions"):
        response = client.post(declaration_for(enrolment), {"reason": "She did it on paper."})
    html = client.get(page_of(pilot)).content.decode()

    enrolment.refresh_from_db()
    made = CompletionOverride.objects.get()
    assert response.headers["Location"] == f"{page_of(pilot)}?page=1#learner-{enrolment.public_id}"
    assert (made.by, made.reason, enrolment.is_completed, enrolment.percent) == (
        tania,
        "She did it on paper.",
        True,
        100,
    )
    assert f"completion of enrolment {enrolment.public_id} overridden by user {tania.pk}" in caplog.messages
    assert ["She did it on paper." in html, "Declared complete by Tania" in html] == [True, True]


def test_declaring_twice_keeps_the_first_reason(client, pilot, tania):
    enrolment = enrolled(pilot, "ana")

    answers = [
        client.post(declaration_for(enrolment), {"reason": words}).status_code for words in ("One", "Two")
    ]

    assert (answers, CompletionOverride.objects.get().reason) == ([302, 302], "One")


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501, "Bad \x07 bell", "Bad \x00 nul"])
def test_a_reason_that_cannot_be_taken_is_shown_again(client, pilot, tania, reason):
    enrolment = enrolled(pilot, "ana")
    enrolled(pilot, "bea")

    response = client.post(declaration_for(enrolment), {"reason": reason})

    forms = {entry["row"].name: entry["form"] for entry in response.context["entries"]}
    assert response.status_code == 422
    assert (forms["Ana"]["reason"].value(), bool(forms["Ana"].errors), forms["Bea"].is_bound) == (
        reason,
        True,
        False,
    )
    assert b"<details open>" in response.content
    assert (CompletionOverride.objects.count(), Enrolment.objects.get(pk=enrolment.pk).completed_at) == (
        0,
        None,
    )


def test_completion_is_declared_by_post_alone(client, pilot, tania):
    assert client.get(declaration_for(enrolled(pilot, "ana"))).status_code == 405


def many_learners(pilot, count: int) -> None:
    people = [
        User(email=f"p{number}@example.org", display_name=f"P{number}", password="!")
        for number in range(count)
    ]
    User.objects.bulk_create(people)
    key = pilot["en"].translation_key
    Enrolment.objects.bulk_create(Enrolment(user=one, module_key=key) for one in people)


def test_fifty_stand_on_a_page_and_the_page_costs_the_same_whatever_their_number(client, pilot, tania):
    enrolled(pilot, "ana")
    asked = []
    for _time in range(2):
        client.get(page_of(pilot))
        generation.current(), outline_of(pilot["en"].translation_key)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page_of(pilot))
        asked.append(len(queries))
        many_learners(pilot, 120) if len(asked) == 1 else None

    second = client.get(page_of(pilot) + "?page=3")
    assert asked[0] == asked[1] <= 6
    assert (len(response.context["entries"]), len(second.context["entries"])) == (50, 21)


@pytest.mark.parametrize(("page", "status"), [("9", 404), ("0", 200), ("x", 200), ("9" * 40, 200)])
def test_odd_page_numbers_are_answered_calmly(client, pilot, tania, page, status):
    assert client.get(page_of(pilot), {"page": page}).status_code == status


def test_the_module_page_leads_trainers_there_and_nobody_else(client, pilot, tania):
    pia = Client()
    sign_in(pia, person("pia"))

    pages = [visitor.get(pilot["en"].url).content.decode() for visitor in (client, pia, Client())]

    assert [page_of(pilot) in page for page in pages] == [True, False, False]
