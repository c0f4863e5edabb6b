"""Organizations and their members in the admin: who may, and what the forms accept."""

import pytest

from home.loading.permissions import ensure_permissions
from organizations import actions
from organizations.enums import MemberRole
from organizations.models import Membership, Organization
from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from safeguarding.models import AuditEntry
from tests.organizations.builders import a_mentioned_body, an_organization, browser_of, somebody
from tests.reference.builders import a_source, a_term, both

pytestmark = pytest.mark.django_db

LIST, NEW = "/admin/organizations/", "/admin/organizations/new/"
MEMBERS, ADD = "/admin/organization-members/", "/admin/organization-members/new/"


@pytest.fixture(scope="module")
def people(arranged) -> dict[str, User]:
    ensure_roles()
    ensure_permissions()
    return {
        "manager": somebody("Marta", Role.PROGRAMME_MANAGER),
        "administrator": somebody("Ada", Role.ADMINISTRATOR),
        "trainer": somebody("Teo", Role.TRAINER),
        "reviewer": somebody("Rita", Role.REVIEWER),
        "ana": somebody("Ana"),
    }


@pytest.fixture(scope="module")
def house(arranged) -> Organization:
    return an_organization(code="house", name=both("Open house"), contact_email="door@example.org")


@pytest.fixture(scope="module")
def named(arranged) -> Organization:
    return a_mentioned_body(code="named", name=both("Named body"))


def sent(**changes) -> dict:
    """What the form of an organization sends."""
    values = {
        "code": "new-house",
        "name_es": "Casa nueva",
        "name_en": "New house",
        "acronym_es": "",
        "acronym_en": "",
        "aliases_es": " Otra casa \n\n La casa ",
        "aliases_en": "",
        "description_es": "",
        "description_en": "",
        "actor_types": [a_term("actor_type", "care_provider").pk],
        "level": "",
        "place": "",
        "website": "house.example.org",
        "contact_email": "",
        "fact_status": "",
        "sources": [],
    }
    return {**values, **changes}


@pytest.mark.parametrize("who", ["manager", "administrator"])
def test_those_who_manage_describe_an_organization(people, who):
    response = browser_of(people[who]).post(NEW, sent())

    made = Organization.objects.get(code="new-house")
    assert response.status_code == 302
    assert (made.name["es"], made.aliases["es"]) == ("Casa nueva", "Otra casa\nLa casa")
    assert made.website == "https://house.example.org"
    assert [term.code for term in made.actor_types.all()] == ["care_provider"]


def test_a_body_that_is_only_named_is_described_with_its_source(people):
    source = a_source()
    changes = {"mention_only": "on", "fact_status": "external", "sources": [source.pk], "website": ""}

    response = browser_of(people["manager"]).post(NEW, sent(**changes))

    made = Organization.objects.get(code="new-house")
    assert response.status_code == 302
    assert (made.mention_only, made.fact_status, list(made.sources.all())) == (True, "external", [source])


def test_ticking_fictional_is_enough_for_the_badge(people):
    browser_of(people["manager"]).post(NEW, sent(is_demo="on"))

    assert Organization.objects.get(code="new-house").fact_status == "illustrative"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name_es": ""}, "required"),
        ({"actor_types": []}, "required"),
        ({"code": "house"}, "already exists"),
        ({"code": "two words"}, "valid"),
        ({"name_en": "a\x07b"}, "cannot be shown"),
        ({"website": "javascript:go()"}, "valid URL"),
        ({"mention_only": "on", "website": ""}, "Name the source"),
        ({"mention_only": "on", "fact_status": "external"}, "has no contact here"),
        ({"mention_only": "on", "is_demo": "on", "website": ""}, "Choose one"),
        ({"fact_status": "illustrative"}, "none of the options"),
    ],
)
def test_a_form_that_is_not_right_says_so_and_saves_nothing(people, house, changes, words):
    response = browser_of(people["manager"]).post(NEW, sent(**changes))

    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Organization.objects.filter(code="new-house").exists()


def test_an_organization_with_members_does_not_become_only_named(people, house):
    actions.add_member(organization=house, person=people["ana"], by=None)
    changes = {"code": "house", "mention_only": "on", "fact_status": "external", "website": ""}

    response = browser_of(people["manager"]).post(
        f"/admin/organizations/edit/{house.pk}/", sent(**changes, sources=[a_source().pk])
    )

    house.refresh_from_db()
    assert "Remove its members first" in response.content.decode()
    assert not house.mention_only


def test_a_manager_adds_a_member_by_e_mail_and_the_log_says_who(people, house):
    client = browser_of(people["manager"])

    form = client.get(ADD)
    response = client.post(
        ADD, {"organization": house.pk, "email": " ANA@example.org ", "role": "focal_point"}
    )

    made = Membership.objects.get()
    assert (form.status_code, response.status_code) == (200, 302)
    assert (made.person, made.organization, made.role) == (people["ana"], house, MemberRole.FOCAL_POINT)
    entry = AuditEntry.objects.get(act="organization.member_added")
    assert entry.actor == people["manager"].public_id


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "nobody@example.org"}, "Nobody has an account"),
        ({"email": "not an address"}, "valid email"),
        ({"email": ""}, "required"),
        ({"email": "a\x00na@example.org"}, "cannot be shown"),
        ({"organization": "named"}, "only named in our sources"),
        ({"organization": ""}, "required"),
        ({"role": "king"}, "none of the options"),
    ],
)
def test_a_member_who_cannot_be_added_is_refused_in_words(people, house, named, changes, words):
    values = {"organization": house.pk, "email": "ana@example.org", "role": "member", **changes}
    values["organization"] = named.pk if values["organization"] == "named" else values["organization"]

    response = browser_of(people["manager"]).post(ADD, values)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Membership.objects.exists()


