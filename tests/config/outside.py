"""What stands around the site in production, small: a proxy that ends TLS, and a mail server."""

import datetime
import http.client
import http.server
import ipaddress
import socketserver
import ssl
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"
PASSED_ON = {"content-type", "content-length", "cookie", "host", "origin", "referer", "accept-language"}


def self_signed(folder: Path) -> Path:
    """A certificate and its key for localhost, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address(HOST))]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "tls.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


class Running:
    """A server of the standard library in a thread: `with Running(server): …`."""

    def __init__(self, server: socketserver.BaseServer) -> None:
        self.server = server
        self.port = server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *reason: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def tls_proxy(port: int, pem: Path) -> Running:
    """Ends TLS before the site on `port`, and tells it so as a proxy does."""

    class Forward(http.server.BaseHTTPRequestHandler):
        def forward(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() in PASSED_ON}
            site = http.client.HTTPConnection(HOST, port, timeout=30)
            site.request(self.command, self.path, body, {**headers, "X-Forwarded-Proto": "https"})
            answer = site.getresponse()
            content = answer.read()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"transfer-encoding", "connection", "content-length"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            site.close()

        do_GET = do_POST = do_HEAD = forward  # noqa: N815 (names of the standard library)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer((HOST, 0), Forward)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return Running(server)


def mail_server(received: list[bytes]) -> Running:
    """Takes every mail, as little of RFC 5321 as Python's client needs."""

    class Mail(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 localhost\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    received.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 localhost\r\n")
                if word == b"QUIT":
                    return

    server = socketserver.ThreadingTCPServer((HOST, 0), Mail)
    server.daemon_threads = True
    return Running(server)
