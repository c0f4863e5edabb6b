"""Values from the environment: each helper refuses nonsense when the settings are loaded."""

import base64
import binascii
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


def choice(name: str, default: str, allowed: set[str]) -> str:
    """One of the words allowed."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(allowed))}, not {value!r}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def key(name: str) -> str:
    """A key of 32 random bytes in base 64."""
    return as_key(name, text(name))


def keys(name: str) -> list[str]:
    """A comma-separated list of such keys, empty when `name` is not set."""
    return [as_key(name, word) for word in words(name)]


def as_key(name: str, value: str) -> str:
    try:
        size = len(base64.b64decode(value, validate=True))
    except (binascii.Error, ValueError):
        size = 0
    if size != 32:
        # The value itself stays out of the message: it may be a secret with one letter missing.
        raise ImproperlyConfigured(f"{name} must hold 32 random bytes in base 64.")
    return value


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


def cache() -> dict:
    """The shared cache named by REDIS_URL, else a table of the database; both hold the counters of limits."""
    url = os.environ.get("REDIS_URL", "").strip()
    if not url:
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss", "unix"} or not (parts.hostname or parts.path.strip("/")):
        raise ImproperlyConfigured("REDIS_URL must look like redis://user:password@host:6379/0.")
    return {
        "BACKEND": "base.counters.SharedCounters",
        "LOCATION": url,
        "KEY_PREFIX": "puentes",
    }


def folder_storage(path: str) -> dict:
    """Files in a folder that no address leads to by itself: whoever serves them asks first."""
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": path, "file_permissions_mode": 0o640, "directory_permissions_mode": 0o750},
    }


def s3_storage(folder: str) -> dict:
    """A folder of the bucket named by PUENTES_S3_BUCKET, closed to the public; links live for a minute."""
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": text("PUENTES_S3_BUCKET"),
            "endpoint_url": web_address("PUENTES_S3_ENDPOINT"),
            "region_name": text("PUENTES_S3_REGION", "") or None,
            "access_key": text("PUENTES_S3_KEY"),
            "secret_key": text("PUENTES_S3_SECRET"),
            "location": folder,
            "default_acl": "private",
            "querystring_auth": True,
            "querystring_expire": 60,
            "file_overwrite": False,
        },
    }


def web_address(name: str) -> str | None:
    """An absolute http(s) address without a path of its own, or None when `name` is not set."""
    value = text(name, "")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ImproperlyConfigured(
            f"{name} must be an address such as https://storage.example, not {value!r}."
        )
    return value or None


def storages(uploads: str, private: str) -> dict[str, dict]:
    """Where files are kept: `default` for uploads, `private` for what has its own door; S3 when it is named."""
    if text("PUENTES_S3_BUCKET", ""):
        return {"default": s3_storage("uploads"), "private": s3_storage("private")}
    return {"default": folder_storage(uploads), "private": folder_storage(private)}
