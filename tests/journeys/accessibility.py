"""What axe finds on a page, by the rules of WCAG 2.2 AA."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Of what passed nobody reads the details, and making and moving them takes half of the time.
OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
AXE = Axe().axe_script
LINES = """options => axe.run(options).then(({violations}) => violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.flat().join(" ")}: ${node.failureSummary}`)))"""


def violations(page: Page) -> list[str]:
    """One line for each element that breaks a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(LINES, OPTIONS)


def assert_accessible(page: Page) -> None:
    """Fail with a line for each violation on the page as it is now."""
    found = violations(page)
    assert found == [], f"{page.url}\n" + "\n".join(found)
