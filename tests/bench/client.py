"""The requests whose cost is measured. Each answer is checked: a redirect to the sign-in page is fast too."""

import gzip
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.bench.servers import Server

CSRF = "b" * 32


class WrongAnswer(Exception):
    """The server did not do what is measured."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes
    sent: int  # bytes as they came over the wire, compressed or not


def ask(server: Server, method: str, url: str, *, cookies: str = "", form: dict | None = None) -> Answer:
    """One request over the connection that is kept open."""
    headers = {"Accept-Encoding": "gzip"}
    if cookies:
        headers["Cookie"] = cookies
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    server.connection.request(method, url, urlencode(form) if form is not None else None, headers)
    response = server.connection.getresponse()
    body = response.read()
    plain = gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body
    return Answer(response.status, response.headers.get("Location", ""), plain, len(body))


@dataclass(frozen=True)
class Reading:
    """The same addresses again and again; every answer must hold a text and keep to its length."""

    server: Server
    sizes: dict[str, int]
    marker: bytes
    sessions: tuple[str, ...] = ("",)
    slack: int = 0

    def send(self, count: int) -> None:
        for number in range(count):
            url = list(self.sizes)[number % len(self.sizes)]
            answer = ask(self.server, "GET", url, cookies=self._cookies(number))
            if answer.status != 200 or self.marker not in answer.body:
                raise WrongAnswer(f"{url}: {answer.status}, {self.marker!r} is missing")
            if abs(len(answer.body) - self.sizes[url]) > self.slack:
                raise WrongAnswer(f"{url}: {len(answer.body)} bytes, not {self.sizes[url]}")

    def _cookies(self, number: int) -> str:
        session = self.sessions[number % len(self.sessions)]
        return f"puentes_session={session}; puentes_csrf={CSRF}" if session else ""


@dataclass(frozen=True)
class Marking:
    """Every learner marks a lesson as done, then all of them the next one."""

    server: Server
    sessions: tuple[str, ...]
    acts: Iterator[tuple[str, str]]

    def send(self, count: int) -> None:
        for _number in range(count):
            session, url = next(self.acts)
            form = {"csrfmiddlewaretoken": CSRF, "uuid": str(uuid.uuid4()), "act": "done"}
            cookies = f"puentes_session={session}; puentes_csrf={CSRF}"
            answer = ask(self.server, "POST", url, cookies=cookies, form=form)
            if answer.status != 302 or "/learn/" not in answer.location:
                raise WrongAnswer(f"{url}: {answer.status} to {answer.location!r}")
