"""`make serve` says what is in its way, and ends everything it started."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from people import demo
from tests.tools.test_children import is_running, wait_for
from tools.children import BASE
from tools.live_site import LiveSite
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


@pytest.mark.parametrize("numbers", [[signal.SIGINT], [signal.SIGTERM], [signal.SIGINT, signal.SIGTERM]])
def test_a_request_to_end_ends_everything_even_when_it_comes_twice(numbers):
    with LiveSite() as site:
        everything = children_of(site.process.pid)
        for number in numbers:
            site.process.send_signal(number)
        status = site.process.wait(20)

        assert len(everything) >= 3
        assert status == 0
        assert wait_for(lambda: not any(map(is_running, everything)))
        assert not answers(site.port)


def test_when_one_part_dies_the_rest_ends_with_status_1():
    with LiveSite() as site:
        everything = children_of(site.process.pid)
        os.kill(everything[0], signal.SIGKILL)

        assert site.process.wait(20) == 1
        assert "ended with status -9" in site.log()
        assert wait_for(lambda: not any(map(is_running, everything)))
