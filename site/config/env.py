"""Values from the environment: each helper refuses nonsense when the settings are loaded."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default it must be set and not be blank."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off; anything else is refused."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least `least`."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


SQLITE_OPTIONS = {
    # Every write takes the lock when its transaction begins, so none fails half-way for want of it.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL, not NORMAL: with NORMAL a power cut loses writes that were already acknowledged.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728"
    ),
}


def sqlite(path: str) -> dict:
    """Django's settings for a SQLite file that outlives a power cut."""
    return {
        "ENGINE": "base.fair_sqlite3",
        "NAME": path,
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }


def postgres(url: str) -> dict:
    """Django's settings for `postgres://user:password@host:port/name` (a socket folder as ?host=)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:port/name.")
    socket = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"options": "-c statement_timeout=20000"},
    }


def database(default_sqlite_path: str) -> dict:
    """The database named by DATABASE_URL, else the SQLite file."""
    url = os.environ.get("DATABASE_URL", "").strip()
    return postgres(url) if url else sqlite(default_sqlite_path)
