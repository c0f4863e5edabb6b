"""What changed in an original since its texts were last handed to translators, text by text."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from courses.check_texts import plain

WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Change(models.TextChoices):
    """What happened to one text of an original."""

    SAME = "same", _("Unchanged")
    CHANGED = "changed", _("Changed since")
    NEW = "new", _("New since")
    REMOVED = "removed", _("Removed since")
    WAITING = "waiting", _("Not translated yet")


ICONS = {
    Change.SAME: "check",
    Change.CHANGED: "warning",
    Change.NEW: "plus",
    Change.REMOVED: "cross",
    Change.WAITING: "edit",
}


@dataclass(frozen=True)
class Piece:
    """A stretch of words: `kind` is "same", "out" (it stood there) or "in" (it stands there now)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """One text: as it was handed over, as it is now, and as it is translated."""

    change: Change
    was: str = ""
    now: str = ""
    translation: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def icon(self) -> str:
        return ICONS[self.change]


@dataclass(frozen=True)
class PageState:
    """How far one page is translated. `page` is the translation, or the original when there is none."""

    page: Page
    is_missing: bool = False
    waiting: int = 0
    is_behind: bool = False

    @property
    def is_complete(self) -> bool:
        return not (self.is_missing or self.waiting or self.is_behind)


Texts = dict[str, list[str]]
Translated = dict[tuple[str, str], str]


# --- Pure: what changed


def lines(was: Texts, now: Texts, translated: Translated) -> list[Line]:
    """Every text in the order of the original as it is now; what was removed stands where it stood.

    `was` and `now`: path → texts. `translated`: `(path, text as handed over)` → its translation.
    """
    paths = list(dict.fromkeys([*now, *was]))
    return [
        line for path in paths for line in lines_at(path, was.get(path, []), now.get(path, []), translated)
    ]


def lines_at(path: str, was: list[str], now: list[str], translated: Translated) -> Iterator[Line]:
    matcher = difflib.SequenceMatcher(a=was, b=now, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from (same(text, translated.get((path, text), "")) for text in was[a:b])
            continue
        paired = min(b - a, d - c)
        for old, new in zip(was[a : a + paired], now[c : c + paired], strict=True):
            pieces = list(word_pieces(plain(old), plain(new)))
            done = plain(translated.get((path, old), ""))
            yield Line(Change.CHANGED, plain(old), plain(new), done, pieces)
        for text in was[a + paired : b]:
            yield Line(Change.REMOVED, was=plain(text), translation=plain(translated.get((path, text), "")))
        yield from (Line(Change.NEW, now=plain(text)) for text in now[c + paired : d])


def same(text: str, done: str) -> Line:
    return Line(Change.SAME if done else Change.WAITING, plain(text), plain(text), plain(done))


def word_pieces(old: str, new: str) -> Iterator[Piece]:
    """Two versions of a text as one, word by word."""
    a, b = WORDS.findall(old), WORDS.findall(new)
    for kind, i, j, k, m in difflib.SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(a[i:j]))
            continue
        if i < j:
            yield Piece("out", "".join(a[i:j]))
        if k < m:
            yield Piece("in", "".join(b[k:m]))


# --- From the database


def difference(page: Page) -> list[Line]:
    """The lines of a translated page; empty for an original and for a page that was never handed over."""
    source = source_of(page)
    original = original_of(page, source)
    if source is None or original is None:
        return []
    return lines(handed_over(source), as_it_is(original), translated_texts(page))


def source_of(page: Page) -> TranslationSource | None:
    """What translators were last given of a page in another language."""
    found = TranslationSource.objects.filter(object_id=page.translation_key)
    return found.exclude(locale_id=page.locale_id).select_related("locale").first()


def original_of(page: Page, source: TranslationSource | None) -> Page | None:
    if source is None:
        return None
    return Page.objects.filter(translation_key=page.translation_key, locale=source.locale).specific().first()


def handed_over(source: TranslationSource) -> Texts:
    texts: Texts = defaultdict(list)
    rows = StringSegment.objects.filter(source=source).order_by("order")
    for path, data in rows.values_list("context__path", "string__data"):
        texts[path].append(data)
    return texts


def as_it_is(original: Page) -> Texts:
    texts: Texts = defaultdict(list)
    for segment in extract_segments(original):
        if isinstance(segment, StringSegmentValue):
            texts[segment.path].append(segment.string.data)
    return texts


def translated_texts(page: Page) -> Translated:
    rows = StringTranslation.objects.filter(
        locale_id=page.locale_id, context__object_id=page.translation_key, has_error=False
    )
    found = rows.values_list("context__path", "translation_of__data", "data")
    return {(path, text): data for path, text, data in found}


# --- A module's pages at a glance


def page_states(originals: Iterable[Page], locale: Locale) -> list[PageState]:
    """How far each page of a module is translated, in its order."""
    return [state_of(original, locale) for original in originals]


def state_of(original: Page, locale: Locale) -> PageState:
    page = Page.objects.filter(translation_key=original.translation_key, locale=locale).first()
    if page is None:
        return PageState(original, is_missing=True)
    found = difference(page)
    changed = {Change.CHANGED, Change.NEW, Change.REMOVED}
    return PageState(
        page,
        waiting=sum(line.change == Change.WAITING for line in found),
        is_behind=any(line.change in changed for line in found),
    )
