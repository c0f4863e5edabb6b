"""A stand-in for the server: hands out one page and our scripts, keeps what is posted, answers as told."""

import json
from urllib.parse import parse_qs

from playwright.sync_api import Page, Route

from tests.theme.stylesheet import THEME

ADDRESS = "http://puentes.test"
HTML = """<!doctype html><html lang="en"><title>Reflection</title><script type="module" src="/main.js"></script>
<a href="/exit" data-quick-exit="/elsewhere">Quick exit</a>
<auto-save data-saving="Saving" data-saved="Saved" data-waiting="Waiting" data-refused="Refused" {attributes}>
<form method="post" action="/reflection"><input type="hidden" name="uuid" value="from-the-page" data-fresh="uuid">
<textarea name="text"></textarea><output class="save-state"></output><button>Save</button></form></auto-save>
<form id="done" method="post" action="/done" {done}><button>Mark as done</button></form></html>"""


class StandIn:
    """Answers `page`. `posts` holds (path, fields) in order; `status` and `body` are what posts are told."""

    def __init__(self, page: Page, attributes: str = "", done: str = "") -> None:
        self.page = page
        self.html = HTML.format(attributes=attributes, done=done)
        self.posts: list[tuple[str, dict[str, str]]] = []
        self.status, self.body = 200, {}
        self.asked: list[str] = []
        page.context.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        self.asked.append(path)
        if route.request.method == "POST":
            self.keep(path, route)
        elif path.endswith(".js"):
            route.fulfill(
                path=THEME / "static" / "js" / path.removeprefix("/"), content_type="text/javascript"
            )
        else:
            route.fulfill(body=self.html, content_type="text/html")

    def keep(self, path: str, route: Route) -> None:
        fields = {name: values[0] for name, values in parse_qs(route.request.post_data or "").items()}
        self.posts.append((path, fields))
        route.fulfill(status=self.status, body=json.dumps(self.body), content_type="application/json")

    def open(self) -> None:
        self.page.goto(f"{ADDRESS}/")
        self.page.wait_for_function("Boolean(customElements.get('auto-save'))")

    def type(self, text: str) -> None:
        self.page.locator("textarea").press_sequentially(text)

    def until(self, state: str) -> None:
        self.page.locator(f"auto-save[data-state={state}]").wait_for()

    def texts(self) -> list[str]:
        return [fields["text"] for path, fields in self.posts if path == "/reflection"]

    def keys(self) -> list[str]:
        return [fields["uuid"] for path, fields in self.posts if path == "/reflection"]

    def kept_here(self) -> int:
        return self.page.evaluate("localStorage.length + sessionStorage.length")
