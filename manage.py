#!/usr/bin/env python
"""Run Puentes' management commands."""

import os
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent

if __name__ == "__main__":
    # `site/` is a source root, never a package: Python's own module of that name would win.
    # Both entries are needed when Python runs in safe-path mode (`python -P`).
    sys.path[:0] = [str(BASE), str(BASE / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
