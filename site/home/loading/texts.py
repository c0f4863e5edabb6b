"""Texts of content files in the form in which pages store them."""

import re
import uuid
from html import escape

from home.loading.files import ContentError

# Every id of a page or block is derived from its name, so that a second load finds the first one's rows.
NAMESPACE = uuid.UUID("8d3b7c52-0f63-5b0e-9a57-4f4f0a5c2f61")
AROUND_BLOCKS = re.compile(r"\s*(</?(?:p|ul|ol|li|h2|h3|h4|blockquote)>)\s*")
SPACES = re.compile(r"\s+")


def stable_id(*names: str) -> uuid.UUID:
    """The same id for the same names, for ever."""
    return uuid.uuid5(NAMESPACE, "/".join(names))


def in_language(value: dict[str, str] | None, language: str, place: str) -> str:
    """The text of one language; empty when there is no text at all.

    Raises `ContentError` when only the other language has it: nothing falls back silently.
    """
    if not value:
        return ""
    text = (value.get(language) or "").strip()
    if not text:
        raise ContentError(f"{place} has no text in {language!r}.")
    return text


def rich(text: str) -> str:
    """Simple HTML on one line; a bare sentence is plain text and becomes a paragraph."""
    if not text:
        return ""
    if "<" not in text:
        text = escape(text, quote=False)
    if not text.startswith("<p") and not AROUND_BLOCKS.match(text):
        text = f"<p>{text}</p>"
    return SPACES.sub(" ", AROUND_BLOCKS.sub(r"\1", text)).strip()
