"""The modules a person may change, as the admin lists them: every language, and how far it is translated."""

import uuid
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.urls import reverse
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from base.enums import Language
from courses.models import ModulePage
from courses.standings import ModuleStanding, standings_of

ANY_PERMISSION = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


def own_pages(user):
    """The pages on which a person may do anything at all in the admin."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(user, ANY_PERMISSION)


@dataclass(frozen=True)
class ModuleVersion:
    """A module in one language. `missing`: lessons not translated; `stale`: pages whose original
    changed since; `waiting`: single texts without a translation; `found`: where it is on its way.
    """

    page: ModulePage
    is_source: bool
    found: ModuleStanding
    missing: int = 0
    stale: int = 0
    waiting: int = 0

    @property
    def language(self) -> str:
        return Language(self.page.locale.language_code).label

    @property
    def is_complete(self) -> bool:
        return not (self.missing or self.stale or self.waiting)

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def lessons_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.page.pk])


@dataclass(frozen=True)
class OwnModule:
    """A module with its language versions, the original first."""

    source: ModulePage
    versions: list[ModuleVersion] = field(default_factory=list)

    @property
    def workbench_url(self) -> str:
        return reverse("workbench", args=[self.source.translation_key])

    @property
    def duplicate_url(self) -> str:
        return reverse("duplicate_module", args=[self.source.translation_key])

    @property
    def translate_url(self) -> str:
        """Where another language is begun; empty when there is every language."""
        if len(self.versions) == len(Language):
            return ""
        return reverse("wagtail_localize:submit_page_translation", args=[self.source.pk])


def own_modules(user) -> list[OwnModule]:
    """The modules this person may change, in the order of the tree."""
    pages = ModulePage.objects.editable_by(user).select_related("locale").order_by("path")
    by_key: dict[uuid.UUID, list[ModuleStanding]] = {}
    for found in standings_of(pages):
        by_key.setdefault(found.module.translation_key, []).append(found)
    return [own_module(versions) for versions in by_key.values()]


def own_module(found: list[ModuleStanding]) -> OwnModule:
    pages = [one.module for one in found]
    source = next((page for page in pages if page.locale.language_code == page.source_language), pages[0])
    first = next(one for one in found if one.module is source)
    others = [translated_version(source, one) for one in found if one is not first]
    return OwnModule(source, [ModuleVersion(source, is_source=True, found=first), *others])


def translated_version(source: ModulePage, found: ModuleStanding) -> ModuleVersion:
    page = found.module
    originals = Page.objects.descendant_of(source, inclusive=True).filter(locale=source.locale)
    translated = Page.objects.descendant_of(page, inclusive=True).values("translation_key")
    return ModuleVersion(
        page,
        is_source=False,
        found=found,
        missing=originals.exclude(translation_key__in=translated).count(),
        stale=stale_pages(originals),
        waiting=waiting_texts(originals, page.locale_id),
    )


def stale_pages(originals) -> int:
    """How many pages were published again after their texts were last handed to translators."""
    handed_over = dict(
        TranslationSource.objects.filter(
            object_id__in=originals.values("translation_key"), locale__in=originals.values("locale")
        ).values_list("object_id", "last_updated_at")
    )
    return sum(
        bool(published and key in handed_over and published > handed_over[key])
        for key, published in originals.values_list("translation_key", "last_published_at")
    )


def waiting_texts(originals, locale_id: int) -> int:
    """How many texts of these pages have no translation yet."""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=locale_id,
        has_error=False,
    )
    texts = StringSegment.objects.filter(
        source__object_id__in=originals.values("translation_key"),
        source__locale__in=originals.values("locale"),
        source__translations__target_locale_id=locale_id,
    )
    return texts.exclude(Exists(done)).count()
