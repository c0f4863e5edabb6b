"""A lesson page as it stands in this content generation: everything that is the same for all readers.

Made once for each generation and language; a request adds what belongs to one learner.
"""

import uuid
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language
from wagtail.models import Site

from base.per_generation import PerGeneration
from courses.models import LessonPage
from courses.outline import Outline, OutlineLesson, outline_of_lesson
from courses.usage import source_of
from reference.glossary import marked_codes
from reference.shelf import glossary_entries

ACTIVITIES = frozenset({"quiz", "scenario", "reflection"})
# Blocks that are lighter for readers who save data.
WEIGHTY = frozenset({"image", "media"})
_snapshots = PerGeneration(most=2000)


@dataclass(frozen=True)
class ActivityRef:
    """Where an activity stands in a lesson. `pk` is that of the Quiz, Scenario or Reflection."""

    kind: str
    pk: int
    block_id: str


@dataclass(frozen=True)
class Part:
    """A piece of the lesson: ready HTML, an activity, or the start or end of a sensitive section."""

    kind: str
    html: str = ""
    # The same for readers who save data, where it differs.
    light: str = ""
    activity: ActivityRef | None = None
    block_id: str = ""
    note: dict = field(default_factory=dict)


@dataclass(frozen=True)
class LessonSnapshot:
    page_pk: int
    key: uuid.UUID
    language: str
    url: str
    title: str
    intro: str
    description: str
    parts: tuple[Part, ...]
    words: str
    outline: Outline
    lesson: OutlineLesson
    # Markup made from this snapshot (see `courses.lesson_parts`); it lives as long as the snapshot does.
    kept: dict = field(default_factory=dict, compare=False, repr=False)

    @property
    def activities(self) -> list[ActivityRef]:
        return [part.activity for part in self.parts if part.activity]


def snapshot_at(request: HttpRequest) -> LessonSnapshot | None:
    """The published, unrestricted lesson at this address; None for every other address.

    Misses are not remembered: otherwise invented addresses would push out the real ones.
    """
    return find_lesson(request, request.path_info)


def find_lesson(request: HttpRequest, path: str) -> LessonSnapshot | None:
    key = (request.META.get("HTTP_HOST", ""), path, get_language())
    return _snapshots.get_or_none(key, lambda: _look_up(request, path))


def _look_up(request: HttpRequest, path: str) -> LessonSnapshot | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    page = LessonPage.objects.live().filter(url_path=_url_path(site, path)).select_related("locale").first()
    if page is None or page.get_view_restrictions().exists():
        return None
    return make_snapshot(page)


def _url_path(site: Site, path: str) -> str:
    """The tree path of an address: the home of its language stands in place of the language prefix."""
    language, _slash, rest = path.strip("/").partition("/")
    home = site.root_page.get_translations(inclusive=True).filter(locale__language_code=language).first()
    return f"{home.url_path}{rest}/" if home else ""


def make_snapshot(
    page: LessonPage, outline: Outline | None = None, *, is_draft: bool = False
) -> LessonSnapshot | None:
    """The snapshot of a page object; None while its module has no published outline that holds it."""
    outline = outline or outline_of_lesson(page.translation_key)
    lesson = outline.lesson(page.translation_key) if outline else None
    if outline is None or lesson is None:
        return None
    return LessonSnapshot(
        page_pk=page.pk,
        key=page.translation_key,
        language=page.locale.language_code,
        url=page.url or "",
        title=page.title,
        intro=page.intro,
        description=page.description,
        parts=tuple(parts_of(page, is_draft=is_draft)),
        words=_words(page),
        outline=outline,
        lesson=lesson,
    )


def parts_of(page: LessonPage, *, is_draft: bool = False) -> list[Part]:
    """The body in parts; a content note opens a sensitive section that ends after the blocks it covers."""
    parts: list[Part] = []
    note, left = None, 0
    for block in page.body:
        if block.block_type == "content_note":
            note, left = _note(block), block.value["covers"]
            parts.append(note)
            continue
        parts.append(_part(block, is_draft=is_draft))
        left -= 1
        if note and left == 0:
            parts.append(Part("note_end", block_id=note.block_id))
            note = None
    if note:
        parts.append(Part("note_end", block_id=note.block_id))
    return parts


def _note(block) -> Part:
    note = {"topics": block.value["topics"], "text": block.value["text"]}
    return Part("note", block_id=block.id or "", note=note)


def _part(block, *, is_draft: bool) -> Part:
    if block.block_type in ACTIVITIES:
        pk = block.value.pk if block.value else 0
        return Part(
            "activity", activity=ActivityRef(block.block_type, pk, block.id or ""), block_id=block.id or ""
        )
    context = {
        "value": block.value,
        "block_id": block.id,
        "shared": shared_origin(block),
        "is_draft": is_draft,
    }
    template = f"courses/blocks/{block.block_type}.html"
    light = block.block_type in WEIGHTY and render_to_string(template, context | {"data_saver": True})
    return Part("html", render_to_string(template, context), light or "", block_id=block.id or "")


def shared_origin(block) -> dict | None:
    """The origin that all facts of a block have in common: said once under them instead of under each."""
    if block.block_type not in {"key_facts", "timeline"}:
        return None
    rows = block.value["facts"] if block.block_type == "key_facts" else block.value["entries"]
    origins = {(row["fact_status"], row["source"].pk if row["source"] else None) for row in rows}
    if len(origins) != 1 or len(rows) < 2:
        return None
    return {"fact_status": rows[0]["fact_status"], "source": rows[0]["source"]}


def _words(page: LessonPage) -> str:
    """The "words in this lesson" list, ready made."""
    entries = glossary_entries(marked_codes(source_of(page)))
    return render_to_string("courses/components/words.html", {"entries": entries}) if entries else ""
