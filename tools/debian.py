"""See that a program of the system is there: `python -m tools.debian chromium`.

On Debian and its kin, as root, a missing one is installed from the distribution; otherwise it is named
and the exit status is 1.
"""

import os
import shutil
import subprocess
import sys
from glob import glob

# Program → where it may be (before PATH), and the package that brings it there. Chromium's shell without
# windows takes half as long for a page as Chromium itself, which does where there is none.
PLACES = {
    "chromium": ["/usr/lib/chromium/chromium-headless-shell"],
    "postgres": ["/usr/lib/postgresql/*/bin/postgres"],
    "nginx": ["/usr/sbin/nginx"],
}
PACKAGES = {"chromium": "chromium-headless-shell", "postgres": "postgresql", "nginx": "nginx-light"}


def find(program: str) -> str | None:
    """The path of a program, the newest version first; None when it is not there."""
    return at_its_place(program) or shutil.which(program)


def at_its_place(program: str) -> str | None:
    """The path of a program as its package brings it."""
    candidates = [path for pattern in PLACES[program] for path in sorted(glob(pattern), reverse=True)]
    return candidates[0] if candidates else None


def may_install() -> bool:
    """Whether this person can install packages here."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str) -> None:
    """Install a package from the distribution; what it says goes to standard error."""
    print(f"Installing {package} from the distribution…", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=quiet, stdout=sys.stderr, check=False)
    command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", package]
    subprocess.run(command, env=quiet, stdout=sys.stderr, check=False)


def need(program: str) -> str | None:
    """The path of a program, installed if that is possible."""
    if at_its_place(program) is None and may_install():
        install(PACKAGES[program])
    return find(program)


def main(programs: list[str]) -> int:
    """Print where each program is; 1 when one is missing."""
    paths = {program: need(program) for program in programs}
    for program, path in paths.items():
        if path is None:
            package = PACKAGES[program]
            print(f"{program} is missing: install the package “{package}” of your system.", file=sys.stderr)
    return 1 if None in paths.values() else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
