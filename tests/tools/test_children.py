"""What is started is ended, whatever happens to the one that started it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tools.children import BASE, end, start

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def is_running(pid: int) -> bool:
    """Whether a process still runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition, seconds: float = 10) -> bool:
    """Whether a condition becomes true in time."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_children_are_ended_and_waited_for():
    child = start(sys.executable, "-c", "import time; time.sleep(60)")

    end([child])

    assert child.returncode == -signal.SIGTERM


def test_a_child_that_will_not_end_is_forced_to(monkeypatch):
    monkeypatch.setattr("tools.children.GRACE_SECONDS", 0.5)
    child = start(sys.executable, "-c", STUBBORN)
    time.sleep(0.3)

    end([child])

    assert child.returncode == -signal.SIGKILL


def test_a_parent_that_is_killed_outright_leaves_no_orphan():
    code = (
        "import sys, time; from tools.children import start;"
        "print(start(sys.executable, '-c', 'import time; time.sleep(60)').pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=BASE, stdout=subprocess.PIPE, text=True)
    orphan = int(parent.stdout.readline())

    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()

    assert wait_for(lambda: not is_running(orphan))
