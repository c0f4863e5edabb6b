"""The server is killed again and again while people learn: what was acknowledged is there, once.

Each learner sends one act after the other under a key of its own, and sends it again, with the same key,
until it is acknowledged. Meanwhile every process of the site is killed without warning, and a backup is
made; afterwards the rows are compared with what was acknowledged.
"""

import http.client
import threading
import time
import uuid
from pathlib import Path

import pytest

from tests.courses.test_concurrency import crowd, run, send
from tests.elsewhere import Elsewhere

LEARNERS, ACTS_EACH, KILLS = 40, 250, 20
PAUSE_SECONDS = 0.05


class Client(threading.Thread):
    """One learner, marking lessons as done and not done in turn; knows what was acknowledged."""

    def __init__(self, site, session: str, lessons: list[str]) -> None:
        super().__init__(daemon=True)
        self.site, self.cookies, self.lessons = site, f"puentes_session={session}", lessons
        self.acknowledged: list[str] = []
        self.refused: list[int] = []

    def run(self) -> None:
        for number in range(ACTS_EACH):
            lesson = self.lessons[number // 2 % len(self.lessons)]
            self.send_until_acknowledged(lesson, "undone" if number % 2 else "done", str(uuid.uuid4()))

    def send_until_acknowledged(self, lesson: str, act: str, key: str) -> None:
        while True:
            try:
                status, _where = send(
                    self.site, self.cookies, f"/en/my-learning/lessons/{lesson}/", uuid=key, act=act
                )
            except (OSError, http.client.HTTPException):
                status = 0
            if status == 302:
                self.acknowledged.append(key)
                return
            if status:
                self.refused.append(status)
            time.sleep(PAUSE_SECONDS)


def acknowledged(clients: list[Client]) -> int:
    return sum(len(client.acknowledged) for client in clients)


def wait_for(clients: list[Client], number: int) -> None:
    """Return once so many acts are acknowledged."""
    deadline = time.monotonic() + 600
    while acknowledged(clients) < number:
        assert time.monotonic() < deadline, f"only {acknowledged(clients)} acts in ten minutes"
        time.sleep(0.02)


@pytest.fixture
def elsewhere(tmp_path: Path):
    machine = Elsewhere(tmp_path / "elsewhere")
    machine.folder.mkdir()
    yield machine
    machine.close()


def test_nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed(site, tmp_path, elsewhere):
    name = crowd()
    everyone = run(site, "everyone", name, LEARNERS)
    clients = [Client(site, session, everyone["lessons"]) for session in everyone["sessions"]]
    for client in clients:
        client.start()

    total, backup = LEARNERS * ACTS_EACH, ""
    for number in range(1, KILLS + 1):
        wait_for(clients, total * number // (KILLS + 1))
        if number == KILLS // 2:
            backup = site.manage("backup", str(tmp_path)).strip()
        site.kill()
        site.start()
    for client in clients:
        client.join(600)

    keys = [key for client in clients for key in client.acknowledged]
    assert [client.refused for client in clients if client.refused] == []
    assert len(keys) == total
    assert run(site, "facts", name) == {"keys": sorted(keys), "different": 0}
    restored = elsewhere.manage("restore", backup)
    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.splitlines()[-1].endswith(" 0 different.")
