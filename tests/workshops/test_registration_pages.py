"""Registering on pages: the form, one's own registration, invitations, and the list of the team."""

import datetime
import re
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from people.enums import Role
from people.models import User
from tests.organizations.builders import browser_of, somebody
from tests.reference.builders import both
from tests.workshops.builders import a_registration, an_open_event, on_team
from workshops.enums import QuestionKind, RegistrationMode, TeamRole
from workshops.models import Event, EventTrack, Invitation, Registration, RegistrationQuestion
from workshops.registration_actions import Choice, cancel, register

pytestmark = pytest.mark.django_db

FORM, PAGE = "/en/events/one/registration/", "/en/workshops/one/"
DESK = "/en/teach/events/one/registrations/"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(scope="module")
def event(arranged) -> Event:
    made = an_open_event(slug="one", capacity=2, venue=both("Secret house"))
    EventTrack.objects.create(event=made, name=both("Service"), capacity=1)
    EventTrack.objects.create(event=made, name=both("Advocacy"))
    RegistrationQuestion.objects.create(
        event=made,
        kind=QuestionKind.ONE,
        text=both("Which meal?"),
        options=[{"id": "a", "es": "Maíz", "en": "Corn"}, {"id": "b", "es": "Arroz", "en": "Rice"}],
        is_required=True,
    )
    return made


@pytest.fixture(scope="module")
def ana(arranged) -> User:
    return somebody("Ana")


@pytest.fixture(scope="module")
def lead(arranged, event) -> User:
    return on_team(event, somebody("Lea", Role.TRAINER))


def text_of(answer) -> str:
    return answer.content.decode()


def filled(event: Event, **fields) -> dict:
    """What the form sends when somebody fills it in."""
    question = event.questions.get()
    track = event.tracks.get(capacity=1)
    said = {
        "uuid": str(uuid.uuid4()),
        "track": str(track.key),
        "organization": "none",
        f"q-{question.key}": "a",
    }
    return {**said, **fields}


