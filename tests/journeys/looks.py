"""What is looked at on every page: accessibility, sideways scroll, words in the wrong language."""

from functools import cache

import polib
from playwright.sync_api import Page

from tests.journeys.accessibility import violations
from tests.journeys.pages import sideways_overflow
from tools.messages import catalogue_path

# 320 px is a desktop window at 400 % zoom, 640 px one at 200 %.
ZOOMED = {360: (320, 360), 1280: (640, 1280)}
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


def faults(page: Page) -> list[str]:
    """Everything that is wrong with the page as it stands, one line each."""
    return [*violations(page), *overflows(page), *foreign_words(page)]


def overflows(page: Page) -> list[str]:
    """Sideways scroll at the page's width and zoomed in."""
    size = page.viewport_size
    found = []
    for width in ZOOMED[size["width"]]:
        page.set_viewport_size({"width": width, "height": size["height"]})
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
