"""Paths that read like the real ones."""

import uuid

from base import generation
from courses.learners import Learner
from courses.models import LearnIndexPage, ModulePage, PathIndexPage, PathPage
from tests.courses.builders import act, lessons_of


def path_indexes(catalogues: dict[str, LearnIndexPage]) -> dict[str, PathIndexPage]:
    """The lists of paths beside the catalogues; language → list."""
    existing = {page.locale.language_code: page for page in PathIndexPage.objects.select_related("locale")}
    if existing:
        return existing
    key, found = uuid.uuid4(), {}
    for language, catalogue in catalogues.items():
        page = PathIndexPage(
            title={"es": "Itinerarios", "en": "Paths"}[language],
            slug={"es": "itinerarios", "en": "paths"}[language],
            locale=catalogue.locale,
            translation_key=key,
            intro="Modules in an order.",
        )
        found[language] = catalogue.get_parent().add_child(instance=page)
    return found


def step(module: dict[str, ModulePage], *, why="It shows how.", locked=False) -> dict:
    """A step as a page stores it."""
    key = str(next(iter(module.values())).translation_key)
    value = {"module": key, "why": why, "opens_after_earlier": locked}
    return {"type": "step", "id": str(uuid.uuid4()), "value": value}


def path(
    catalogues: dict[str, LearnIndexPage],
    modules: list[dict[str, ModulePage]],
    *,
    locked: tuple[int, ...] = (),
    languages=("en", "es"),
    slug="whole",
    **fields,
) -> dict[str, PathPage]:
    """A published path over these modules in both languages; `locked` are the numbers of locked steps."""
    indexes, key, pages = path_indexes(catalogues), uuid.uuid4(), {}
    for language in languages:
        rows = [
            step(one, why=f"Reason {number} ({language}).", locked=number in locked)
            for number, one in enumerate(modules, start=1)
        ]
        page = PathPage(
            title=f"The whole way ({language})",
            slug=f"{slug}-{language}",
            summary=f"From the law to care ({language}).",
            locale=indexes[language].locale,
            translation_key=key,
            source_language=languages[0],
            steps=rows,
            **fields,
        )
        pages[language] = indexes[language].add_child(instance=page)
    refresh()
    return pages


def change_steps(pages: dict[str, PathPage], rows: list[dict]) -> None:
    """Publish other steps in every language."""
    for page in pages.values():
        page.refresh_from_db()
        page.steps = rows
        page.save_revision().publish()
    refresh()


def refresh() -> None:
    generation.bump()
    generation.forget()


def finish(who: Learner, *modules: dict[str, ModulePage]) -> None:
    """Mark every lesson of these modules as done."""
    for pages in modules:
        for lesson in lessons_of(next(iter(pages.values()))):
            act(who, lesson)
