"""Child processes that never outlive their parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 8
ON_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG of prctl(2)

_libc = ctypes.CDLL(None)


def end_with_parent() -> None:
    """Ask Linux to send this process SIGTERM when its parent dies, however it dies.

    Without it a parent that is killed outright would leave its children holding the port.
    """
    if sys.platform == "linux":
        _libc.prctl(ON_PARENTS_DEATH, signal.SIGTERM)


def start(*command: str, environment: dict[str, str] | None = None) -> subprocess.Popen:
    """Start a command in a process group of its own, so that a Ctrl-C reaches it only through us."""
    return subprocess.Popen(
        command,
        cwd=BASE,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent,
    )


def end(children: list[subprocess.Popen]) -> None:
    """End all children and what they started: asked first, forced after a few seconds."""
    for child in children:
        send(child, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, deadline - time.monotonic()))
    for child in children:
        send(child, signal.SIGKILL)
        child.wait()


def send(child: subprocess.Popen, number: signal.Signals) -> None:
    """Signal a child: asked politely it alone (it ends its own), forced its whole group."""
    with contextlib.suppress(ProcessLookupError):
        if number == signal.SIGKILL:
            os.killpg(child.pid, number)
        elif child.poll() is None:
            child.send_signal(number)
