"""A module copied with its lessons and activities: new rows with new keys, nothing shared, nothing of learners.

Own modules are copied as last drafted. Of others' modules only what is public is copied: their pages as
published, their questions and scenarios as learners get them.
"""

import json
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Page

from base.errors import RefusedError
from base.models import BasePage
from courses.activity_codes import Activity, free_code
from courses.drafts import freeze_quiz
from courses.models import Item, LearnIndexPage, LessonPage, ModulePage, Quiz, QuizItem, Reflection, Scenario
from courses.thawing import as_published
from courses.translation_copies import copy_translation

KINDS: dict[str, type[Activity]] = {"quiz": Quiz, "scenario": Scenario, "reflection": Reflection}
# What a copy gets anew, or never had.
NOT_COPIED = {"slug", "code", "locale", "translation_key", "title"}
LINK = re.compile(r'(<a\b[^>]*\blinktype="page"[^>]*>)')
LINK_ID = re.compile(r'\bid="(\d+)"')


class UsedKeyError(RefusedError):
    """The form was used before, by somebody else."""

    def __init__(self):
        super().__init__(_("This form has been used already. Open it again."))


@dataclass
class Copying:
    """One act of copying. `activities` and `pages` lead from old rows to new ones."""

    source: ModulePage
    by: models.Model
    key: uuid.UUID
    sees_drafts: bool
    activities: dict[tuple[str, int], int] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    lesson_keys: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)

    def state(self, page: ModulePage | LessonPage):
        """What is copied of a page: its draft when it is one's own, else what is public."""
        return page.get_latest_revision_as_object() if self.sees_drafts else page

    def lessons(self, module: ModulePage) -> models.QuerySet:
        lessons = LessonPage.objects.child_of(module).order_by("path")
        return lessons if self.sees_drafts else lessons.live()


def may_duplicate(user) -> models.QuerySet:
    """The originals a person may copy: their own, drafts included, and whatever is public."""
    own = ModulePage.objects.editable_by(user).values("pk")
    found = ModulePage.objects.filter(models.Q(pk__in=own) | models.Q(pk__in=public_modules()))
    return found.filter(locale__language_code=models.F("source_language"))


def public_modules() -> models.QuerySet:
    return ModulePage.objects.live().public().values("pk")


@transaction.atomic
def duplicate_module(
    *, source: ModulePage, by, key: uuid.UUID, title: str, with_translations: bool = True
) -> ModulePage:
    """A draft that says what `source` says, under `key`; whoever copies is its trainer.

    The same key again gives the copy that was made with it. Raises `UsedKeyError` when the key is
    somebody else's.
    """
    catalogue = LearnIndexPage.objects.select_for_update().get(pk=source.get_parent().pk)
    made = ModulePage.objects.filter(translation_key=key, locale_id=source.locale_id).first()
    if made is not None:
        return copied_before(made, by)
    own = ModulePage.objects.editable_by(by).filter(pk=source.pk).exists()
    copying = Copying(source, by, key, sees_drafts=own)
    module = copy_module(copying, source, catalogue, title)
    copy_activities(copying, module)
    copy_lessons(copying, source, module)
    if with_translations:
        for translated in other_languages(copying):
            copy_language(copying, translated)
    return module


def copied_before(module: ModulePage, by) -> ModulePage:
    if module.owner_id != by.pk:
        raise UsedKeyError
    return module


def other_languages(copying: Copying) -> list[ModulePage]:
    """The module's other languages, as far as this person may see them."""
    pages = copying.source.get_translations().specific()
    return [page for page in pages if copying.sees_drafts or page.live]


# --- Pages


def copy_module(copying: Copying, page: ModulePage, catalogue: Page, title: str) -> ModulePage:
    """The module page in one language, in the catalogue of that language."""
    state = copying.state(page)
    module = ModulePage(
        **copied_values(state),
        title=title,
        slug=free_slug(catalogue, title),
        locale_id=page.locale_id,
        translation_key=copying.key,
        owner=copying.by,
        live=False,
    )
    module.provenance = origin_note(page) + module.provenance
    catalogue.add_child(instance=module)
    module.save_revision(user=copying.by, clean=False, log_action="wagtail.create")
    copying.pages[page.pk] = module.pk
    return module


def copied_values(page: BasePage) -> dict[str, Any]:
    """Every field of our own, and what search engines read; streams as they are stored."""
    own = {one.name: one for one in page._meta.local_fields if not one.primary_key and not one.is_relation}
    values = {name: raw_value(one, page) for name, one in own.items() if name not in NOT_COPIED}
    return {**values, "search_description": page.search_description}


def raw_value(column: models.Field, page: BasePage) -> Any:
    value = getattr(page, column.name)
    return json.dumps(list(value.raw_data)) if hasattr(value, "raw_data") else value


def origin_note(page: ModulePage) -> str:
    """A paragraph that says where a copy comes from, in the language of the page."""
    with override(page.locale.language_code):
        day = timezone.localdate()
        words = _("Begun as a copy of the module “%(title)s”, as it stood on %(day)s.") % {
            "title": page.title,
            "day": day.isoformat(),
        }
    return f"<p>{escape(words)}</p>"


def free_slug(parent: Page, title: str) -> str:
    """The title as an address that no other module has."""
    base = slugify(title)[:80] or "module"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def copy_lessons(copying: Copying, page: ModulePage, module: ModulePage) -> list[LessonPage]:
    """The lessons below a module page, in order; then the links between them lead to the copies."""
    made = [copy_lesson(copying, lesson, module) for lesson in copying.lessons(page)]
    for lesson in made:
        turn_links(copying, lesson)
        lesson.save_revision(user=copying.by, clean=False, log_action="wagtail.create")
    return made


