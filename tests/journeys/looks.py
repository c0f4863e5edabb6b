"""What is looked at on every page: accessibility, sideways scroll, words in the wrong language.

A page is loaded once and then shown in other looks: wide or narrow, light or dark. Two opposite looks in
Spanish and the other two in English show each page in each language, width and scheme, and in each pair of them.
"""

from functools import cache

import polib
from playwright.sync_api import Page

from tests.journeys.accessibility import violations
from tests.journeys.pages import HEIGHTS, sideways_overflow
from tools.messages import catalogue_path

# 320 px is a desktop window at 400 % zoom, 640 px one at 200 %.
ZOOMED = {360: (320, 360), 1280: (640, 1280)}
OTHER = {360: 1280, 1280: 360, "light": "dark", "dark": "light"}
SHORT = 3

WORDS_ON_PAGE = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const words = []
    while (walker.nextNode()) {
        const node = walker.currentNode
        if (node.parentElement.closest("[lang]").lang !== document.documentElement.lang) continue
        if (!node.parentElement.closest("script, bdi")) words.push(node.textContent.trim().replace(/\\s+/g, " "))
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]"))
        for (const name of ["aria-label", "title", "placeholder"]) words.push(element.getAttribute(name) ?? "")
    return words
}"""


def faults(page: Page, *, everywhere: bool = False) -> list[str]:
    """Everything that is wrong with the page in its own look and the opposite one, or in all four; one line each."""
    own = page.viewport_size["width"], scheme_of(page)
    other = OTHER[own[0]], OTHER[own[1]]
    found = foreign_words(page)
    for width, scheme in (own, other):
        found += [f"{width}: {line}" for line in overflows(page, width)]
        for shown in (scheme, OTHER[scheme])[: 2 if everywhere else 1]:
            page.emulate_media(color_scheme=shown)
            found += [f"{width}, {shown}: {line}" for line in violations(page)]
    show_again(page, *own)
    return found


def scheme_of(page: Page) -> str:
    """Whether the page is shown light or dark."""
    return page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")


def show_again(page: Page, width: int, scheme: str) -> None:
    """Give the page the look it had."""
    resize(page, width, HEIGHTS[width])
    page.emulate_media(color_scheme=scheme)


def resize(page: Page, width: int, height: int) -> None:
    """Make the window as wide and high as that."""
    page.set_viewport_size({"width": width, "height": height})


def overflows(page: Page, own_width: int) -> list[str]:
    """Sideways scroll zoomed in and at a width, which the window has afterwards."""
    found = []
    for width in ZOOMED[own_width]:
        resize(page, width, HEIGHTS[own_width])
        if too_wide := sideways_overflow(page):
            found.append(f"{too_wide} px too wide at {width} px")
    return found


def foreign_words(page: Page) -> list[str]:
    """Interface texts that stand in English on a page in Spanish."""
    if page.evaluate("document.documentElement.lang") != "es":
        return []
    return [f"not in Spanish: {words}" for words in page.evaluate(WORDS_ON_PAGE) if words in english()]


@cache
def english() -> frozenset[str]:
    """The interface's English texts, but for those that read the same in Spanish."""
    catalogue = polib.pofile(str(catalogue_path("es")))
    texts = {(text, spanish) for entry in catalogue for text, spanish in both(entry)}
    same = {text for text, spanish in texts if text == spanish}
    return frozenset(text for text, _spanish in texts if len(text) > SHORT and text not in same)


def both(entry: polib.POEntry) -> list[tuple[str, str]]:
    """A message with its translation, singular and plural."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    forms = entry.msgstr_plural
    return [(entry.msgid, forms.get(0, "")), (entry.msgid_plural, forms.get(1, ""))]
