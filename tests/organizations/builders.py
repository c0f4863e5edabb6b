"""Organizations with little ceremony: what a test does not name is there, and unremarkable."""

from django.contrib.auth.models import Group
from django.test import Client

from base.enums import FactStatus
from organizations.models import Organization
from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from tests.reference.builders import a_code, a_source, a_term, both


def an_organization(*, types: tuple[str, ...] = ("care_provider",), **fields) -> Organization:
    """One that takes part."""
    code = fields.pop("code", None) or a_code("organization")
    made = Organization.objects.create(code=code, **{"name": both(code.capitalize()), **fields})
    made.actor_types.set([a_term("actor_type", type_) for type_ in types])
    return made


def a_mentioned_body(**fields) -> Organization:
    """A real one that is only named, with the source that names it."""
    named = {"mention_only": True, "fact_status": FactStatus.SOURCE_DOCUMENT}
    made = an_organization(**{**named, **fields})
    made.sources.add(a_source())
    return made


def a_fictional_one(**fields) -> Organization:
    return an_organization(is_demo=True, fact_status=FactStatus.ILLUSTRATIVE, **fields)


def somebody(name: str, *roles: Role, **fields) -> User:
    """A person called `name`, with these roles."""
    made = User.objects.create_user(
        f"{name.lower()}@example.org", display_name=name, **{"language": "en", **fields}
    )
    if roles:
        ensure_roles()
        made.groups.add(*Group.objects.filter(name__in=roles))
    return User.objects.get(pk=made.pk)


def browser_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
