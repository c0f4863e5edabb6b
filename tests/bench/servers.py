"""Servers to measure, each with settings and a folder of its own, started as `make serve` starts the site."""

import http.client
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.children import end, start
from tools.live_site import free_port
from tools.migrated import copy_sqlite
from tools.prepare import BASE, var_folder
from tools.serve import HOST, environment, web_command

START_SECONDS = 60


def command(port: int) -> list[str]:
    """The web server of `make serve` with one worker: what it costs is then found in one place."""
    words = web_command(port)
    words[words.index("--workers") + 1] = "1"
    return words


class Server:
    """One web server: `with Server("site", settings) as server: …`."""

    def __init__(self, name: str, settings: str) -> None:
        self.name, self.settings, self.port = name, settings, free_port()
        self.var = var_folder() / "bench" / name

    def __enter__(self) -> "Server":
        self.process = start(*command(self.port), environment=self.environment)
        self.connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        self._wait()
        return self

    def __exit__(self, *reason: object) -> None:
        self.connection.close()
        end([self.process])

    @property
    def environment(self) -> dict[str, str]:
        wanted = {"DJANGO_SETTINGS_MODULE": self.settings, "PUENTES_VAR": str(self.var), "DATABASE_URL": ""}
        return {**os.environ, **wanted, **environment_of(self.port, self.settings)}

    def cpu_seconds(self) -> float:
        """User and system time that the server and its worker have used, to the nanosecond.

        Linux gives every process a clock of its CPU time; its number is made from the process id.
        """
        return sum(time.clock_gettime((~pid << 3) | 2) for pid in family(self.process.pid))

    def run(self, *arguments: str) -> str:
        """What a program of ours prints in the server's settings and folder."""
        words = [sys.executable, "-m", *arguments]
        done = subprocess.run(
            words, cwd=BASE, env=self.environment, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout.splitlines()[-1]

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self.connection.request("HEAD", "/nothing-here")
                self.connection.getresponse().read()
                return
            except OSError:
                self.connection.close()
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)


def environment_of(port: int, settings: str) -> dict[str, str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    return {**environment(port), "DJANGO_SETTINGS_MODULE": settings}


def family(pid: int) -> list[int]:
    """A process and everything it started that is still there."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
        children.setdefault(parent, []).append(int(folder.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def prepare_seed() -> Path:
    """The site with its content, prepared once and kept; the measured ones are copies of it."""
    seed = var_folder() / "test-site"
    settings = {
        "PUENTES_VAR": str(seed),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
    }
    subprocess.run(
        [sys.executable, "-m", "tools.prepare"], cwd=BASE, env={**os.environ, **settings}, check=True
    )
    return seed


def copy_seed(seed: Path, server: Server) -> None:
    server.var.mkdir(parents=True)
    shutil.copytree(seed / "static", server.var / "static", copy_function=os.link)
    copy_sqlite(seed / "puentes.sqlite3", server.var / "puentes.sqlite3")
