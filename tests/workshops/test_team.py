"""Who is on the team of an event, and what each of them reaches under /teach/."""

import pytest
from django.test import Client

from people.enums import Role
from people.models import User
from safeguarding.models import AuditEntry
from tests.organizations.builders import browser_of, somebody
from tests.workshops.builders import an_event, on_team
from workshops.enums import TeamRole
from workshops.errors import TeamRefusedError
from workshops.models import Event, TeamMember
from workshops.team_actions import add_to_team, remove_from_team
from workshops.team_rules import leaves_nobody_in_the_lead

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def event(arranged) -> Event:
    return an_event(slug="one")


@pytest.fixture(scope="module")
def lead(arranged, event) -> User:
    return on_team(event, somebody("Lead", Role.TRAINER))


def roles(event: Event) -> dict[str, str]:
    return {row.person.display_name: row.role for row in event.team.select_related("person")}


@pytest.mark.parametrize(
    ("held", "leaving", "answer"),
    [
        (["lead"], "lead", True),
        (["lead", "lead"], "lead", False),
        (["lead", "rapporteur"], "rapporteur", False),
    ],
)
def test_an_event_keeps_somebody_in_the_lead(held, leaving, answer):
    assert leaves_nobody_in_the_lead(held, leaving) is answer


def test_somebody_comes_to_the_team_once_and_changes_roles(event, lead):
    ana = somebody("Ana")

    for role in (TeamRole.FACILITATOR, TeamRole.FACILITATOR, TeamRole.RAPPORTEUR):
        add_to_team(event=event, person=ana, role=role, by=lead)

    assert roles(event) == {"Lead": "lead", "Ana": "rapporteur"}
    assert list(
        AuditEntry.objects.filter(act__startswith="event").order_by("pk").values_list("act", flat=True)
    ) == [
        "event.team_added",
        "event.team_changed",
    ]


def test_the_last_lead_stays_and_others_may_go(event, lead):
    member = event.team.get()

    with pytest.raises(TeamRefusedError):
        remove_from_team(member, by=lead)
    with pytest.raises(TeamRefusedError):
        add_to_team(event=event, person=lead, role=TeamRole.RAPPORTEUR, by=lead)
    on_team(event, somebody("Eva"))
    assert remove_from_team(member, by=lead) is True
    assert remove_from_team(member, by=lead) is False
    assert roles(event) == {"Eva": "lead"}


def test_a_lead_lets_people_in_by_e_mail_and_out_again(event, lead):
    somebody("Ana")
    client = browser_of(lead)

    answer = client.post("/en/teach/events/one/team/", {"email": "ANA@example.org", "role": "rapporteur"})
    assert (answer.status_code, answer["Location"]) == (303, "/en/teach/events/one/team/")
    assert roles(event) == {"Lead": "lead", "Ana": "rapporteur"}

    member = TeamMember.objects.get(person__display_name="Ana")
    assert client.post("/en/teach/events/one/team/removal/", {"member": member.pk}).status_code == 303
    assert roles(event) == {"Lead": "lead"}


@pytest.mark.parametrize(
    "sent",
    [
        {"email": "nobody@example.org", "role": "lead"},
        {"email": "lead@example.org", "role": "boss"},
        {"email": "a\x00b@example.org", "role": "lead"},
        {},
    ],
)
def test_what_cannot_be_taken_is_said_and_kept(event, lead, sent):
    answer = browser_of(lead).post("/es/ensenar/eventos/one/equipo/", sent)

    assert answer.status_code == 422
    assert roles(event) == {"Lead": "lead"}
    assert "error-summary" in answer.content.decode()


def test_each_member_reaches_what_is_theirs_and_others_reach_nothing(event, lead):
    people = {
        "lead": lead,
        "facilitator": on_team(event, somebody("Fay"), TeamRole.FACILITATOR),
        "rapporteur": on_team(event, somebody("Rap"), TeamRole.RAPPORTEUR),
        "manager": somebody("Marta", Role.PROGRAMME_MANAGER),
        "other trainer": on_team(an_event(), somebody("Teo", Role.TRAINER)),
        "participant": somebody("Pia"),
    }
    urls = ("/en/teach/events/one/", "/en/teach/events/one/team/")

    found = {name: [browser_of(one).get(url).status_code for url in urls] for name, one in people.items()}

    assert found == {
        "lead": [200, 200],
        "facilitator": [200, 404],
        "rapporteur": [200, 404],
        "manager": [200, 200],
        "other trainer": [404, 404],
        "participant": [404, 404],
    }
    assert [Client().get(url).status_code for url in (*urls, "/en/teach/events/")] == [404, 404, 404]


def test_members_of_another_event_cannot_be_taken_out_from_here(event, lead):
    other = on_team(an_event(), somebody("Teo", Role.TRAINER))
    member = TeamMember.objects.get(person=other)

    answer = browser_of(lead).post("/en/teach/events/one/team/removal/", {"member": member.pk})

    assert answer.status_code == 404
    assert TeamMember.objects.filter(pk=member.pk).exists()
