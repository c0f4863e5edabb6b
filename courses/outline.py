"""The shape of a module, in every language at once: what there is to do, and where.

Requirements come from the page in the module's source language; titles and addresses from every
language that is published. Worked out once for each content generation.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language

from base.per_generation import PerGeneration
from base.translated import Translated
from courses.activity_codes import anchor
from courses.enums import ModuleKind
from courses.models import LessonPage, ModulePage

_outlines = PerGeneration()


@dataclass(frozen=True)
class QuizRef:
    """A quiz that a lesson asks for. `covered_by` is the content note that lets a learner skip it."""

    key: uuid.UUID
    pk: int
    title: Translated
    pass_mark: int
    covered_by: str = ""
    # The id of its element in the lesson.
    anchor: str = ""


@dataclass(frozen=True)
class OutlineLesson:
    key: uuid.UUID
    number: int
    minutes: int
    titles: Translated
    urls: Translated
    quizzes: tuple[QuizRef, ...] = ()
    # The content notes behind which sensitive parts stand; those can be skipped.
    notes: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Its address in the active language, else in the other: links say which."""
        return self.urls.or_other(get_language())[0]

    def url_of(self, quiz: QuizRef) -> str:
        """Where the quiz stands in the lesson, with the sensitive part around it open."""
        return f"{self.url}{'?note=open' if quiz.covered_by else ''}#{quiz.anchor}"

    @property
    def is_in_this_language(self) -> bool:
        return get_language() in self.urls


@dataclass(frozen=True)
class Outline:
    module_key: uuid.UUID
    code: str
    source_language: str
    titles: Translated
    urls: Translated
    summaries: Translated
    tint: str
    level: str
    kind: str
    audience: tuple[str, ...]
    phases: tuple[str, ...]
    lessons: tuple[OutlineLesson, ...]
    by_key: dict[str, OutlineLesson] = field(default_factory=dict, compare=False)

    @property
    def url(self) -> str:
        return self.urls.or_other(get_language())[0]

    @property
    def kind_label(self) -> str:
        return ModuleKind(self.kind).label

    @property
    def catalogue_url(self) -> str:
        """The page above the module."""
        return self.url.rstrip("/").rpartition("/")[0] + "/"

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def quizzes(self) -> list[QuizRef]:
        return [quiz for lesson in self.lessons for quiz in lesson.quizzes]

    def lesson(self, key: uuid.UUID | str) -> OutlineLesson | None:
        return self.by_key.get(str(key))

    def after(self, lesson: OutlineLesson) -> OutlineLesson | None:
        return self.lessons[lesson.number] if lesson.number < len(self.lessons) else None

    def before(self, lesson: OutlineLesson) -> OutlineLesson | None:
        return self.lessons[lesson.number - 2] if lesson.number > 1 else None


def outline_of(module_key: uuid.UUID | str) -> Outline | None:
    """The outline of a module; None when no language of it is published."""
    return all_outlines().get(str(module_key))


def outline_of_lesson(lesson_key: uuid.UUID | str) -> Outline | None:
    """The outline of the module that asks for this lesson."""
    key = str(lesson_key)
    return next((outline for outline in all_outlines().values() if key in outline.by_key), None)


def all_outlines() -> dict[str, Outline]:
    """Module key → outline, in the order of the catalogue."""
    return _outlines.get("all", _read)


def _read() -> dict[str, Outline]:
    modules = ModulePage.objects.live().public().select_related("locale").order_by("path")
    versions: dict[uuid.UUID, list[ModulePage]] = {}
    for page in modules:
        versions.setdefault(page.translation_key, []).append(page)
    lessons = _lessons_below(modules)
    return {str(key): _outline(pages, lessons) for key, pages in versions.items()}


def _lessons_below(modules: Iterable[ModulePage]) -> list[LessonPage]:
    paths = tuple(page.path for page in modules)
    every = LessonPage.objects.live().public().select_related("locale").order_by("path")
    return [lesson for lesson in every if lesson.path.startswith(paths)] if paths else []


def _outline(pages: list[ModulePage], lessons: list[LessonPage]) -> Outline:
    source = next((page for page in pages if page.locale.language_code == page.source_language), pages[0])
    below = [lesson for lesson in lessons if lesson.path.startswith(tuple(page.path for page in pages))]
    by_key: dict[uuid.UUID, list[LessonPage]] = {}
    for lesson in below:
        by_key.setdefault(lesson.translation_key, []).append(lesson)
    required = [lesson for lesson in below if lesson.path.startswith(source.path)]
    rows = tuple(
        _outline_lesson(number, lesson, by_key[lesson.translation_key])
        for number, lesson in enumerate(required, start=1)
    )
    return Outline(
        module_key=source.translation_key,
        code=source.code,
        source_language=source.source_language,
        titles=_by_language(pages, "title"),
        urls=_by_language(pages, "url"),
        summaries=_by_language(pages, "summary"),
        tint=source.cover_tint,
        level=source.level,
        kind=source.kind,
        audience=tuple(source.audience),
        phases=tuple(source.phases),
        lessons=rows,
        by_key={str(row.key): row for row in rows},
    )


def draft_outline(lesson: LessonPage) -> Outline:
    """The outline of a lesson's module with this draft of the lesson in its place, published or not."""
    module = lesson.get_parent().specific
    siblings = LessonPage.objects.child_of(module).exclude(pk=lesson.pk).select_related("locale")
    below = sorted([*siblings, lesson], key=lambda page: page.path)
    module.source_language = module.locale.language_code
    return _outline([module], below)


def draft_module_outline(module: ModulePage) -> Outline:
    """The outline of this draft of a module, with its lessons published or not."""
    lessons = LessonPage.objects.child_of(module).select_related("locale").order_by("path")
    module.source_language = module.locale.language_code
    return _outline([module], list(lessons))


def _outline_lesson(number: int, source: LessonPage, versions: list[LessonPage]) -> OutlineLesson:
    return OutlineLesson(
        key=source.translation_key,
        number=number,
        minutes=source.duration_minutes,
        titles=_by_language(versions, "title"),
        urls=_by_language(versions, "url"),
        quizzes=tuple(quizzes_of(source)),
        notes=tuple(block.id or "" for block in source.body if block.block_type == "content_note"),
    )


def _by_language(pages: Iterable, name: str) -> Translated:
    return Translated({page.locale.language_code: getattr(page, name) or "" for page in pages})


def quizzes_of(lesson: LessonPage) -> list[QuizRef]:
    """The quizzes of a lesson in order, each with the content note that covers it, if one does."""
    refs, note, left = [], "", 0
    for block in lesson.body:
        if block.block_type == "content_note":
            note, left = block.id or "", block.value["covers"]
            continue
        if block.block_type == "quiz" and block.value:
            quiz = block.value
            covered = note if left > 0 else ""
            title, mark = quiz.public_title, quiz.public_pass_mark
            refs.append(QuizRef(quiz.key, quiz.pk, title, mark, covered, anchor(quiz.code)))
        left -= 1
    return refs
