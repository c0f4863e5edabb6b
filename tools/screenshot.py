"""Make the README's picture from a running copy of the site: `python -m tools.screenshot`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.debian import find
from tools.live_site import LiveSite

BASE = Path(__file__).resolve().parent.parent
PICTURES = {"home": "/en/"}
WINDOW = {"width": 1280, "height": 800}


def take(url: str, folder: Path) -> None:
    """Take every picture from the site at `url`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW, color_scheme="light", locale="en-US")
        for name, address in PICTURES.items():
            page.goto(url + address, wait_until="networkidle")
            page.reload(wait_until="networkidle")  # the font is optional: it is there the second time
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


def main() -> int:
    """Start a copy of the site, take the pictures, end it."""
    folder = BASE / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with LiveSite() as site:
        take(site.url, folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
