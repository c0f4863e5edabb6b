"""Organizations and their demo members from the content files."""

import shutil
from pathlib import Path

import pytest

from home.loading.files import content_folder
from organizations.demo import ensure_demo_members
from organizations.loading import load_organizations
from organizations.models import Membership, Organization
from people.demo import ensure_demo_people
from people.enums import Role
from people.roles import ensure_roles
from reference.keeping import Outcome
from reference.loading import load_reference
from reference.models import LoadedRow

pytestmark = pytest.mark.django_db
MENTIONED = {
    *("idc", "pfpnna", "comitan-protection-authority", "sipinna", "sipinna-commission"),
    *("sos-childrens-villages", "kind", "unicef", "unhcr", "inm", "dif", "casa-alianza"),
}
FICTIONAL = {
    *("demo-organization-a", "demo-organization-b", "demo-organization-c", "demo-organization-d"),
    *("demo-authority-e", "demo-university-f"),
}


@pytest.fixture(scope="module")
def loaded(arranged) -> None:
    load_reference(content_folder() / "reference")
    load_organizations(content_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(content_folder() / "organizations.yaml", tmp_path)
    return tmp_path


def replace(folder: Path, old: str, new: str) -> None:
    path = folder / "organizations.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_all_organizations_are_there_and_what_they_are(loaded):
    named = Organization.objects.filter(mention_only=True)
    fictional = Organization.objects.filter(is_demo=True)

    assert set(named.values_list("code", flat=True)) == MENTIONED
    assert set(fictional.values_list("code", flat=True)) == FICTIONAL
    assert Organization.objects.count() == len(MENTIONED | FICTIONAL)
    assert not named.filter(sources=None).exists()
    assert not Organization.objects.filter(actor_types=None).exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mexico’s Child Protection Authority", "pfpnna"),
        ("Federal Child Rights Protection Agency", "pfpnna"),
        ("procuraduria federal de proteccion", "pfpnna"),
        ("ACNUR", "unhcr"),
        ("UNHCR", "unhcr"),
        ("Aldeas Infantiles", "sos-childrens-villages"),
        ("Red Demo C", "demo-organization-c"),
        ("Demo Authority B", "demo-authority-e"),
    ],
)
def test_the_names_of_the_sources_find_their_organization(loaded, name, code):
    assert list(Organization.objects.called(name).values_list("code", flat=True)) == [code]


def test_loading_again_changes_nothing(loaded):
    report = load_organizations(content_folder())

    assert set(report.outcomes.values()) == {Outcome.UNCHANGED}
    assert report.left_out == {}


def test_a_file_that_changed_is_followed_and_what_a_person_changed_stays(loaded, folder):
    kind = Organization.objects.get(code="kind")
    kind.is_hidden = True
    kind.save()
    replace(folder, "presented the system of protection", "showed the system of protection")
    replace(folder, "en: Casa Alianza", "en: Casa Alianza!")
    Organization.objects.get(code="unicef").delete()

    report = load_organizations(folder)

    assert report.names(Outcome.UPDATED) == ["organizations.organization casa-alianza"]
    assert report.names(Outcome.KEPT) == [
        "organizations.organization kind",
        "organizations.organization unicef",
    ]
    kind.refresh_from_db()
    assert kind.is_hidden
    assert Organization.objects.get(code="casa-alianza").name["en"] == "Casa Alianza!"
    assert not Organization.objects.filter(code="unicef").exists()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("actor_types: [cso_network]", "actor_types: [no_such_type]", "has no term"),
        ("place: comitan", "place: nowhere", "does not exist"),
        ("sources: [pilot-agreement-2016]", "sources: []", "needs one of them"),
        ("fact_status: external", "fact_status: rumour", "rumour"),
        ("es: Casa Alianza", "es: ''", "every language"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_with_the_reason(loaded, folder, old, new, reason):
    Organization.objects.all().delete()
    LoadedRow.objects.filter(kind="organizations.organization").delete()
    replace(folder, old, new)

    left_out = load_organizations(folder).left_out

    assert [reason in why for why in left_out.values()] == [True]


def test_demo_people_belong_where_their_type_fits_and_to_nothing_that_is_only_named(loaded):
    ensure_roles()
    ensure_demo_people()

    ensure_demo_members()
    ensure_demo_members()

    rows = Membership.objects.select_related("organization", "person")
    assert {row.organization.code for row in rows} == FICTIONAL
    assert len({row.person_id for row in rows}) == len(rows)
    for row in rows.exclude(person__email="focal-01@example.org"):
        assert row.organization.actor_types.filter(code=row.person.organization_type).exists()
        assert not row.person.groups.filter(name__in=Role.values).exists()
    assert rows.focal_points().count() == len(FICTIONAL) + 1


def test_a_demo_member_who_was_let_go_does_not_come_back(loaded):
    ensure_roles()
    ensure_demo_people()
    ensure_demo_members()
    Membership.objects.first().delete()
    left = Membership.objects.count()

    ensure_demo_members()

    assert Membership.objects.count() == left
