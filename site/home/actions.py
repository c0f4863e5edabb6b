"""What people do with modules in the admin."""

import uuid

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale

from base.errors import RefusedError
from courses.models import LearnIndexPage, ModulePage
from courses.starting_points import POPULATION, StartingPoint
from courses.workbench.saving import fill
from people.models import User


class KeyTakenError(RefusedError):
    """The form was used before, by somebody else."""

    def __init__(self):
        super().__init__(_("This form has been used already. Open it again."))


@transaction.atomic
def begin_module(
    *,
    user: User,
    language: str,
    title: str,
    summary: str = "",
    template: StartingPoint | None = None,
    key: uuid.UUID | None = None,
) -> ModulePage:
    """A draft of a new module in the catalogue of its first language; whoever begins it is its trainer.

    The same `key` again gives the module that was begun with it. Raises `LearnIndexPage.DoesNotExist` when
    that language has no catalogue, `KeyTakenError` when somebody else used the key.
    """
    catalogue = LearnIndexPage.objects.select_for_update().get(locale__language_code=language)
    begun = ModulePage.objects.filter(translation_key=key, locale=catalogue.locale).first() if key else None
    if begun is not None:
        return begun_before(begun, user)
    module = ModulePage(
        title=title,
        summary=summary,
        slug=free_slug(catalogue, title),
        locale=Locale.objects.get(language_code=language),
        translation_key=key or uuid.uuid4(),
        source_language=language,
        owner=user,
        live=False,
        **(template.page_values(language) if template else {"population": list(POPULATION)}),
    )
    catalogue.add_child(instance=module)
    # A draft may lack its summary.
    module.save_revision(user=user, clean=False, log_action="wagtail.create")
    if template:
        fill(module, template.document(language, title=module.title, summary=module.summary), by=user)
    return module


def begun_before(module: ModulePage, user: User) -> ModulePage:
    if module.owner_id != user.pk:
        raise KeyTakenError
    return module


def free_slug(catalogue: LearnIndexPage, title: str) -> str:
    """The title as an address that no other module has."""
    base = slugify(title)[:80] or "module"
    taken = set(catalogue.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)
