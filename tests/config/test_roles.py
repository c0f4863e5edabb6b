"""Which role gets into which address: every one of them is listed, and nobody gets in who is not."""

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from home.groups import open_to_its_trainers
from home.loading.permissions import ensure_permissions
from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from tests.config.test_addresses import FOR_STRANGERS, LISTED, PLACEHOLDERS, all_addresses, arguments
from tests.courses.builders import module, site_tree
from tools.children import BASE

pytestmark = pytest.mark.django_db

PARTICIPANT, OWN_TRAINER = "participant", "trainer of the module"
EVERYBODY = (PARTICIPANT, OWN_TRAINER, *(role.value for role in Role))
# A page, a form that wants POST, or a file: somebody who gets one of these has got in.
IN = {200, 405}
# Beyond "sign in" for strangers and "in" for everybody else: who alone gets in.
ON_THE_SITE = {
    "teach:learners": {OWN_TRAINER},
    "teach:completion": set(EVERYBODY),  # answers 405 before it looks; POST is tested where it lives
    # The same: their pages are 404 without an event of one's own.
    "teach_events:team_removal": set(EVERYBODY),
    "teach_events:headcounts": set(EVERYBODY),
    "teach_events:worksheet_opening": set(EVERYBODY),
    "teach_events:opening": set(EVERYBODY),
    "teach_events:registration_decisions": set(EVERYBODY),
    "teach_events:question_removal": set(EVERYBODY),
    "teach_events:invitation_removal": set(EVERYBODY),
    "teach_events:record_lines": set(EVERYBODY),
    "teach_events:record_rows": set(EVERYBODY),
    "teach_events:record_words": set(EVERYBODY),
    "teach_events:record_review": set(EVERYBODY),
    "teach_events:record_publication": set(EVERYBODY),
    "teach_safeguarding": {Role.SAFEGUARDING_REVIEWER},
    "certificate_batches:all": {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR},
}


def table() -> dict[str, set[str]]:
    """Address in the admin → who gets in, from `roles.yaml`."""
    groups = yaml.safe_load((BASE / "tests" / "config" / "roles.yaml").read_text("utf-8"))
    return {address: set(group["who"]) for group in groups for address in group["addresses"]}


def person(who: str, pilot) -> User:
    """Somebody with one role; the trainer of the module besides one who teaches another."""
    made = User.objects.create_user(f"{who.replace(' ', '-')}@example.org", display_name=who, language="en")
    if who == OWN_TRAINER:
        made.groups.add(ensure_roles()[Role.TRAINER], open_to_its_trainers(pilot["en"]))
    elif who != PARTICIPANT:
        made.groups.add(ensure_roles()[Role(who)])
    return User.objects.get(pk=made.pk)


@pytest.fixture(scope="module")
def pilot(arranged):
    made = module(site_tree(), lessons=1)
    ensure_roles()
    ensure_permissions()
    return made


def admin_addresses() -> list[str]:
    """Every address of the admin that names no object."""
    routes = {route for route, _name in all_addresses() if route.startswith("admin/")}
    plain = {f"/{route}" for route in routes if not {"<", "(", "^"} & set(route)}
    return sorted(plain - {"/admin/login/", "/admin/logout/"})


def gets_in(client: Client, url: str) -> bool:
    return client.get(url).status_code in IN


def test_every_address_of_the_admin_is_in_the_table():
    assert set(admin_addresses()) == set(table())


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_gets_into_the_admin_where_the_table_says(client, pilot, who):
    client.force_login(person(who, pilot))

    found = {url for url in admin_addresses() if gets_in(client, url)}

    assert found == {url for url, may in table().items() if who in may}


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_gets_in_on_the_site_where_it_is_listed(client, pilot, who):
    closed = {name for name, may in ON_THE_SITE.items() if who not in may}
    client.force_login(person(who, pilot))
    names = [
        name for name in LISTED if name in ON_THE_SITE or name.startswith(("teach", "certificate_batches"))
    ]
    with override("en"):
        urls = {name: reverse(name, kwargs=arguments(name, pilot)) for name in names}

    found = {name for name, url in urls.items() if gets_in(client, url)}

    assert found == set(ON_THE_SITE) - closed


def test_a_participant_gets_into_no_address_of_the_admin_whatever_it_names(client, pilot):
    client.force_login(person(PARTICIPANT, pilot))
    open_to_them = set()
    for route, _name in all_addresses():
        if not route.startswith("admin/") or {"(", "^"} & set(route):
            continue
        for placeholder, value in PLACEHOLDERS.items():
            route = route.replace(placeholder, value)
        url = "/" + "/".join("1" if "<" in part else part for part in route.strip("/").split("/")) + "/"
        if gets_in(client, url):
            open_to_them.add(url)

    assert open_to_them == HARMLESS


# Words and icons of the editor, and the way out.
HARMLESS = {"/admin/jsi18n/", "/admin/sprite/", "/admin/logout/"}


def test_only_listed_addresses_are_open_to_strangers():
    private = {name for name in ON_THE_SITE if LISTED[name] not in {404, 405, "sign in"}}

    assert private == set()
    assert {name for group in FOR_STRANGERS.values() for name in group} == set(LISTED)
