"""Browser pages as the journeys need them, and an ear for what goes wrong in them."""

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

REGIONS = {"es": "es-MX", "en": "en-US"}
HEIGHTS = {360: 640, 1280: 800}


def new_page(browser: Browser, url: str, *, width: int, scheme: str, script: bool, language: str) -> Page:
    """A page in a context of its own: no cookies, nothing cached."""
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": HEIGHTS.get(width, 800)},
        has_touch=width < 600,
        color_scheme=scheme,
        java_script_enabled=script,
        locale=REGIONS[language],
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    return context.new_page()


class Complaints:
    """Collects what goes wrong in pages: errors of scripts, of the content policy and of the server."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.heard: list[str] = []

    def listen_to(self, page: Page) -> None:
        """Listen to a page from now on."""
        page.on("console", self._hear_console)
        page.on("pageerror", lambda error: self.heard.append(f"script error: {error}"))
        page.on("request", self._hear_request)
        page.on("response", self._hear_response)

    def _hear_console(self, message: ConsoleMessage) -> None:
        # The status of a response is judged in _hear_response: a 404 may be what a journey is after.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.heard.append(f"console: {message.text}")

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith((self._url, "data:", "blob:", "about:")):
            self.heard.append(f"request to another host: {request.url}")

    def _hear_response(self, response: Response) -> None:
        if response.status >= 500:
            self.heard.append(f"{response.status}: {response.url}")
        elif response.status >= 400 and response.request.resource_type != "document":
            self.heard.append(f"{response.status} for a part of the page: {response.url}")


def sideways_overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 when it does not scroll sideways."""
    return page.evaluate(
        "() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
    )
