"""What each role may do in the admin. Each role is given its permissions once for every change of this list.

What an administrator took away afterwards stays away.
"""

import hashlib

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Page

from base.enums import Language
from home.groups import grant_on_page
from home.loading.specs import page_key
from people.enums import Role
from people.roles import find_permission
from reference.models import LoadedRow

KIND = "home.permissions"
ACTIVITIES = ("item", "quiz", "quizitem", "scenario", "reflection")
TRANSLATE = ["wagtail_localize.submit_translation"]
EVERYTHING_ON_PAGES = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
# On the home pages, and so on everything below them.
ON_PAGES: dict[Role, tuple[str, ...]] = {
    Role.TRANSLATOR: ("change",),
    Role.PROGRAMME_MANAGER: EVERYTHING_ON_PAGES,
    Role.ADMINISTRATOR: EVERYTHING_ON_PAGES,
}


def activities(*verbs: str) -> list[str]:
    return [f"courses.{verb}_{model}" for verb in verbs for model in ACTIVITIES]


ON_MODELS: dict[Role, list[str]] = {
    Role.TRAINER: [*TRANSLATE, *activities("add", "change", "delete", "view")],
    Role.TRANSLATOR: TRANSLATE,
    Role.PROGRAMME_MANAGER: [*TRANSLATE, *activities("add", "change", "delete", "view")],
}


def ensure_permissions() -> None:
    """Give every role what it has not been given yet."""
    for role in {**ON_MODELS, **ON_PAGES}:
        given = fingerprint(role)
        if LoadedRow.objects.filter(kind=KIND, key=role.value, fingerprint=given).exists():
            continue
        give(role)
        LoadedRow.objects.update_or_create(kind=KIND, key=role.value, defaults={"fingerprint": given})


def fingerprint(role: Role) -> str:
    wanted = repr((sorted(ON_MODELS.get(role, [])), ON_PAGES.get(role), role in SHELF_KEEPERS))
    return hashlib.sha256(wanted.encode()).hexdigest()


# Who corrects figures, law and glossary for everybody.
SHELF_KEEPERS = frozenset({Role.PROGRAMME_MANAGER})


def give(role: Role) -> None:
    group = Group.objects.get(name=role.value)
    group.permissions.add(*[find_permission(name) for name in ON_MODELS.get(role, [])])
    if role in SHELF_KEEPERS:
        group.permissions.add(*reference_permissions())
    for page in Page.objects.filter(
        translation_key=page_key("home"), locale__language_code__in=Language.values
    ):
        grant_on_page(group, page, ON_PAGES.get(role, ()))


def reference_permissions() -> list[Permission]:
    """Everything one may do with the rows of the reference shelf."""
    own_memory = Q(content_type__model="loadedrow")
    return list(Permission.objects.filter(content_type__app_label="reference").exclude(own_memory))
