"""A running copy of the site with its content, in a folder of its own, for tests and pictures.

It is started as `make serve` starts it. What is slow to make (database with content, static files) is
prepared once into `var/test-site` and copied for each run, so that nothing one run does is seen by the next.
"""

import contextlib
import email
import email.policy
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

from tools import postgres_copies
from tools.children import BASE
from tools.migrated import alone, copy_sqlite, migrated
from tools.prepare import keep, kept, var_folder, wanted
from tools.serve import HOST, WITH_PARENT, answers, trouble_with

# What the content leaves in the queue (the sizes of its images) is done once, not by every copy's worker.
WORK = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--batch", "--no-startup-delay"]
START_SECONDS = 120
MAIL_SECONDS = 20
CODE = re.compile(r"(?<!\d)(\d{6})(?!\d)")


class LiveSite:
    """The site, running: `with LiveSite() as site: …`."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}"
        self.var = var_folder() / f"test-site-{os.getpid()}-{self.port}"
        self.database_url = ""
        self._shell: subprocess.Popen | None = None

    def __enter__(self) -> "LiveSite":
        self._prepare()
        self._log = (self.var / "log").open("w")
        self.start()
        return self

    def start(self) -> None:
        """Start all of it; returns once it answers."""
        self._log.seek(0)
        self._log.truncate()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tools.serve", WITH_PARENT],
            cwd=BASE,
            env=self.environment,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait()

    def kill(self) -> None:
        """End every process at once, as a power cut does: nobody may finish what they are at."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        os.kill(self.process.pid, signal.SIGSTOP)
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(int(child), signal.SIGKILL)
        self.process.kill()
        self.process.wait(30)
        self._wait_for_the_port()

    def _wait_for_the_port(self) -> None:
        """Killed processes end when the system comes to it; the last one holds the port until then."""
        deadline = time.monotonic() + START_SECONDS
        while trouble_with(self.port):
            assert time.monotonic() < deadline, f"Port {self.port} is still held."
            time.sleep(0.02)

    def __exit__(self, *reason: object) -> None:
        if self._shell is not None:
            self._shell.communicate(timeout=30)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self._log.close()
        if self.database_url:
            postgres_copies.drop(self.database_url)
        shutil.rmtree(self.var, ignore_errors=True)

    @property
    def environment(self) -> dict[str, str]:
        """What the site's processes find in their environment."""
        return {
            **os.environ,
            "PUENTES_VAR": str(self.var),
            "PORT": str(self.port),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        }

    def manage(self, *arguments: str) -> str:
        """What a management command prints; raises CalledProcessError when it fails."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=BASE, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def shell(self, code: str) -> str:
        """What a piece of Python prints inside the site, in a process of its own."""
        if self._shell is None:
            command = [sys.executable, "-m", "tools.site_shell"]
            ends = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            self._shell = subprocess.Popen(command, cwd=BASE, env=self.environment, text=True, **ends)
        self._shell.stdin.write(json.dumps(code) + "\n")
        self._shell.stdin.flush()
        answer = json.loads(self._shell.stdout.readline())
        assert answer["ended"], f"It failed; the reason is printed above.\n{answer['said']}"
        return answer["said"].strip()

    def log(self) -> str:
        """What the site printed so far."""
        return (self.var / "log").read_text("utf-8", errors="replace")

    def mails(self, address: str) -> list[EmailMessage]:
        """The mails to an address, oldest first."""
        return [mail for mail in self._all_mails() if address.lower() in str(mail["To"]).lower()]

    def mail_code(self, address: str, *, after: int = 0) -> str:
        """The six-digit code in the latest mail to an address, once it has more than `after` mails."""
        deadline = time.monotonic() + MAIL_SECONDS
        while len(mails := self.mails(address)) <= after:
            if time.monotonic() > deadline:
                raise AssertionError(f"No mail for {address} came within {MAIL_SECONDS} s.\n{self.log()}")
            time.sleep(0.1)
        text = mails[-1].get_body(("plain",)).get_content()
        return CODE.findall(text)[-1]

    def _all_mails(self) -> list[EmailMessage]:
        files = sorted((self.var / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [mail for path in files for mail in mails_in(path)]

    def _prepare(self) -> None:
        # Named once: somebody may be editing the source meanwhile.
        name = template_name()
        template = prepared_template(name, self.environment)
        self.var.mkdir(parents=True)
        shutil.copytree(template / "static", self.var / "static", copy_function=os.link)
        for files in ("uploads", "private"):
            if (template / files).exists():
                shutil.copytree(template / files, self.var / files)
        if server := os.environ.get("DATABASE_URL", ""):
            self.database_url = postgres_copies.copy(server, name, f"puentes_site_{self.port}")
        else:
            copy_sqlite(template / "puentes.sqlite3", self.var / "puentes.sqlite3")
        keep(wanted(self.database_url), self.var)

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not ("Puentes is running" in self.log() and answers(self.port)):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The site did not start:\n{self.log()}")
            time.sleep(0.1)


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def mails_in(path: Path) -> list[EmailMessage]:
    """The mails kept in one file."""
    parts = re.split(rb"\n-{70,}\n", path.read_bytes())
    return [email.message_from_bytes(part, policy=email.policy.default) for part in parts if part.strip()]


def template_name() -> str:
    """What the template is called on PostgreSQL, for as long as the source stays as it is."""
    return f"{postgres_copies.TEMPLATES}{wanted('')['database'][:16]}"


def prepared_database() -> str:
    """The template of the site's database alone: on PostgreSQL its name, else its path."""
    name = template_name()
    folder = prepared_template(name, dict(os.environ))
    return name if os.environ.get("DATABASE_URL") else str(folder / "puentes.sqlite3")


def prepared_template(name: str, environment: dict[str, str]) -> Path:
    """The folder in which a site is kept ready for copying, brought up to date.

    On PostgreSQL its database is the template `name`; the folder then holds the files alone.
    """
    server = os.environ.get("DATABASE_URL", "")
    folder = var_folder() / ("test-site-postgres" if server else "test-site")
    with alone(folder.with_suffix(".lock")):
        bring_up_to_date(folder, server, name, environment)
    return folder


def bring_up_to_date(folder: Path, server: str, name: str, environment: dict[str, str]) -> None:
    """Prepare what is not prepared yet."""
    made = folder / "puentes.sqlite3"
    if not server and not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        copy_sqlite(migrated(), made)
    with postgres_copies.template(server, name, origin=migrated) as database_url:
        if server:
            keep({part: mark for part, mark in kept(folder).items() if part == "static"}, folder)
        parts = ["static"] if server and not database_url else ["database", "static"]
        command = [sys.executable, "-m", "tools.prepare", *parts]
        # Whatever the settings of the site that comes first: the others count on the people of the demo.
        settings = {
            **environment,
            "PUENTES_VAR": str(folder),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        }
        before = kept(folder).get("database")
        subprocess.run(command, cwd=BASE, env=settings, check=True)
        if kept(folder).get("database") != before:
            subprocess.run(WORK, cwd=BASE, env=settings, check=True)
