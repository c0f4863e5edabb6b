"""The shape of every published path, in every language at once. Worked out once for each content generation.

Which modules a path has, and which of them are locked, is said by the page in its source language.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from wagtail.models import Page

from base.per_generation import PerGeneration
from base.translated import Translated
from courses.models import ModulePage, PathIndexPage, PathPage
from courses.outline import Outline, outline_of
from courses.path_rules import Lock, holding, locks_in

_paths = PerGeneration()


@dataclass(frozen=True)
class PathStep:
    """A module in its place on a path; `module` is None while nobody can take it."""

    number: int
    module_key: uuid.UUID
    why: Translated
    opens_after_earlier: bool
    module: Outline | None


@dataclass(frozen=True)
class PathOutline:
    key: uuid.UUID
    titles: Translated
    urls: Translated
    summaries: Translated
    tint: str
    steps: tuple[PathStep, ...]

    @property
    def url(self) -> str:
        """Its address in the active language, else in the other: links say which."""
        return self.urls.or_other(get_language())[0]

    @property
    def modules(self) -> list[Outline]:
        """The modules that can be taken: these are asked for."""
        return [step.module for step in self.steps if step.module]

    @property
    def module_keys(self) -> list[str]:
        return [str(module.module_key) for module in self.modules]

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    def step_of(self, module_key: uuid.UUID | str) -> PathStep | None:
        return next((step for step in self.steps if str(step.module_key) == str(module_key)), None)

    @property
    def locks(self) -> list[Lock]:
        taken = [step for step in self.steps if step.module]
        return locks_in(str(self.key), [(str(step.module_key), step.opens_after_earlier) for step in taken])


def all_paths() -> dict[str, PathOutline]:
    """Path key → path, in the order of the tree."""
    return _paths.get("all", _read)


def index_url() -> str:
    """The list of paths in the active language, else in the other; empty when there is none."""
    urls = _paths.get("index", lambda: _by_language(PathIndexPage.objects.live().public(), "url"))
    return urls.or_other(get_language())[0]


def path_of(path_key: uuid.UUID | str) -> PathOutline | None:
    """The path; None when no language of it is published."""
    return all_paths().get(str(path_key))


def paths_with(module_key: uuid.UUID | str) -> list[PathOutline]:
    """The published paths that this module stands on."""
    return [path for path in all_paths().values() if path.step_of(module_key)]


def locks_on(module_key: uuid.UUID | str) -> list[Lock]:
    """The locks that published paths put on a module."""
    return _paths.get("locks", _locks).get(str(module_key), [])


def _locks() -> dict[str, list[Lock]]:
    found = defaultdict(list)
    for lock in holding([lock for path in all_paths().values() for lock in path.locks]):
        found[lock.module].append(lock)
    return dict(found)


def _read() -> dict[str, PathOutline]:
    versions: dict[uuid.UUID, list[PathPage]] = {}
    for page in PathPage.objects.live().public().select_related("locale").order_by("path"):
        versions.setdefault(page.translation_key, []).append(page)
    return {str(key): outline(pages) for key, pages in versions.items()}


def draft_path_outline(page: PathPage) -> PathOutline:
    """The outline of this draft of a path; its modules as they are published."""
    return outline([page])


def outline(pages: list[PathPage]) -> PathOutline:
    source = next((page for page in pages if page.locale.language_code == page.source_language), pages[0])
    return PathOutline(
        key=source.translation_key,
        titles=_by_language(pages, "title"),
        urls=_by_language(pages, "url"),
        summaries=_by_language(pages, "summary"),
        tint=source.cover_tint,
        steps=tuple(_steps(source, pages)),
    )


def _by_language(pages: Iterable[Page], name: str) -> Translated:
    return Translated({page.locale.language_code: getattr(page, name) or "" for page in pages})


def _steps(source: PathPage, pages: list[PathPage]) -> list[PathStep]:
    """The steps of the source page whose module still exists, each once, with reasons in every language."""
    rows = {row["module"]: row for row in raw_steps(source)}
    reasons = {page.locale.language_code: _reasons(page) for page in pages}
    there = _existing(rows)
    return [
        PathStep(
            number=number,
            module_key=uuid.UUID(key),
            why=Translated({code: texts.get(key, "") for code, texts in reasons.items()}),
            opens_after_earlier=bool(rows[key].get("opens_after_earlier")),
            module=_takeable(key),
        )
        for number, key in enumerate((key for key in rows if key in there), start=1)
    ]


def raw_steps(page: PathPage) -> list[dict]:
    """The steps of a page as they are stored, modules by key."""
    return [row["value"] for row in page.steps.raw_data if row["value"].get("module")]


def _reasons(page: PathPage) -> dict[str, str]:
    return {row["module"]: row.get("why") or "" for row in raw_steps(page)}


def _existing(keys: Iterable[str]) -> set[str]:
    found = ModulePage.objects.filter(translation_key__in=list(keys))
    return {str(key) for key in found.values_list("translation_key", flat=True)}


def _takeable(key: str) -> Outline | None:
    module = outline_of(key)
    return module if module and module.lessons else None
