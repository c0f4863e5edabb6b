"""`make serve` says what is in its way, and ends everything it started."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from people import demo
from tests.tools.test_children import is_running, wait_for
from tools.children import BASE
from tools.live_site import LiveSite, free_port
from tools.serve import HOST, SIGN_INS, answers, welcome


def serve(port: str) -> subprocess.CompletedProcess:
    """Run the server to its end."""
    return subprocess.run(
        [sys.executable, "-m", "tools.serve"],
        cwd=BASE,
        env={**os.environ, "PORT": port},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def children_of(pid: int) -> list[int]:
    """The processes started by a process, and those started by them."""
    direct = [
        int(child)
        for path in Path(f"/proc/{pid}/task").glob("*/children")
        for child in path.read_text().split()
    ]
    return direct + [other for child in direct for other in children_of(child)]


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_named(port):
    done = serve(port)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"PORT must be a number from 1 to 65535, not {port!r}.\n"


def test_a_port_that_is_taken_is_named():
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()

        done = serve(str(taken.getsockname()[1]))

    assert done.returncode == 1
    assert "cannot be used (Address already in use)" in done.stderr


def test_everybody_who_has_a_demo_button_is_named(monkeypatch, capsys):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.demo")

    welcome(8000)

    said = capsys.readouterr().out
    assert [email for email in demo.SIGN_INS.values() if email not in said] == []
    assert list(SIGN_INS.values()) == list(demo.SIGN_INS.values())


@pytest.fixture(scope="module")
def own_site() -> Iterator[LiveSite]:
    """A site that may be ended: `started` brings it up again."""
    with LiveSite() as site:
        yield site


def started(site: LiveSite) -> list[int]:
    """All processes of the site, which runs from now on if it did not."""
    if site.process.poll() is not None:
        site.start()
    everything = children_of(site.process.pid)
    assert len(everything) >= 3
    return everything


def test_when_one_part_dies_the_rest_ends_with_status_1(own_site):
    everything = started(own_site)

    os.kill(everything[0], signal.SIGKILL)

    assert own_site.process.wait(20) == 1
    assert "ended with status -9" in own_site.log()
    assert wait_for(lambda: not any(map(is_running, everything)))


def test_a_request_to_end_ends_everything_even_when_it_comes_twice(own_site):
    everything = started(own_site)

    own_site.process.send_signal(signal.SIGINT)
    own_site.process.send_signal(signal.SIGTERM)

    assert own_site.process.wait(20) == 0
    assert wait_for(lambda: not any(map(is_running, everything)))
    assert not answers(own_site.port)


STAND_IN = """
import sys
from tools import serve
serve.is_up_to_date = lambda: True
serve.web_command = lambda port: [sys.executable, "-m", "http.server", str(port), "--bind", serve.HOST]
serve.commands_beside = lambda: {"sleeper": [sys.executable, "-c", "import time; time.sleep(60)"]}
raise SystemExit(serve.main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_either_request_to_end_alone_is_enough(number):
    """With programs that start in no time in the places of the site's."""
    port = str(free_port())
    process = subprocess.Popen(
        [sys.executable, "-c", STAND_IN],
        cwd=BASE,
        env={**os.environ, "PORT": port},
        stdout=subprocess.DEVNULL,
    )
    assert wait_for(lambda: len(children_of(process.pid)) == 2)
    everything = children_of(process.pid)

    process.send_signal(number)

    assert process.wait(20) == 0
    assert wait_for(lambda: not any(map(is_running, everything)))
    assert not answers(int(port))
