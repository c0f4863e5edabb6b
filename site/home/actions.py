"""What people do with modules in the admin."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale

from courses.models import LearnIndexPage, ModulePage
from people.models import User


@transaction.atomic
def begin_module(*, user: User, language: str, title: str, summary: str) -> ModulePage:
    """A draft of a new module in the catalogue of its first language; whoever begins it is its trainer.

    Raises `LearnIndexPage.DoesNotExist` when that language has no catalogue.
    """
    catalogue = LearnIndexPage.objects.select_for_update().get(locale__language_code=language)
    module = ModulePage(
        title=title,
        summary=summary,
        slug=free_slug(catalogue, title),
        locale=Locale.objects.get(language_code=language),
        source_language=language,
        owner=user,
        live=False,
    )
    catalogue.add_child(instance=module)
    module.save_revision(user=user, log_action="wagtail.create")
    return module


def free_slug(catalogue: LearnIndexPage, title: str) -> str:
    """The title as an address that no other module has."""
    base = slugify(title)[:80] or "module"
    taken = set(catalogue.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)
