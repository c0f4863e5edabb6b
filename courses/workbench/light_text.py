"""Rich text as people type it in a plain field: blank lines, `##`, `-`, `1.`, `**bold**`, `*italic*`, links.

Only what can be turned back without loss is offered for editing; everything else stays for the full editor.
"""

import re
from collections.abc import Iterable
from html import escape, unescape
from html.parser import HTMLParser

BLOCKS = {"p": "", "h2": "## ", "h3": "### "}
SAME_AS = {"strong": "b", "em": "i"}
MARKS = {"b": "**", "i": "*"}
ITEM = {"ul": re.compile(r"-\s+"), "ol": re.compile(r"\d+[.)]\s+")}
HEADING = re.compile(r"(##|###)\s+(.+)", re.DOTALL)
LINK = re.compile(r"(?<!\[)\[([^\[\]]+)\]\(((?:https?://|mailto:)[^\s()<>\"]+)\)")
# Bounded, so that a text of stars alone takes no time.
STRONG = re.compile(r"\*\*(?=\S)(.{1,500}?)(?<=\S)\*\*")
WEAK = re.compile(r"\*(?=\S)(.{1,500}?)(?<=\S)\*")
LEADS_AWAY = ("http://", "https://", "mailto:")


class CannotBeTypedError(ValueError):
    """The rich text holds something that has no form in plain text."""


def as_html(text: str) -> str:
    """The typed text as rich text, one element after the other."""
    parts = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").strip())
    return "".join(element(part.strip("\n")) for part in parts if part.strip())


def element(part: str) -> str:
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    for tag, pattern in ITEM.items():
        if all(pattern.match(line) for line in lines):
            rows = "".join(f"<li>{inline(pattern.sub('', line, count=1))}</li>" for line in lines)
            return f"<{tag}>{rows}</{tag}>"
    heading = HEADING.fullmatch(lines[0]) if len(lines) == 1 else None
    if heading:
        tag = "h2" if heading[1] == "##" else "h3"
        return f"<{tag}>{inline(heading[2])}</{tag}>"
    return f"<p>{'<br/>'.join(inline(line) for line in lines)}</p>"


def inline(text: str) -> str:
    """One line of typed text with its links and its stress."""
    html, end = [], 0
    for link in LINK.finditer(text):
        html += [stress(text[end : link.start()]), f'<a href="{escape(link[2])}">{stress(link[1])}</a>']
        end = link.end()
    return "".join([*html, stress(text[end:])])


def stress(text: str) -> str:
    return WEAK.sub(r"<i>\1</i>", STRONG.sub(r"<b>\1</b>", escape(text, quote=False)))


def as_light(html: str) -> str | None:
    """The rich text as one would type it; None when it holds what cannot be typed."""
    writer = LightWriter()
    try:
        writer.feed(html)
        writer.close()
        text = writer.text()
    except CannotBeTypedError:
        return None
    return text if shape(as_html(text)) == shape(html) else None


class LightWriter(HTMLParser):
    """Writes what it reads as typed text. Raises `CannotBeTypedError` at the first thing it cannot write."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.list_rows: list[str] | None = None
        self.list_tag = ""
        self.words = ""
        self.hrefs: list[str] = []

    def text(self) -> str:
        return "\n\n".join(part for part in self.parts if part.strip())

    def handle_starttag(self, tag: str, attrs: list) -> None:
        tag = SAME_AS.get(tag, tag)
        if tag in ITEM:
            self.list_tag, self.list_rows = tag, []
        elif tag in MARKS:
            self.words += MARKS[tag]
        elif tag == "br":
            self.words += "\n"
        elif tag == "a":
            self.open_link(dict(attrs))
        elif tag not in BLOCKS and tag != "li":
            raise CannotBeTypedError(tag)

    def open_link(self, attributes: dict) -> None:
        href = attributes.get("href") or ""
        if set(attributes) != {"href"} or not href.startswith(LEADS_AWAY):
            raise CannotBeTypedError("a")
        self.hrefs.append(href)
        self.words += "["

    def handle_endtag(self, tag: str) -> None:
        tag = SAME_AS.get(tag, tag)
        if tag in MARKS:
            self.words += MARKS[tag]
        elif tag == "a":
            self.words += f"]({self.hrefs.pop()})"
        elif tag == "li":
            self.end_row()
        elif tag in ITEM:
            self.parts.append("\n".join(self.list_rows or ()))
            self.list_rows = None
        elif tag in BLOCKS:
            self.parts.append(BLOCKS[tag] + self.taken())

    def end_row(self) -> None:
        if self.list_rows is None:
            raise CannotBeTypedError("li")
        sign = "- " if self.list_tag == "ul" else f"{len(self.list_rows) + 1}. "
        self.list_rows.append(sign + self.taken())

    def taken(self) -> str:
        words, self.words = self.words.strip(), ""
        return words

    def handle_data(self, data: str) -> None:
        self.words += data


def shape(html: str) -> list[str]:
    """Tags and words of rich text, without what makes no difference to a reader."""
    reader = ShapeReader()
    reader.feed(html)
    reader.close()
    return [*merged(reader.found)]


def merged(found: Iterable[str]) -> Iterable[str]:
    """Neighbouring words as one text, and no empty ones."""
    words = ""
    for token in found:
        if token.startswith("<"):
            if words.strip():
                yield unescape(" ".join(words.split()))
            words = ""
            yield token
        else:
            words += token[1:]
    if words.strip():
        yield unescape(" ".join(words.split()))


class ShapeReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        kept = [f" {name}={value}" for name, value in sorted(attrs) if name != "data-block-key"]
        self.found.append(f"<{SAME_AS.get(tag, tag)}{''.join(kept)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            self.found.append(f"</{SAME_AS.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        self.found.append("=" + data)
