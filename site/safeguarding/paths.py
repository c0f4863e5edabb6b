"""Addresses of our own pages, as people give them."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from base.text import clean_text

LONGEST = 500


def own_path(address: str | None, host: str) -> str:
    """The path of an address of this site, without query; empty for every other address."""
    try:
        parts = urlsplit(clean_text(address).strip())
    except (ValueError, ValidationError):
        return ""
    is_ours = not parts.scheme and not parts.netloc
    is_full = parts.scheme in {"http", "https"} and parts.netloc == host
    path = parts.path
    if not (is_ours or is_full) or not path.startswith("/") or path.startswith("//") or "\\" in path:
        return ""
    return path if len(path) <= LONGEST else ""