def copy_lesson(copying: Copying, page: LessonPage, module: ModulePage) -> LessonPage:
    state = copying.state(page)
    key = copying.lesson_keys.setdefault(page.translation_key, uuid.uuid4())
    lesson = LessonPage(
        **copied_values(state),
        title=state.title,
        slug=page.slug,
        locale_id=page.locale_id,
        translation_key=key,
        owner=copying.by,
        live=False,
    )
    lesson.body = json.dumps(list(with_copies(copying, state.body.raw_data)), ensure_ascii=False)
    module.add_child(instance=lesson)
    copying.pages[page.pk] = lesson.pk
    return lesson


def with_copies(copying: Copying, body) -> Iterator[dict]:
    """The blocks of a lesson; those that refer to an activity refer to its copy, or go with a lost one."""
    for block in body:
        if block["type"] not in KINDS:
            yield block
        elif (block["type"], block["value"]) in copying.activities:
            yield {**block, "value": copying.activities[block["type"], block["value"]]}


def turn_links(copying: Copying, lesson: LessonPage) -> None:
    """Links to pages that were copied lead to the copies."""
    body = list(lesson.body.raw_data)
    turned = [turned_links(block, copying.pages) for block in body]
    if turned != body:
        lesson.body = json.dumps(turned, ensure_ascii=False)
        lesson.save()


def turned_links(data: Any, pages: Mapping[int, int]) -> Any:
    if isinstance(data, str):
        return LINK.sub(lambda link: turned_link(link[0], pages), data)
    if isinstance(data, list):
        return [turned_links(one, pages) for one in data]
    if isinstance(data, Mapping):
        return {name: turned_links(one, pages) for name, one in data.items()}
    return data


def turned_link(tag: str, pages: Mapping[int, int]) -> str:
    return LINK_ID.sub(lambda found: f'id="{pages.get(int(found[1]), int(found[1]))}"', tag)


def copy_language(copying: Copying, page: ModulePage) -> None:
    """Another language of the module, with what translators have done for it."""
    catalogue = page.get_parent()
    module = copy_module(copying, page, catalogue, copy_title(page.title, page.locale.language_code))
    for old in [page, *copying.lessons(page)]:
        if old != page and old.translation_key not in copying.lesson_keys:
            continue
        new = module if old == page else copy_lesson(copying, old, module)
        if new != module:
            turn_links(copying, new)
            new.save_revision(user=copying.by, clean=False, log_action="wagtail.create")
        copy_translation(old, new)


def copy_title(title: str, language: str) -> str:
    """What a copy is called until its trainer says otherwise."""
    with override(language):
        return (_("Copy of %(title)s") % {"title": title})[:255]


# --- Activities


def copy_activities(copying: Copying, module: ModulePage) -> None:
    """Everything the lessons refer to, in whichever module it lives."""
    bodies = [copying.state(lesson).body.raw_data for lesson in copying.lessons(copying.source)]
    wanted = [(block["type"], block["value"]) for body in bodies for block in body if block["type"] in KINDS]
    items: dict[int, Item] = {}
    for kind, pk in dict.fromkeys(wanted):
        original = KINDS[kind].objects.filter(pk=pk).first()
        copied = copy_activity(copying, original, module) if original else None
        if copied is None:
            continue
        copying.activities[kind, pk] = copied.pk
        if isinstance(original, Quiz):
            copy_questions(copying, original, copied, module, items)


def copy_activity(copying: Copying, original: Activity, module: ModulePage) -> Activity | None:
    """A new row that says the same; None for one that is a draft of somebody else."""
    spoken = original if copying.sees_drafts else as_published(original)
    if spoken is None:
        return None
    names = [one.name for one in spoken._meta.local_fields if not one.primary_key and not one.is_relation]
    values = {
        name: renewed(raw_value(spoken._meta.get_field(name), spoken))
        for name in names
        if name not in {"key", "code", "module_key", "created_at", "published"}
    }
    copied = type(original)(
        **values, code=free_code(type(original), module), module_key=module.translation_key
    )
    copied.save()
    log(instance=copied, action="wagtail.create", user=copying.by)
    return copied


def renewed(value: Any) -> Any:
    """Stream data with new ids: answers to the copy are answers to the copy."""
    if not isinstance(value, str) or not value.startswith("["):
        return value
    return json.dumps(with_new_ids(json.loads(value)), ensure_ascii=False)


def with_new_ids(data: Any) -> Any:
    if isinstance(data, list):
        return [with_new_ids(one) for one in data]
    if isinstance(data, dict):
        return {name: str(uuid.uuid4()) if name == "id" else with_new_ids(one) for name, one in data.items()}
    return data


def copy_questions(
    copying: Copying, original: Quiz, copied: Quiz, module: ModulePage, items: dict[int, Item]
) -> None:
    """The quiz asks copies of its questions, in their order; one that two quizzes ask is copied once."""
    asked = freeze_quiz(original) if copying.sees_drafts else original.published or freeze_quiz(original)
    known = Item.objects.select_related("current_version").in_bulk(asked["items"])
    for place, pk in enumerate(pk for pk in asked["items"] if pk in known):
        if pk not in items:
            items[pk] = copy_activity(copying, known[pk], module)
        if items[pk] is not None:
            QuizItem.objects.create(quiz=copied, item=items[pk], sort_order=place)