def test_adding_somebody_twice_says_that_they_belong_already(people, house):
    client = browser_of(people["manager"])
    values = {"organization": house.pk, "email": "ana@example.org", "role": "member"}

    answers = [client.post(ADD, values) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert "belongs to the organization already" in answers[1].content.decode()


def test_a_closed_account_is_refused_in_words(people, house):
    User.objects.filter(pk=people["ana"].pk).update(is_active=False)

    response = browser_of(people["manager"]).post(
        ADD, {"organization": house.pk, "email": "ana@example.org", "role": "member"}
    )

    assert "This account is closed" in response.content.decode()


def test_a_role_is_changed_and_somebody_let_go(people, house):
    made = actions.add_member(organization=house, person=people["ana"], by=None)
    client = browser_of(people["manager"])

    page = client.get(f"{MEMBERS}edit/{made.pk}/").content.decode()
    changed = client.post(f"{MEMBERS}edit/{made.pk}/", {"role": "focal_point", "email": "rita@example.org"})
    made.refresh_from_db()
    question = client.get(f"{MEMBERS}delete/{made.pk}/").content.decode()
    gone = client.post(f"{MEMBERS}delete/{made.pk}/")

    assert "Ana · Open house (en)" in page
    assert (made.role, made.person) == (MemberRole.FOCAL_POINT, people["ana"])
    assert "Ana will no longer belong to Open house (en)." in question
    assert (changed.status_code, gone.status_code) == (302, 302)
    assert not Membership.objects.exists()
    mine = AuditEntry.objects.filter(
        actor=people["manager"].public_id, act__startswith="organization."
    ).order_by("pk")
    assert [entry.act for entry in mine] == ["organization.role_changed", "organization.member_removed"]


@pytest.mark.parametrize("who", ["trainer", "reviewer", "ana"])
def test_nobody_else_reads_or_changes_who_belongs_where(people, house, who):
    made = actions.add_member(organization=house, person=somebody("Mia"), by=None)
    client = browser_of(people[who])

    for url in (MEMBERS, ADD, f"{MEMBERS}edit/{made.pk}/", f"{MEMBERS}delete/{made.pk}/"):
        assert b"Mia" not in client.get(url, follow=True).content
    client.post(f"{MEMBERS}delete/{made.pk}/")
    client.post(ADD, {"organization": house.pk, "email": "ana@example.org", "role": "member"})
    client.post(NEW, sent())

    assert list(Membership.objects.all()) == [made]
    assert not Organization.objects.filter(code="new-house").exists()


def test_a_trainer_looks_at_organizations_but_not_at_hidden_ones_and_not_at_their_e_mail(
    people, house, named
):
    Organization.objects.filter(pk=named.pk).update(is_hidden=True)
    client = browser_of(people["trainer"])

    listed = client.get(LIST).content.decode()
    shown = client.get(f"{LIST}inspect/{house.pk}/")
    hidden = client.get(f"{LIST}inspect/{named.pk}/")

    assert ("Open house" in listed, "Named body" in listed) == (True, False)
    assert (shown.status_code, hidden.status_code) == (200, 404)
    assert b"door@example.org" not in shown.content
    assert b"door@" in browser_of(people["manager"]).get(f"{LIST}inspect/{house.pk}/").content


def test_a_trainer_chooses_by_any_name_among_those_they_may_see(people, house, named):
    hidden = an_organization(code="hidden", name=both("Secret house"), is_hidden=True)
    client = browser_of(people["trainer"])
    chooser = "/admin/organization_chooser/"

    page = client.get(f"{chooser}results/?q=HOÚSE").content.decode()

    assert ("Open house" in page, "Secret house" in page, "Named body" in page) == (True, False, False)
    assert client.get(f"{chooser}chosen/{house.pk}/").status_code == 200
    assert client.get(f"{chooser}chosen/{hidden.pk}/").status_code == 404
    many = client.get(f"{chooser}chosen-multiple/?id={house.pk}&id={hidden.pk}&id=x").content.decode()
    assert ("Open house" in many, "Secret house" in many) == (True, False)


@pytest.mark.parametrize(("query", "found"), [("housé", True), ("nothing", False), ("", True)])
def test_the_list_is_searched_by_any_name(people, house, query, found):
    page = browser_of(people["manager"]).get(LIST, {"q": query}).content.decode()

    assert ("Open house" in page) is found


def test_members_are_found_by_name_e_mail_or_organization(people, house):
    actions.add_member(organization=house, person=people["ana"], by=None)
    client = browser_of(people["administrator"])

    found = {
        query: b"ana@example.org" in client.get(MEMBERS, {"q": query}).content
        for query in ("Ana", "ana@example", "house", "nothing")
    }

    assert found == {"Ana": True, "ana@example": True, "house": True, "nothing": False}
