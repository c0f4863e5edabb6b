"""What each role may do in the admin. Each role is given its permissions once for every change of this list.

What an administrator took away afterwards stays away.
"""

import hashlib

from django.contrib.auth.models import Group
from wagtail.models import Page

from base.enums import Language
from home.groups import grant_on_page
from home.loading.specs import page_key
from media.shelves import CHANGE, CHOOSE, EVERYTHING, open_to, root
from people.enums import Role
from people.roles import find_permissions
from reference.models import LoadedRow

KIND = "home.permissions"
ALL = ("add", "change", "delete", "view")
ACTIVITIES = ("item", "quiz", "quizitem", "scenario", "reflection")
# What modules cite; a correction shows everywhere at once, so it is for few.
SHELF = ("statistic", "provision", "legalinstrument", "glossaryterm", "source")
# What the rows of the shelf are sorted by.
ORDER = ("place", "vocabulary", "term", "framework", "stage", "stagematch")
TRANSLATE = ["wagtail_localize.submit_translation"]
ORGANIZATIONS = ("organization", "membership")
EVERYTHING_ON_PAGES = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


def may(verbs: tuple[str, ...], app_label: str, models: tuple[str, ...]) -> list[str]:
    """The permissions for these verbs on these models, as Django names them."""
    return [f"{app_label}.{verb}_{model}" for verb in verbs for model in models]


# On the home pages, and so on everything below them.
ON_PAGES: dict[Role, tuple[str, ...]] = {
    Role.TRANSLATOR: ("change",),
    Role.PROGRAMME_MANAGER: EVERYTHING_ON_PAGES,
    Role.ADMINISTRATOR: EVERYTHING_ON_PAGES,
}
ON_MODELS: dict[Role, list[str]] = {
    Role.TRAINER: [
        *TRANSLATE,
        *may(ALL, "courses", ACTIVITIES),
        *may(("view",), "reference", SHELF + ORDER),
        # A new module may need a new source; what others cite already is not theirs to change.
        *may(("add",), "reference", SHELF),
        # To choose them; who belongs to one is not for trainers.
        "organizations.view_organization",
    ],
    Role.TRANSLATOR: [*TRANSLATE, *may(("change", "view"), "reference", SHELF)],
    Role.REVIEWER: may(("change", "view"), "reference", SHELF),
    Role.PROGRAMME_MANAGER: [
        *TRANSLATE,
        *may(ALL, "courses", ACTIVITIES),
        *may(ALL, "reference", SHELF + ORDER),
        *may(ALL, "organizations", ORGANIZATIONS),
    ],
    Role.ADMINISTRATOR: may(ALL, "organizations", ORGANIZATIONS),
}


# In the whole library; trainers have a collection of their own instead, see `home.groups`.
ON_LIBRARY: dict[Role, tuple[str, ...]] = {
    Role.PROGRAMME_MANAGER: EVERYTHING,
    Role.ADMINISTRATOR: EVERYTHING,
    Role.SAFEGUARDING_REVIEWER: (*CHANGE, *CHOOSE),
    Role.REVIEWER: CHOOSE,
}


def ensure_permissions() -> None:
    """Give every role what it has not been given yet."""
    given = dict(LoadedRow.objects.filter(kind=KIND).values_list("key", "fingerprint"))
    for role in {**ON_MODELS, **ON_PAGES, **ON_LIBRARY}:
        wanted = fingerprint(role)
        if given.get(role.value) != wanted:
            give(role)
            LoadedRow.objects.update_or_create(kind=KIND, key=role.value, defaults={"fingerprint": wanted})


def fingerprint(role: Role) -> str:
    wanted = repr((sorted(ON_MODELS.get(role, [])), ON_PAGES.get(role), ON_LIBRARY.get(role)))
    return hashlib.sha256(wanted.encode()).hexdigest()


def give(role: Role) -> None:
    group = Group.objects.get(name=role.value)
    group.permissions.add(*find_permissions(ON_MODELS.get(role, [])))
    homes = Page.objects.filter(translation_key=page_key("home"), locale__language_code__in=Language.values)
    for page in homes:
        grant_on_page(group, page, ON_PAGES.get(role, ()))
    open_to(group, root(), ON_LIBRARY.get(role, ()))
