"""Run the whole site: the web server, a task worker and the minute's tick: `python -m tools.serve`.

Ctrl-C (or SIGTERM) ends everything that was started here; with `--with-parent` so does the death of
whoever started this. When one part dies the others are ended too
and the exit status is 1: half a site that looks alive is worse than none.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time

from tools.children import BASE, end, end_with_parent, start
from tools.prepare import is_up_to_date, tell

HOST = "127.0.0.1"
START_SECONDS = 60
WITH_PARENT = "--with-parent"
# Those for whom the sign-in page of the demo has a button.
SIGN_INS = {
    "participant": "participant-001@example.org",
    "focal point": "focal-01@example.org",
    "trainer": "trainer-01@example.org",
    "programme manager": "manager-01@example.org",
    "reviewer": "reviewer-01@example.org",
    "safeguarding reviewer": "safeguarding-01@example.org",
    "second safeguarding reviewer": "safeguarding-02@example.org",
}


class CannotServe(Exception):
    """Why the site did not start, or did not go on, in words for the person who started it."""


def chosen_port() -> int:
    """The port of the environment variable PORT; refuses what is not one, or is taken."""
    text = os.environ.get("PORT", "").strip() or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CannotServe(f"PORT must be a number from 1 to 65535, not {text!r}.")
    if problem := trouble_with(int(text)):
        raise CannotServe(f"Port {text} cannot be used ({problem}). Try another: make serve PORT=8001")
    return int(text)


def trouble_with(port: int) -> str:
    """Why no server could listen there now, as the system says it; empty when one could."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            return problem.strerror
    return ""


def web_command(port: int) -> list[str]:
    """How the web server is started.

    One blocking thread a worker keeps its database connection; the longest idle time keeps the thread.
    """
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", HOST, "--port", str(port), "--workers", "2", "--blocking-threads", "1"),
        *("--blocking-threads-idle-timeout", "600", "--respawn-failed-workers", "config.wsgi:application"),
    ]


def commands_beside() -> dict[str, list[str]]:
    """What runs beside the web server, by the name a message calls it."""
    return {
        "task worker": [sys.executable, "manage.py", "db_worker", "--queue-name", "*"],
        "minute's tick": [sys.executable, "-m", "tools.every_minute"],
    }


def environment(port: int) -> dict[str, str]:
    """What children need to find the site, and its address as links in mails have it."""
    return {
        "PUENTES_URL": os.environ.get("PUENTES_URL") or f"http://{HOST}:{port}",
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": os.pathsep.join([str(BASE / "site"), str(BASE)]),
    }


def prepare(children: dict[str, subprocess.Popen], settings: dict[str, str]) -> None:
    """Prepare messages, database, content and static files, unless nothing changed."""
    if is_up_to_date():
        return
    child = children["preparation"] = start(sys.executable, "-m", "tools.prepare", environment=settings)
    if child.wait() != 0:
        raise CannotServe("The site could not be prepared; the reason is printed above.")
    del children["preparation"]


def wait_until_answering(port: int, web: subprocess.Popen) -> None:
    """Return once the web server answers a request."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(port):
        if web.poll() is not None or time.monotonic() > deadline:
            raise CannotServe("The web server did not start; the reason is printed above.")
        time.sleep(0.1)


def answers(port: int) -> bool:
    """Whether anything answers over HTTP on the port."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def welcome(port: int) -> None:
    """Say where the site is and, with demo settings, who can sign in."""
    tell(f"\nPuentes is running at http://{HOST}:{port}/ (end with Ctrl-C)")
    if os.environ["DJANGO_SETTINGS_MODULE"] == "config.settings.demo":
        tell("Sign in with the demo buttons, or by a code (mail is kept in var/mail), as")
        for role, email in SIGN_INS.items():
            tell(f"  {role:<28} {email}")


def watch(children: dict[str, subprocess.Popen]) -> None:
    """Stay until a child dies."""
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                raise CannotServe(f"The {name} ended with status {child.returncode}; the rest is ended too.")
        time.sleep(0.2)


def serve(children: dict[str, subprocess.Popen]) -> None:
    """Start everything in the order in which it is needed, then watch."""
    port = chosen_port()
    settings = environment(port)
    prepare(children, settings)
    children["web server"] = start(*web_command(port), environment=settings)
    wait_until_answering(port, children["web server"])
    welcome(port)
    for name, command in commands_beside().items():
        children[name] = start(*command, environment=settings)
    watch(children)


def listen_for_the_end(handler: object) -> None:
    """What to do with requests to end.

    SIGINT is named too: a shell starts what it puts in the background with SIGINT ignored.
    """
    signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGTERM, handler)


def interrupt(number: int, frame: object) -> None:
    """Turn the first request to end into the exception that Ctrl-C raises.

    Later ones change nothing: a Ctrl-C under `make` comes twice, once from the terminal and once from make.
    """
    listen_for_the_end(signal.SIG_IGN)
    raise KeyboardInterrupt


def main() -> int:
    """Serve until asked to end (0) or until something fails (1)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    listen_for_the_end(interrupt)
    if WITH_PARENT in sys.argv[1:]:
        end_with_parent()
    children: dict[str, subprocess.Popen] = {}
    try:
        serve(children)
    except KeyboardInterrupt:
        return 0
    except CannotServe as reason:
        print(reason, file=sys.stderr, flush=True)
        return 1
    finally:
        listen_for_the_end(signal.SIG_IGN)
        end(list(children.values()))


if __name__ == "__main__":
    raise SystemExit(main())
