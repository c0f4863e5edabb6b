"""Glossary words inside rich text: `[[open_door|open-door]]` becomes a link to the entry."""

import re
from collections.abc import Callable, Container, Iterator

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from reference import figures
from reference.models import GlossaryTerm

# Words may hold entities, never a tag: a link that opens inside one element and closes in another breaks both.
MARK = re.compile(r"\[\[(?P<code>[A-Za-z0-9_-]+)\|(?P<words>[^\[\]|<>]+)\]\]")
# Quoted values may hold ">".
TAG = re.compile(r"""(<(?:[^"'>]|"[^"]*"|'[^']*')*>)""")
LINK_OPENS = re.compile(r"<a[\s>]", re.IGNORECASE)
ANY_MARK = re.compile(r"\[\[(?P<inside>[^\[\]]*)\]\]")


def link_glossary(html: str, language: str, terms: Container[str]) -> tuple[SafeString, list[str]]:
    """`html` with its marked words linked, and the codes used, in order of appearance.

    `html` must be clean already. `terms` holds the codes that exist; the words of an unknown code and
    of a mark inside a link stay plain text. Attributes are left alone.
    """
    used: dict[str, None] = {}

    def link(match: re.Match) -> str:
        code, words = match["code"], match["words"]
        if code not in terms:
            return words
        used[code] = None
        return format_html(
            '<a class="word" href="{}">{}</a>', term_address(code, language), SafeString(words)
        )

    # Nothing but clean HTML and escaped addresses goes in, so the result is as safe as `html` was.
    return SafeString("".join(_with_links(html, link))), list(used)


def _with_links(html: str, link: Callable[[re.Match], str]) -> Iterator[str]:
    """The parts of `html`, marks in its texts replaced: by links, or inside a link by their words."""
    links_open = 0
    for part in TAG.split(html):
        if part.startswith("<"):
            links_open += LINK_OPENS.match(part) is not None
            links_open -= part.lower().startswith("</a")
            yield part
        else:
            yield MARK.sub(r"\g<words>" if links_open else link, part)


def term_address(code: str, language: str) -> str:
    """Where the entry of this code is read in `language`."""
    with override(language):
        return reverse("glossary_term", args=[code])


def marked_codes(text: str) -> list[str]:
    """The codes that `text` marks, in order of appearance, each once."""
    return list(dict.fromkeys(match["code"] for match in MARK.finditer(text)))


def validate_glossary_markup(text: str) -> None:
    """Raise `ValidationError` naming every mark that cannot be read and every code that does not exist."""
    marks = [mark[0] for mark in ANY_MARK.finditer(text) if not figures.MARK.fullmatch(mark[0])]
    unreadable = [mark for mark in marks if not MARK.fullmatch(mark)]
    codes = marked_codes(text)
    known = (
        set(GlossaryTerm.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    )
    messages = [
        _("Write glossary words as [[code|words]]; this cannot be read: %(mark)s") % {"mark": mark}
        for mark in unreadable
    ]
    messages += [
        _("The glossary has no entry with the code “%(code)s”.") % {"code": code}
        for code in codes
        if code not in known
    ]
    messages += [
        _("There is no figure with the code “%(code)s”.") % {"code": code}
        for code in figures.unknown_figures(text)
    ]
    if messages:
        raise ValidationError(messages)