def come(event: Event, person: User, **fields) -> Registration:
    said = {"choice": Choice(), "key": uuid.uuid4(), "now": timezone.now(), **fields}
    return register(event=event, person=person, **said)


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """Letters that are sent on commit are sent within."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_stranger_is_led_to_the_sign_in_and_back(event):
    page, form = Client().get(PAGE), Client().get(FORM)

    assert f'href="{FORM}"' in text_of(page)
    assert "csrf" not in text_of(page)
    assert "2 seats left" in text_of(page)
    assert (form.status_code, form["Location"]) == (
        302,
        f"/en/account/sign-in/?next={FORM.replace('/', '%2F')}",
    )


def test_somebody_registers_and_gets_a_letter_with_a_calendar_file(event, ana, letters):
    client, sent = browser_of(ana), filled(event, accessibility="A ramp", organization="another")
    sent["organization_name"] = "Casa <b>Azul"

    with letters():
        answers = [client.post(FORM, sent) for _twice in range(2)]

    assert [(one.status_code, one["Location"]) for one in answers] == [(303, FORM)] * 2
    mine = Registration.objects.get()
    assert (mine.status, mine.accessibility, mine.organization_name) == (
        "registered",
        "A ramp",
        "Casa <b>Azul",
    )
    assert list(mine.answers.values()) == ["a"]
    own = text_of(client.get(FORM))
    assert [word in own for word in ("Secret house", "Corn", "A ramp", "Casa &lt;b&gt;Azul")] == [True] * 4
    assert "Secret house" in text_of(client.get(PAGE))
    assert "Secret house" not in text_of(browser_of(somebody("Beto")).get(PAGE))
    assert [one.subject for one in mail.outbox] == ["You are registered: One (en)"]
    name, content, kind = mail.outbox[0].attachments[0]
    assert (name, kind, "Secret house" in content) == ("one.ics", "text/calendar", True)


def test_registering_twice_shows_the_registration(event, ana):
    client = browser_of(ana)
    client.post(FORM, filled(event))

    again = client.post(FORM, filled(event, accessibility="Other"))

    assert again.status_code == 303
    assert list(Registration.objects.values_list("status", "accessibility")) == [("registered", "")]
    assert "You have a seat." in text_of(client.get(FORM))


def test_a_full_track_is_said_and_nothing_typed_is_lost(event, ana):
    come(event, somebody("Beto"), choice=Choice(track=event.tracks.get(capacity=1)))
    client = browser_of(ana)

    first = client.post(FORM, filled(event, accessibility="A ramp"))
    waits = client.post(FORM, filled(event, waiting="on"))

    assert (first.status_code, waits.status_code) == (409, 303)
    said = text_of(first)
    assert "All seats of “Service (en)” are taken" in said
    assert [word in said for word in ("A ramp", 'name="waiting" value="on"')] == [True, True]
    assert "You are number 1 on the waiting list" in text_of(client.get(FORM))


@pytest.mark.parametrize(
    "wrong",
    [
        {"accessibility": "x" * 1_000_000},
        {"accessibility": "a\x00b"},
        {"organization_name": "a\x00b", "organization": "another"},
        {"organization": "another"},
        {"organization": "somebody-elses"},
        {"track": "nothing"},
        {"uuid": "nothing"},
    ],
)
def test_what_cannot_be_taken_is_said_in_the_readers_language_and_kept(event, ana, wrong):
    answer = browser_of(ana).post("/es/eventos/one/registro/", filled(event, **wrong))

    assert answer.status_code == 422
    assert Registration.objects.count() == 0
    assert "error-summary" in text_of(answer)
    typed = wrong.get("accessibility", "").replace("\x00", "")[:50]
    assert typed in text_of(answer).replace("\x00", "")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"registration_opens_at": timezone.now() + HOUR}, "not opened yet"),
        ({"registration_closes_at": timezone.now() - HOUR}, "has closed"),
        ({"registration": RegistrationMode.CLOSED}, "no registration"),
        ({"registration": RegistrationMode.INVITATION}, "by invitation"),
        ({"cancelled_at": timezone.now()}, "has been cancelled"),
    ],
)
def test_a_shut_door_keeps_what_was_typed(event, ana, fields, said):
    Event.objects.filter(pk=event.pk).update(**fields)

    answer = browser_of(ana).post(FORM, filled(event, accessibility="A ramp"))

    assert answer.status_code == 409
    assert [word in text_of(answer) for word in (said, "A ramp")] == [True, True]


def test_a_draft_is_nowhere_to_be_found_and_its_team_is_told(event, ana, lead):
    Event.objects.filter(pk=event.pk).update(live=False)

    answers = [browser_of(one).post(FORM, filled(event)) for one in (ana, lead)]

    assert [one.status_code for one in answers] == [404, 409]
    assert "not published yet" in text_of(answers[1])


def test_whoever_is_signed_out_meanwhile_keeps_what_they_typed(event):
    answer = Client().post(FORM, filled(event, accessibility="A ramp"))

    assert answer.status_code == 403
    assert [word in text_of(answer) for word in ("no longer signed in", "A ramp")] == [True, True]


def test_an_offer_is_confirmed_by_the_button_and_not_by_the_link(event, ana, letters):
    beto = come(event, somebody("Beto"))
    come(event, somebody("Caro"))
    come(event, ana)
    mail.outbox.clear()
    with letters():
        cancel(registration=beto, key=uuid.uuid4(), now=timezone.now(), by=None)
    letter = next(one for one in mail.outbox if one.to == [ana.email])
    link = re.search(r"/en/events/\S+", letter.body)[0]
    client = browser_of(ana)

    opened = [Client().get(link), client.get(link), client.get("/en/events/one/registration/confirm/")]
    assert [one.status_code for one in opened] == [302, 200, 405]
    assert Registration.objects.get(person=ana).status == "offered"
    assert "Confirm the seat" in text_of(opened[1])
    answer = client.post("/en/events/one/registration/confirm/", {"uuid": str(uuid.uuid4())})

    assert answer.status_code == 303
    assert Registration.objects.get(person=ana).status == "registered"


def test_somebody_cancels_and_comes_back(event, ana):
    client = browser_of(ana)
    come(event, ana)

    for url, status in (("cancel/", 303), ("cancel/", 303), ("confirm/", 409)):
        assert client.post(FORM + url, {"uuid": str(uuid.uuid4())}).status_code == status
    assert client.post(FORM + "cancel/", {"uuid": "x"}).status_code == 422
    assert "<form" in text_of(client.get(FORM))
    assert client.post(FORM, filled(event)).status_code == 303

    assert [one.status for one in Registration.objects.get().changes.all()] == [
        *("registered", "cancelled", "registered"),
    ]


def test_nobody_reaches_anothers_registration(event, ana):
    come(event, ana)
    other = browser_of(somebody("Eva"))

    answers = [other.post(FORM + url, {"uuid": str(uuid.uuid4())}) for url in ("cancel/", "confirm/")]

    assert [one.status_code for one in answers] == [404, 404]
    assert Registration.objects.get().status == "registered"


def invited(event: Event, lead: User, letters, emails: str) -> list[str]:
    """Paste these e-mails; the links in the letters."""
    with letters():
        answer = browser_of(lead).post(DESK + "invitations/", {"emails": emails})
    assert answer.status_code == 303
    return [re.search(r"/en/events/one/invitation/\S+", one.body)[0] for one in mail.outbox]


def test_an_invitation_is_for_one_person_once_and_opening_it_accepts_nothing(event, ana, lead, letters):
    Event.objects.filter(pk=event.pk).update(registration=RegistrationMode.INVITATION)
    links = invited(event, lead, letters, "ANA@example.org, eva@example.org; ana@example.org")
    assert len(links) == 2
    client, eva = browser_of(ana), browser_of(somebody("Eva"))

    assert [one.get(links[0]).status_code for one in (Client(), client, eva)] == [200] * 3
    assert Invitation.objects.filter(accepted_at=None).count() == 2
    assert client.get(FORM).status_code == 200
    assert client.post(FORM, filled(event)).status_code == 409
    others = eva.post(links[0])
    assert (others.status_code, "another e-mail" in text_of(others)) == (403, True)
    assert [client.post(links[0])["Location"] for _twice in range(2)] == [FORM, FORM]
    assert client.post(FORM, filled(event)).status_code == 303
    assert Client().post(links[1])["Location"].startswith("/en/account/sign-in/")
    secret = links[0].strip("/").rpartition("/")[2]
    assert not Invitation.objects.filter(token_hash__contains=secret).exists()


def test_forged_and_expired_invitations_are_refused_in_words(event, ana, lead, letters):
    (link,) = invited(event, lead, letters, "ana@example.org")
    Invitation.objects.update(expires_at=timezone.now())
    client = browser_of(ana)

    for url in (link, "/es/eventos/one/invitacion/forged/"):
        for answer in (client.get(url), client.post(url)):
            assert answer.status_code == 410
    assert Invitation.objects.filter(accepted_at=None).count() == 1
    assert len(invited(event, lead, letters, "ana@example.org")) == 2


@pytest.mark.parametrize("emails", ["", "nobody", "a@b", "x\x00@example.org", "a@example.org " * 301])
def test_what_is_no_list_of_e_mails_is_refused(event, lead, emails):
    answer = browser_of(lead).post(DESK + "invitations/", {"emails": emails})

    assert (answer.status_code, Invitation.objects.count()) == (422, 0)


def test_an_invitation_is_taken_back_until_it_is_accepted(event, lead, letters):
    invited(event, lead, letters, "ana@example.org eva@example.org")
    Invitation.objects.filter(email="eva@example.org").update(accepted_at=timezone.now())

    for one in Invitation.objects.all():
        browser_of(lead).post(DESK + "invitations/removal/", {"invitation": one.public_id})

    assert list(Invitation.objects.values_list("email", flat=True)) == ["eva@example.org"]


def test_the_team_admits_many_at_once_and_each_gets_a_letter(event, lead, letters):
    Event.objects.filter(pk=event.pk).update(registration=RegistrationMode.APPROVAL, capacity=1)
    made = [come(event, somebody(name)) for name in ("Dani", "Beto", "Caro")]
    sent = {"uuid": uuid.uuid4(), "chosen": [one.public_id for one in made[:2]], "verdict": "approve"}
    client = browser_of(lead)

    with letters():
        answers = [client.post(DESK + "decisions/", sent) for _twice in range(2)]
        client.post(
            DESK + "decisions/",
            {"uuid": uuid.uuid4(), "chosen": made[2].public_id, "verdict": "decline"},
        )

    assert [one.status_code for one in answers] == [303, 303]
    assert [one.status for one in Registration.objects.order_by("pk")] == [
        *("registered", "waitlisted", "declined")
    ]
    assert sorted(one.subject for one in mail.outbox) == [
        "You are not admitted: One (en)",
        "You are on the waiting list: One (en)",
        "You are registered: One (en)",
    ]


def test_the_list_is_filtered_exported_and_asks_the_database_the_same_whatever_its_length(
    event, lead, django_assert_max_num_queries, django_assert_num_queries
):
    track, client = event.tracks.get(capacity=1), browser_of(lead)
    a_registration(event, somebody("=Formula"), accessibility="@ramp", track=track)
    client.get(DESK)
    with django_assert_max_num_queries(20) as few:
        client.get(DESK)
    for number in range(10):
        a_registration(event, somebody(f"P{number}"), status="waitlisted")

    with django_assert_num_queries(len(few)):
        every = client.get(DESK)
    some = client.get(f"{DESK}?status=waitlisted&track=nothing")
    file = client.get(f"{DESK}file.csv?track={track.key}")

    assert text_of(every).count('name="chosen"') == 11
    assert text_of(some).count('name="chosen"') == 10
    rows = file.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert ("'=Formula" in rows[1], "'@ramp" in rows[1], file["Cache-Control"]) == (
        True,
        True,
        "private, no-store",
    )


def test_who_runs_the_event_reads_the_list_and_others_find_nothing(event, lead):
    readers = {
        "facilitator": on_team(event, somebody("Fay"), TeamRole.FACILITATOR),
        "rapporteur": on_team(event, somebody("Rap"), TeamRole.RAPPORTEUR),
        "participant": somebody("Pia"),
    }
    urls = [DESK, DESK + "file.csv", DESK + "new/", DESK + "questions/", DESK + "invitations/"]
    urls.append("/en/teach/events/one/cancellation/")

    found = {name: [browser_of(one).get(url).status_code for url in urls] for name, one in readers.items()}

    assert found == {"facilitator": [200] * 5 + [404], "rapporteur": [404] * 6, "participant": [404] * 6}


def test_the_team_adds_somebody_by_e_mail(event, lead):
    somebody("Beto")
    client = browser_of(lead)

    made = client.post(DESK + "new/", {"uuid": uuid.uuid4(), "email": "BETO@example.org"})
    wrong = client.post(DESK + "new/", {"uuid": uuid.uuid4(), "email": "nobody@example.org"})

    assert (made.status_code, wrong.status_code) == (303, 422)
    assert Registration.objects.get().status == "registered"


def test_a_question_is_asked_changed_and_taken_off_and_its_answers_stay(event, ana, lead):
    client, one = browser_of(lead), event.questions.get()
    come(event, ana, choice=Choice(answers={str(one.key): "b"}))
    sent = {"text_es": "¿Comida?", "text_en": "Meal?", "kind": "one"}
    sent |= {"options_es": "Maíz\nArroz con leche\nNada", "options_en": "Corn\nRice\nNothing"}

    changed = client.post(f"{DESK}questions/{one.key}/", sent)
    uneven = client.post(f"{DESK}questions/", {**sent, "options_en": "Corn"})
    client.post(f"{DESK}questions/removal/", {"question": one.key})

    assert (changed.status_code, uneven.status_code) == (303, 422)
    one.refresh_from_db()
    assert [option["id"] for option in one.options][:2] == ["a", "b"]
    assert (one.is_asked, str(one)) == (False, "Meal?")
    assert "Rice" in text_of(client.get(DESK))
    assert "Meal?" not in text_of(browser_of(somebody("Eva")).get(FORM))


def test_an_event_is_called_off_once_and_everybody_is_told(event, ana, lead, letters):
    come(event, ana)
    beto = come(event, somebody("Beto"))
    cancel(registration=beto, key=uuid.uuid4(), now=timezone.now(), by=None)
    mail.outbox.clear()
    client, url = browser_of(lead), "/en/teach/events/one/cancellation/"

    assert client.post(url, {"reason_en": "Storm"}).status_code == 422
    with letters():
        for _twice in range(2):
            client.post(url, {"reason_es": "Tormenta", "reason_en": "Storm", "sure": "on"})

    assert [(one.subject, one.to) for one in mail.outbox] == [("Cancelled: One (en)", [ana.email])]
    assert "STATUS:CANCELLED" in mail.outbox[0].attachments[0][1]
    pages = [text_of(one.get(PAGE)) for one in (Client(), browser_of(ana))]
    assert [("has been cancelled" in said, "Storm" in said) for said in pages] == [(True, True)] * 2


def test_my_events_asks_the_same_whatever_their_number(ana, django_assert_max_num_queries):
    client = browser_of(ana)
    a_registration(an_open_event(), ana)
    client.get("/en/my-events/")
    with django_assert_max_num_queries(12) as few:
        client.get("/en/my-events/")
    for _event in range(10):
        a_registration(an_open_event(), ana)

    with django_assert_max_num_queries(len(few)):
        page = client.get("/en/my-events/")

    assert text_of(page).count("<article>") == 11
