"""The site as it runs in production: behind TLS, with a mail server, with nothing of the demo."""

import email
import http.client
import json
import re
import secrets
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.config.outside import HOST, mail_server, self_signed, tls_proxy
from tests.config.test_production import SAFE
from tools.live_site import LiveSite

SIGN_IN, PROFILE = "/en/account/sign-in/", "/en/account/"
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class ProductionSite(LiveSite):
    """The site under production settings, with the content the others have."""

    def __init__(self, mail_port: int) -> None:
        super().__init__()
        self.mail_port = mail_port

    @property
    def environment(self) -> dict[str, str]:
        production = {**SAFE, "SECRET_KEY": secrets.token_urlsafe(60), "PUENTES_HOSTS": "localhost"}
        mail = {"EMAIL_HOST": HOST, "EMAIL_PORT": str(self.mail_port), "EMAIL_USE_TLS": "no"}
        return {**super().environment, **production, **mail, "PUENTES_TRUSTED_PROXIES": "0"}


@dataclass
class Production:
    """The running site, the door of its proxy, and what its mail server received."""

    site: ProductionSite
    port: int
    trust: ssl.SSLContext
    mails: list[bytes]


@pytest.fixture(scope="module")
def production(tmp_path_factory) -> Iterator[Production]:
    pem, mails = self_signed(tmp_path_factory.mktemp("tls")), []
    trust = ssl.create_default_context(cafile=str(pem))
    with mail_server(mails) as post, ProductionSite(post.port) as site, tls_proxy(site.port, pem) as proxy:
        yield Production(site, proxy.port, trust, mails)


@dataclass
class Visitor:
    """Somebody's browser: it keeps cookies, and sends the origin of the page it stands on."""

    production: Production
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, **fields: str) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPSConnection(
            "localhost", self.production.port, context=self.production.trust, timeout=30
        )
        origin = f"https://localhost:{self.production.port}"
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            **({"Origin": origin, "Referer": f"{origin}{path}"} if method == "POST" else {}),
        }
        connection.request(method, path, urlencode(fields), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for header in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: one.value for name, one in SimpleCookie(header).items()}
        connection.close()
        return answer, text

    def fill(self, path: str, **fields: str) -> http.client.HTTPResponse:
        """Open a form, fill it in and send it."""
        token = TOKEN.search(self.ask("GET", path)[1])[1]
        return self.ask("POST", path, csrfmiddlewaretoken=token, **fields)[0]


def plain(production: Production, path: str, host: str = "localhost") -> http.client.HTTPResponse:
    """What the server answers without a proxy before it."""
    connection = http.client.HTTPConnection(HOST, production.site.port, timeout=30)
    connection.request("GET", path, headers={"Host": host})
    return connection.getresponse()


def test_a_page_comes_with_every_protection_and_without_a_cookie(production):
    answer, _text = Visitor(production).ask("GET", "/es/")

    assert answer.status == 200
    assert answer.headers["Set-Cookie"] is None
    assert {
        name: answer.headers[name]
        for name in (
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
        )
    } == {
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_plain_http_leads_to_https_but_for_those_who_watch(production):
    assert plain(production, "/es/").headers["Location"] == "https://localhost/es/"
    assert plain(production, "/es/").status == 301
    assert (plain(production, "/healthz").status, plain(production, "/readyz").status) == (200, 200)


def test_another_host_name_is_refused(production):
    assert plain(production, "/es/aprender/?page=2", host="evil.example").status == 400


def test_nothing_of_the_demo_is_there(production):
    _answer, text = Visitor(production).ask("GET", SIGN_IN)

    assert "participant-001" not in text
    assert "Sign in as" not in text


def test_somebody_signs_in_by_a_code_that_came_by_mail(production):
    visitor, address = Visitor(production), "participant-030@example.org"

    asked = visitor.fill(SIGN_IN, email=address)
    given = visitor.fill(asked.headers["Location"], code=mailed_code(production, address))

    assert (asked.status, given.status) == (302, 302)
    assert {name for name in visitor.cookies if not name.startswith("__Host-")} == set()
    assert visitor.ask("GET", PROFILE)[0].status == 200


def mailed_code(production: Production, address: str) -> str:
    """The code in the latest mail to an address."""
    deadline = time.monotonic() + 20
    while not (found := [mail for mail in production.mails if address.encode() in mail]):
        assert time.monotonic() < deadline, production.site.log()
        time.sleep(0.05)
    message = email.message_from_bytes(found[-1], policy=email.policy.default)
    return CODE.findall(message.get_body(("plain",)).get_content())[-1]


def test_the_log_is_lines_of_json_without_a_person_in_them(production):
    plain(production, "/es/", host="ana@casa.example")
    plain(production, "/en/nothing/?email=ana@casa.example")

    lines = [line for line in production.site.log().splitlines() if line.startswith("{")]

    assert lines
    assert all(json.loads(line)["level"] in {"warning", "error"} for line in lines)
    assert "@casa" not in production.site.log()
