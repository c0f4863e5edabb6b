"""Counting the steps of a journey: one click, tap or activating key is one step.

Typing, scrolling and moving the focus are none (docs/decisions, "What counts as a step").
"""

from playwright.sync_api import Locator, Page

ACTIVATING = {"Enter", "Space", " "}
MOST_TABS = 150
HAS_FOCUS = "element => element === document.activeElement"


class Steps:
    """Acts on a page for a person and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def click(self, target: Locator) -> None:
        """Click with a mouse."""
        target.click()
        self.count += 1

    def tap(self, target: Locator) -> None:
        """Tap with a finger."""
        target.tap()
        self.count += 1

    def check(self, target: Locator) -> None:
        """Tick a box or choose a radio button."""
        target.check()
        self.count += 1

    def press(self, key: str) -> None:
        """Press a key on whatever has the focus."""
        self.page.keyboard.press(key)
        self.count += key in ACTIVATING

    def activate(self, target: Locator, key: str = "Enter") -> None:
        """Reach an element with the Tab key alone, see that the focus shows, and press a key on it."""
        tab_to(self.page, target)
        self.press(key)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the element has the focus; fails when the keyboard cannot reach it."""
    element = target.element_handle()
    for _ in range(MOST_TABS):
        if element.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {target} on {page.url}.")
