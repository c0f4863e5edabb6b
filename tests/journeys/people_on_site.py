"""A person on the site: reads in one language and acts with a mouse, a finger or the keyboard alone."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps import Steps, tab_to

# The focus shows when the element, what is drawn over it, or the label or card around it is outlined,
# and when no part of the frame (sticky bar, quick exit) covers it entirely.
FOCUS_SHOWS = """element => {
    const outlined = (node, part) => {
        const style = getComputedStyle(node, part)
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    }
    const around = [element, element.closest("label"), element.closest(".card")].filter(node => node)
    return around.some(node => outlined(node)) || outlined(element, "::after")
}"""
FOCUS_IS_UNCOVERED = """element => [...element.getClientRects()].some(box =>
    [0.1, 0.5, 0.9].some(x => [0.2, 0.5, 0.8].some(y => {
        const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
        return top && (element.contains(top) || top.contains(element) && top.closest("label, .card"))
    })))"""


def new_email(word: str = "person") -> str:
    """An address nobody has used on this copy of the site."""
    return f"{word}-{uuid.uuid4().hex}@example.net"


class Person:
    """Acts on a page; `way` is "mouse", "finger" or "keys". Their steps are counted."""

    def __init__(self, page: Page, language: str, way: str) -> None:
        self.page = page
        self.language = language
        self.way = way
        self.steps = Steps(page)
        self.mails_read = 0

    # --- Reading

    def says(self, message: str, context: str = "", **values: object) -> str:
        """What the site says for a message of its source, in this person's language."""
        with override(self.language):
            said = pgettext(context, message) if context else _(message)
        return said % values if values else said

    def goes_to(self, address: str) -> None:
        """Open an address as from a bookmark; the count of steps begins anew."""
        response = self.page.goto(address)
        assert response.status == 200, f"{response.status} at {address}"
        self.steps = Steps(self.page)

    def sees(self, *texts: str) -> None:
        """Each text stands on the page and can be read."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def sees_heading(self, name: str) -> None:
        """The page's first heading."""
        expect(self.page.get_by_role("heading", level=1, name=name)).to_be_visible()

    def does_not_see(self, *texts: str) -> None:
        """None of the texts is anywhere in what the server sent, not even hidden."""
        sent = self.page.content()
        assert [text for text in texts if text in sent] == []

    # --- Finding

    def link(self, message: str, context: str = "", **values: object) -> Locator:
        """The link with these words of the interface."""
        return self.page.get_by_role("link", name=self.says(message, context, **values), exact=True).first

    def button(self, message: str, context: str = "", **values: object) -> Locator:
        """The button with these words of the interface."""
        return self.page.get_by_role("button", name=self.says(message, context, **values), exact=True).first

    def field(self, message: str) -> Locator:
        """The field with this label."""
        return self.page.get_by_label(self.says(message)).first

    # --- Acting

    def uses(self, target: Locator) -> None:
        """Follow a link or press a button, and wait for where it leads."""
        with self.page.expect_navigation():
            self.opens(target)

    def opens(self, target: Locator) -> None:
        """Press what changes the page one is on: a summary, a menu."""
        if self.way == "keys":
            self._reaches(target)
            self.steps.press("Enter")
        elif self.way == "finger":
            self.steps.tap(target)
        else:
            self.steps.click(target)

    def writes(self, target: Locator, text: str) -> None:
        """Type over what stands in a field."""
        if self.way != "keys":
            return target.fill(text)
        self._reaches(target)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def ticks(self, target: Locator) -> None:
        """Tick a box or choose one of several."""
        if self.way != "keys":
            return self.steps.check(target)
        if target.get_attribute("type") == "radio":
            return self._moves_to_radio(target)
        self._reaches(target)
        self.steps.press("Space")

    def picks(self, target: Locator, value: str) -> None:
        """Choose a line of a list."""
        if self.way != "keys":
            target.select_option(value)
            return
        self._reaches(target)
        for _line in range(target.locator("option").count()):
            if target.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        assert target.input_value() == value

    def _moves_to_radio(self, target: Locator) -> None:
        group = self.page.locator(f'input[name="{target.get_attribute("name")}"]')
        self._reaches(group.first)
        self.steps.press("Space")
        for _radio in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert target.is_checked()

    def _reaches(self, target: Locator) -> None:
        """Tab to an element and see where one is."""
        tab_to(self.page, target)
        assert target.evaluate(FOCUS_SHOWS), f"The focus does not show on {target} at {self.page.url}."
        assert target.evaluate(FOCUS_IS_UNCOVERED), f"{target} has the focus but is covered."
