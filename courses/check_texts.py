"""Everything that is written in a page or an activity, as plain texts with their place."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from base.enums import Language
from reference.glossary import MARK

# These hold somebody else's words, or no words at all.
NOT_OURS = frozenset({"quotation"})
NOT_READ = frozenset({"slug", "seo_title"})
FIGURE = re.compile(r"\[\[=[^\]]*\]\]")


class Text(NamedTuple):
    """A text; `block` is the id of the block it stands in, empty for a field of the page."""

    block: str
    words: str


def texts_of(page: Page) -> Iterator[Text]:
    """What a page says in its own words, in its order."""
    kinds = block_kinds(page)
    for segment in extract_segments(page):
        field, _dot, rest = segment.path.partition(".")
        block = rest.partition(".")[0]
        if not isinstance(segment, StringSegmentValue) or field in NOT_READ or kinds.get(block) in NOT_OURS:
            continue
        words = plain(segment.string.data)
        if words:
            yield Text(block if block in kinds else "", words)


def block_kinds(page: Page) -> dict[str, str]:
    """Block id → kind, of the body of a page that has one."""
    return {str(block.id): block.block_type for block in getattr(page, "body", None) or ()}


def plain(html: str) -> str:
    """The words of a rich text as somebody reads them."""
    text = FIGURE.sub("0", MARK.sub(r"\g<words>", unescape(strip_tags(html.replace("<br", " <br")))))
    return " ".join(text.split())


def texts_in(frozen: Any, language: str) -> Iterator[str]:
    """Every text of one language in the frozen form of an activity."""
    if isinstance(frozen, Mapping):
        if frozen and set(frozen) <= set(Language.values):
            yield plain(str(frozen.get(language, "")))
        else:
            for value in frozen.values():
                yield from texts_in(value, language)
    elif isinstance(frozen, list):
        for value in frozen:
            yield from texts_in(value, language)
