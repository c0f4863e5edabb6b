"""The site on each database: SQLite, and a PostgreSQL that lives as long as the tests do."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tools.debian import find
from tools.live_site import LiveSite

# One connection for each of two hundred learners, and some for the site itself.
CONNECTIONS = 260


def unprivileged(*command: object) -> None:
    """Run a program of PostgreSQL, which refuses to work for root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, cwd="/", stdout=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a database on a server of our own, or on the one that DATABASE_URL names."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    program = find("postgres")
    if program is None:
        pytest.fail("postgres is missing: install the package “postgresql”, or set DATABASE_URL.")
    folder = Path(tempfile.mkdtemp(prefix="puentes-soak-"))
    try:
        yield from running_server(Path(program).parent, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def running_server(programs: Path, folder: Path) -> Iterator[str]:
    """A server without a port: its socket is in our own folder, where nothing else can be in the way."""
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    unprivileged(
        programs / "initdb", "-D", data, "-U", "puentes", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
    )
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c max_connections={CONNECTIONS}"
    unprivileged(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-s", "-o", options, "start")
    try:
        yield f"postgres://puentes@/postgres?host={quote(str(folder), safe='')}"
    finally:
        unprivileged(programs / "pg_ctl", "-D", data, "-m", "immediate", "-s", "stop")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest) -> Iterator[LiveSite]:
    """The site on one database after the other."""
    url = request.getfixturevalue("postgres") if request.param == "postgres" else ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        with LiveSite() as running:
            yield running
