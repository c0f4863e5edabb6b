"""The example of a proxy, running: what it hands out, what it says itself, and what it writes down."""

import grp
import http.client
import http.server
import os
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.config.outside import HOST, Running, self_signed
from tools.children import BASE
from tools.debian import find
from tools.live_site import free_port

KEY = "CvRNw93m60Uz0GHOcka5PWmWnLtpRrpK89FRSAYIjuw"
PICTURE = b"a private picture"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass
class Proxy:
    """The proxy as it is started here: where its files are, and its port for TLS."""

    folder: Path
    port: int

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str, str]:
        """Status, text and cache policy of an answer."""
        trust = ssl.create_default_context(cafile=str(self.folder / "tls.pem"))
        connection = http.client.HTTPSConnection("localhost", self.port, context=trust, timeout=20)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers["Cache-Control"]

    def written(self, word: str) -> str:
        """Both logs, once a word stands in them: a line is written when its answer has gone."""
        deadline = time.monotonic() + 10
        while word not in (text := "".join(path.read_text() for path in self.folder.glob("*.log"))):
            assert time.monotonic() < deadline, text
            time.sleep(0.02)
        return text


class Site(http.server.BaseHTTPRequestHandler):
    """Stands in for the site: allows one private file, and says for which host it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.headers["Host"].encode()
        self.send_response(200)
        if self.path == "/files/1":
            self.send_header("X-Accel-Redirect", "/private/uploads/one.txt")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quiet."""


def readable_by_the_group(root: Path) -> None:
    """The files as the units leave them: UMask=0027, and a group in which the proxy's user is."""
    group = grp.getgrnam("www-data").gr_gid if os.geteuid() == 0 else os.getegid()
    for path in (root, *root.rglob("*")):
        os.chown(path, -1, group)
        path.chmod(0o750 if path.is_dir() else 0o640)


def files_of_the_site(root: Path) -> None:
    for name, content in {
        "static/css/index.123.css": b"p {}",
        "static/proxy/413.html": (BASE / "site/theme/static/proxy/413.html").read_bytes(),
        "static/proxy/502.html": (BASE / "site/theme/static/proxy/502.html").read_bytes(),
        "private/uploads/one.txt": PICTURE,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    readable_by_the_group(root)


def configured(folder: Path, port: int, site_port: int) -> Path:
    """The example with the ports and folders of this test."""
    text = (BASE / "deploy" / "nginx.conf").read_text("utf-8")
    mine = {
        "listen [::]:80 default_server;": "",
        "listen [::]:443 ssl http2 default_server;": "",
        "listen 80 ": f"listen {HOST}:{free_port()} ",
        "listen 443 ": f"listen {HOST}:{port} ",
        "/etc/nginx/tls/fullchain.pem": f"{folder}/tls.pem",
        "/etc/nginx/tls/privkey.pem": f"{folder}/tls.pem",
        "include mime.types;": "",
        "/var/log/nginx/": f"{folder}/",
        "/var/lib/puentes/": f"{folder}/var/",
        "127.0.0.1:8000": f"{HOST}:{site_port}",
    }
    for theirs, ours in mine.items():
        assert theirs in text, theirs
        text = text.replace(theirs, ours)
    temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in TEMPORARY)
    path = folder / "nginx.conf"
    path.write_text(text.replace("http {", f"http {{\n{temporary}", 1), "utf-8")
    return path


@pytest.fixture(scope="module")
def proxy() -> Iterator[Proxy]:
    program = find("nginx")
    if program is None:
        pytest.skip("nginx is missing: `make test` installs it as root, or names what to install.")
    # Not pytest's own folder: nobody but its owner may enter that.
    with (
        tempfile.TemporaryDirectory() as name,
        Running(http.server.ThreadingHTTPServer((HOST, 0), Site)) as site,
    ):
        folder = Path(name)
        folder.chmod(0o755)
        self_signed(folder)
        (folder / "var").mkdir()
        files_of_the_site(folder / "var")
        proxy = Proxy(folder, free_port())
        path = configured(folder, proxy.port, site.port)
        command = [program, "-p", name, "-c", str(path), "-g", f"daemon off; pid {folder}/pid;"]
        process = subprocess.Popen(command, stderr=(folder / "said").open("w"))
        wait_for(proxy, process)
        yield proxy
        process.terminate()
        process.wait(20)


def wait_for(proxy: Proxy, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection((HOST, proxy.port), 1).close()
            return
        except OSError:
            running = process.poll() is None and time.monotonic() < deadline
            assert running, (proxy.folder / "said").read_text()
            time.sleep(0.05)


def test_static_files_are_read_by_its_own_user(proxy):
    assert proxy.ask("GET", "/static/css/index.123.css") == (
        200,
        "p {}",
        "public, max-age=31536000, immutable",
    )


def test_a_private_file_is_handed_out_only_when_the_site_allows_it(proxy):
    assert proxy.ask("GET", "/files/1")[:2] == (200, PICTURE.decode())
    assert proxy.ask("GET", "/private/uploads/one.txt")[:2] != (200, PICTURE.decode())


def test_the_site_learns_the_port_a_reader_came_to(proxy):
    assert proxy.ask("GET", "/en/")[1] == f"localhost:{proxy.port}"


def test_a_file_that_is_too_large_is_refused_in_both_languages(proxy):
    headers = {"Content-Length": str(600 * 1024**2)}

    status, text, _policy = proxy.ask("POST", "/admin/media/", **headers)

    assert status == 413
    assert ("demasiado grande" in text, "too large" in text) == (True, True)


def test_no_page_of_the_proxy_can_be_asked_for(proxy):
    assert proxy.ask("GET", "/413.html")[0] == 404


def test_what_it_writes_down_names_nobody_and_no_key(proxy):
    proxy.ask("GET", f"/en/account/keep/{KEY}/?email=ana@casa.example", **{"User-Agent": "Ana's phone"})
    proxy.ask("GET", "/es/aprender/de-la-detencion-a-las-puertas-abiertas/")
    proxy.ask("POST", "/en/last/", **{"Content-Length": str(600 * 1024**2)})

    written = proxy.written(" /en/last/ ")

    assert " GET /en/account/keep/[key]/ " in written
    assert " GET /es/aprender/de-la-detencion-a-las-puertas-abiertas/ " in written
    assert [word for word in (KEY, "ana@", "phone", HOST) if word in written] == []
