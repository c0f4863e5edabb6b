"""Values from the environment: each helper refuses nonsense when the settings are loaded."""

import base64
import binascii
import ipaddress
import os
import re
import tempfile
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email


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


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    """A whole number from `least` to `most`."""
    value = os.environ.get(name, "").strip() or str(default)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def port(name: str, default: int) -> int:
    """The number of a port."""
    return number(name, default, least=1, most=65_535)


def choice(name: str, default: str, allowed: set[str]) -> str:
    """One of the words allowed."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(allowed))}, not {value!r}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE
)


def is_host(value: str) -> bool:
    """A name or an address alone: no scheme, no port, no path."""
    try:
        return bool(HOST.fullmatch(value)) or bool(ipaddress.ip_address(value.strip("[]")))
    except ValueError:
        return False


def host(name: str, default: str) -> str:
    """The name of one machine."""
    value = text(name, default)
    if not is_host(value):
        raise ImproperlyConfigured(
            f"{name} must be the name of a host alone, such as mail.example, not {value!r}."
        )
    return value


def hosts(name: str, default: str = "") -> list[str]:
    """The names a site answers to; .example stands for all below example, * for any."""
    found = words(name, default)
    for value in found:
        if value != "*" and not is_host(value.removeprefix(".")):
            raise ImproperlyConfigured(
                f"{name} must be names of hosts with commas, such as puentes.example, not {value!r}."
            )
    return found


def sender(name: str, default: str | None = None) -> str:
    """An e-mail address, with a name or without."""
    value = text(name, default)
    found = parseaddr(value)[1]
    try:
        validate_email(found)
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"{name} must be an e-mail address such as Puentes <puentes@puentes.example>, not {value!r}."
        ) from error
    return value


def writable(name: str, folder: Path) -> Path:
    """A folder in which files can be made; it is made when there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} must be a folder that this user can write to; {folder} is not: {error.strerror}."
        ) from error
    return folder


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


def apart(url: str) -> SplitResult | None:
    """The parts of an address; None when it has none, or a port that is none."""
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def postgres(url: str) -> dict:
    """Django's settings for `postgres://user:password@host:port/name` (a socket folder as ?host=)."""
    parts = apart(url)
    name = parts.path.strip("/") if parts else ""
    if not name or "/" in name or parts.scheme not in {"postgres", "postgresql"}:
        # The value itself stays out of the message: a password stands in it.
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:port/name.")
    socket = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
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


def is_redis(parts: SplitResult | None) -> bool:
    """A host with the number of a database or without, or a socket's path."""
    if parts is None:
        return False
    if parts.scheme == "unix":
        return bool(parts.path.strip("/"))
    number = parts.path.strip("/")
    known = parts.scheme in {"redis", "rediss"} and bool(parts.hostname)
    return known and (not number or (number.isascii() and number.isdigit()))


def cache() -> dict:
    """The shared cache named by REDIS_URL, else a table of the database; both hold the counters of limits."""
    url = os.environ.get("REDIS_URL", "").strip()
    if not url:
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    if not is_redis(apart(url)):
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
            "bucket_name": bucket("PUENTES_S3_BUCKET"),
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


BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def bucket(name: str) -> str:
    """The name of a bucket, by the rules all providers share."""
    value = text(name)
    if not BUCKET.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name} must be 3 to 63 small letters, digits, dots and hyphens, not {value!r}."
        )
    return value


def web_address(name: str, default: str = "", schemes: tuple[str, ...] = ("http", "https")) -> str | None:
    """An absolute http(s) address without a path of its own, or None when `name` is not set."""
    value = text(name, default)
    parts = apart(value)
    whole = parts and parts.scheme in schemes and is_host(parts.hostname or "")
    if value and not (whole and not parts.path.strip("/") and not parts.query and not parts.fragment):
        raise ImproperlyConfigured(
            f"{name} must be an address such as {schemes[-1]}://puentes.example, without a path, not {value!r}."
        )
    return value.rstrip("/") or None


def storages(uploads: str, private: str) -> dict[str, dict]:
    """Where files are kept: `default` for uploads, `private` for what has its own door; S3 when it is named."""
    if text("PUENTES_S3_BUCKET", ""):
        return {"default": s3_storage("uploads"), "private": s3_storage("private")}
    for name in ("PUENTES_S3_ENDPOINT", "PUENTES_S3_REGION", "PUENTES_S3_KEY", "PUENTES_S3_SECRET"):
        if text(name, ""):
            raise ImproperlyConfigured(f"{name} is set, but PUENTES_S3_BUCKET names no bucket.")
    return {"default": folder_storage(uploads), "private": folder_storage(private)}
