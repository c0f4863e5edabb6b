"""Each role is a group of the same name. Pages and collections are opened to them further up the house."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission

from people.enums import Role

PEOPLE = ("people.add_user", "people.change_user", "people.view_user")
GROUPS = ("auth.add_group", "auth.change_group", "auth.view_group")
SETTINGS = (
    "wagtailcore.change_site",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)


def ensure_roles() -> dict[Role, Group]:
    """The group of every role, made if missing. Permissions that somebody gave by hand stay."""
    groups = {role: Group.objects.get_or_create(name=role.value)[0] for role in Role}
    for role in Role:
        grant(role, ["wagtailadmin.access_admin"])
    grant(Role.ADMINISTRATOR, [*PEOPLE, *GROUPS, *SETTINGS])
    grant(Role.TRANSLATOR, ["wagtail_localize.submit_translation"])
    return groups


def grant(role: Role, permissions: Iterable[str]) -> None:
    """Add permissions, each written `app_label.codename`, to the group of a role.

    Raises `LookupError` naming a permission that does not exist.
    """
    Group.objects.get(name=role.value).permissions.add(*[find_permission(name) for name in permissions])


def find_permission(name: str) -> Permission:
    app_label, _dot, codename = name.partition(".")
    found = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
    if found is None:
        raise LookupError(f"There is no permission {name}.")
    return found
