"""What an organization may be, and who sees it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from base.translated import Translated
from organizations import actions, guards
from organizations.enums import MemberRole, Standing
from organizations.models import Membership, Organization
from people.enums import Role
from tests.organizations.builders import a_fictional_one, a_mentioned_body, an_organization, somebody
from tests.reference.builders import both

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def house(arranged) -> Organization:
    return an_organization(code="house", name=both("Open house"))


@pytest.fixture(scope="module")
def named(arranged) -> Organization:
    return a_mentioned_body(
        code="pfpnna",
        name=Translated(
            en="Federal child protection authority", es="Procuraduría Federal de Protección de NNA"
        ),
        acronym=Translated(en="PFPNNA", es="PFPNNA"),
        aliases=Translated(en="Mexico’s Child Protection Authority\nFederal Child Rights Protection Agency"),
    )


@pytest.fixture(scope="module")
def ana(arranged):
    return somebody("Ana")


@pytest.mark.parametrize(
    "query",
    [
        "Mexico's Child Protection Authority",
        "federal child rights protection agency",
        "PROCURADURIA federal",
        "pfpnna",
        "protecc",
        "",
    ],
)
def test_any_of_its_names_finds_it(named, query):
    assert list(Organization.objects.called(query)) == [named]


@pytest.mark.parametrize("query", ["house", "genc", "federal house", "%", "_"])
def test_other_words_do_not_find_it(named, query):
    found = Organization.objects.called(query)

    assert list(found) == ([named] if query == "%" else [])


def test_a_name_that_changes_is_found_at_once(house):
    house.name = both("Casa abierta")
    house.save(update_fields=["name"])

    assert list(Organization.objects.called("abierta")) == [house]
    assert not Organization.objects.called("open").exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"mention_only": True, "fact_status": "external", "website": "https://example.org"},
            "has no contact",
        ),
        (
            {"mention_only": True, "fact_status": "external", "contact_email": "a@example.org"},
            "has no contact",
        ),
        ({"mention_only": True, "fact_status": "illustrative", "is_demo": True}, "Choose one"),
        ({"mention_only": True}, "comes from"),
        ({"is_demo": True}, "illustrative"),
        ({"fact_status": "illustrative"}, "illustrative"),
    ],
)
def test_what_contradicts_itself_is_refused_in_words_and_by_the_database(house, fields, words):
    for name, value in fields.items():
        setattr(house, name, value)

    with pytest.raises(ValidationError, match=words):
        house.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        house.save()


def test_the_database_refuses_members_of_a_body_that_is_only_named(named, house, ana):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.bulk_create([Membership(organization=named, person=ana)])
    mine = Membership.objects.create(organization=house, person=ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=mine.pk).update(organization=named)

    assert list(Membership.objects.values_list("organization", flat=True)) == [house.pk]


def test_the_database_refuses_that_an_organization_with_members_becomes_only_named(house, ana):
    Membership.objects.create(organization=house, person=ana)

    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.filter(pk=house.pk).update(mention_only=True, fact_status="external")


def test_words_refuse_it_first(house, named, ana):
    Membership.objects.create(organization=house, person=ana)
    house.mention_only, house.fact_status = True, "external"

    with pytest.raises(ValidationError, match="Remove its members first"):
        house.full_clean()
    with pytest.raises(ValidationError, match="no members and no contact"):
        Membership(organization=named, person=ana).full_clean()


def test_the_guards_come_back_after_migrations_that_make_tables_anew(named, ana):
    using = connection.alias

    guards.take_away(using)
    with transaction.atomic():
        Membership.objects.create(organization=named, person=ana).delete()
    guards.put_up(using)
    guards.put_up(using)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(organization=named, person=ana)


def test_every_guard_names_a_column_that_holds_organizations():
    columns = {
        f"{model._meta.db_table}.{field.column}"
        for model in (Membership,)
        for field in model._meta.concrete_fields
        if field.related_model is Organization
    }

    assert columns <= set(guards._guards)


def test_standing_follows_from_what_it_is(house, named):
    assert [row.standing for row in (house, named, a_fictional_one())] == [
        Standing.TAKES_PART,
        Standing.NAMED,
        Standing.FICTIONAL,
    ]


def test_hidden_organizations_are_for_their_members_and_managers(house, named, ana):
    Organization.objects.filter(pk=house.pk).update(is_hidden=True)
    member, manager = somebody("Mia"), somebody("Marta", Role.PROGRAMME_MANAGER)
    keeper = somebody("Ada", Role.ADMINISTRATOR)
    trainer = somebody("Teo", Role.TRAINER)
    actions.add_member(organization=house, person=member, by=manager)

    seen = {
        str(person): set(Organization.objects.visible_to(person).values_list("code", flat=True))
        for person in (AnonymousUser(), ana, trainer, member, manager, keeper)
    }

    assert seen == {
        "AnonymousUser": {"pfpnna"},
        "Ana": {"pfpnna"},
        "Teo": {"pfpnna"},
        "Mia": {"pfpnna", "house"},
        "Marta": {"pfpnna", "house"},
        "Ada": {"pfpnna", "house"},
    }


def test_a_member_sees_themself_a_focal_point_sees_all_of_theirs(house, ana):
    other = an_organization(code="other")
    focal, member = somebody("Flor"), somebody("Mia")
    manager = somebody("Marta", Role.PROGRAMME_MANAGER)
    actions.add_member(organization=house, person=focal, role=MemberRole.FOCAL_POINT, by=manager)
    actions.add_member(organization=house, person=member, by=manager)
    actions.add_member(organization=other, person=ana, by=manager)

    seen = {
        str(reader): sorted(str(one.person) for one in Membership.objects.visible_to(reader))
        for reader in (AnonymousUser(), ana, member, focal, manager)
    }

    assert seen == {
        "AnonymousUser": [],
        "Ana": ["Ana"],
        "Mia": ["Mia"],
        "Flor": ["Flor", "Mia"],
        "Marta": ["Ana", "Flor", "Mia"],
    }
    assert [str(one.person) for one in Membership.objects.focal_points().active()] == ["Flor"]


def test_fictional_ones_stay_out_of_real_figures_and_named_ones_do_nothing(house, named):
    fictional = a_fictional_one()

    assert set(Organization.objects.real()) == {house, named}
    assert set(Organization.objects.able_to_act()) == {house, fictional}


def test_a_membership_says_nobodys_name_where_logs_keep_it(house, ana):
    made = Membership.objects.create(organization=house, person=ana)

    assert str(made) == "Open house (en) · Member"
