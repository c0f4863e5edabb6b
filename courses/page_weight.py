"""What a page weighs on the line, measured on what a visitor would get of its newest draft."""

import gzip
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language, override
from wagtail.models import Page

from base.storages import join_stylesheet
from media.checks import items_in
from media.weight import bytes_on_first_visit

KB = 1024
# On a first visit, over the wire.
MOST_TEXT = 35 * KB
MOST_IN_ALL = 60 * KB


class Weight(NamedTuple):
    """Bytes: HTML and stylesheet, both compressed; all that a first visit loads; of it, pictures and stills."""

    text: int
    total: int
    media: int

    @property
    def is_too_much(self) -> bool:
        return self.text > MOST_TEXT or self.total > MOST_IN_ALL


def weight_of(page: Page) -> Weight | None:
    """What a first visit to a page loads; None when it cannot be shown. Renders it as a visitor reads it."""
    # The request of the preview speaks the language of the page, and leaves it behind.
    with override(get_language()):
        response = page.make_preview_request(preview_mode="visitor")
    if response.status_code != HTTPStatus.OK:
        return None
    html = response.content
    media = sum(map(bytes_on_first_visit, items_in(page)))
    text = len(gzip.compress(html, 6)) + stylesheet()
    return Weight(text, text + script() + font() + media, media)


@cache
def stylesheet() -> int:
    source = settings.THEME / "static" / "css" / "index.css"
    return len(gzip.compress(join_stylesheet(source.read_text("utf-8"), source.parent).encode(), 9))


@cache
def script() -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in files("js", "*.js"))


@cache
def font() -> int:
    return sum(path.stat().st_size for path in files("fonts", "*.woff2"))


def files(folder: str, pattern: str) -> list[Path]:
    return sorted((settings.THEME / "static" / folder).glob(pattern))
