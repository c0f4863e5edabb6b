"""Every check that needs no test run: `python -m tools.lint`. All are run; 1 when any of them fails."""

import os
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
SCRIPTS = Path(PYTHON).parent

CHECKS = {
    "style": [str(SCRIPTS / "ruff"), "check", "."],
    "format": [str(SCRIPTS / "ruff"), "format", "--check", "--quiet", "."],
    "templates": [str(SCRIPTS / "djlint"), "site", "courses", "media", "workshops", "--lint", "--quiet"],
    "messages": [PYTHON, "-m", "tools.messages", "--check"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "settings": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
}


def passes(name: str, command: list[str]) -> bool:
    """Run one check and show what it says only when it fails."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True, check=False)
    print(f"{name:<12} {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode != 0:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def main() -> int:
    """Run all checks."""
    results = [passes(name, command) for name, command in CHECKS.items()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
