"""A machine on which nothing of the site is yet, for bringing a backup back."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

from tools import postgres_copies
from tools.children import BASE


class Elsewhere:
    """An empty folder and, when the site is on PostgreSQL, a database without a table."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder, ""
        if server := os.environ.get("DATABASE_URL", ""):
            name = f"puentes_back_{uuid.uuid4().hex[:8]}"
            postgres_copies.run(server, f'CREATE DATABASE "{name}" TEMPLATE template0')
            self.url = postgres_copies.address(server, name)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run a management command; its status and what it said."""
        settings = {"PUENTES_VAR": str(self.folder), "DATABASE_URL": self.url}
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE,
            env={**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "config.settings.demo"},
            capture_output=True,
            text=True,
        )

    def close(self) -> None:
        if self.url:
            postgres_copies.drop(self.url)
