"""Keys made once and kept in files only their owner can read."""

import base64
import contextlib
import os
import secrets
from pathlib import Path


def kept_secret_key(path: Path) -> str:
    """The secret key in `path`; made on first use."""
    return kept(path, secrets.token_urlsafe(50))


def kept_signing_key(path: Path) -> str:
    """The 32 random bytes in `path`, in base 64; made on first use."""
    return kept(path, base64.b64encode(secrets.token_bytes(32)).decode())


def kept(path: Path, fresh: str) -> str:
    """What `path` holds, which is `fresh` when it is new. Two processes that start together get the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Written aside, then linked: nobody ever reads half a key.
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(fresh)
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
    return path.read_text(encoding="ascii").strip()
