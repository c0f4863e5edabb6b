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
# What a role may do besides entering the admin, and besides what apps above open to it.
GIVEN: dict[Role, tuple[str, ...]] = {
    Role.ADMINISTRATOR: (*PEOPLE, *GROUPS, *SETTINGS),
    Role.TRANSLATOR: ("wagtail_localize.submit_translation",),
}


def ensure_roles() -> dict[Role, Group]:
    """The group of every role, made if missing. Permissions that somebody gave by hand stay."""
    Group.objects.bulk_create([Group(name=role.value) for role in Role], ignore_conflicts=True)
    groups = {Role(group.name): group for group in Group.objects.filter(name__in=Role.values)}
    for role, group in groups.items():
        group.permissions.add(*find_permissions(["wagtailadmin.access_admin", *GIVEN.get(role, ())]))
    return groups


def find_permissions(names: Iterable[str]) -> list[Permission]:
    """The permissions with these names. Raises `LookupError` naming those that do not exist."""
    pairs = {tuple(name.split(".", 1)) for name in names}
    known = Permission.objects.filter(codename__in={codename for _app, codename in pairs})
    found = {
        pair: permission
        for permission in known.select_related("content_type")
        if (pair := (permission.content_type.app_label, permission.codename)) in pairs
    }
    if missing := sorted(pairs - found.keys()):
        raise LookupError(f"There is no permission {', '.join('.'.join(pair) for pair in missing)}.")
    return list(found.values())
