"""Names under which files are stored, and the addresses that lead to them. Nobody can guess either."""

import secrets
from pathlib import PurePosixPath

from django.urls import reverse
from django.utils.text import slugify

from media.enums import SHELVES


def new_name(letter: str, filename: str) -> str:
    """A name on the shelf of `letter` such as `images/i3f…c2.jpg`: 128 random bits, and the ending."""
    ending = PurePosixPath(filename).suffix.lower()
    return f"{SHELVES[letter]}/{letter}{secrets.token_hex(16)}{ending}"


def stored_name(token: str, filename: str) -> str | None:
    """The name that an address means; None when there can be none."""
    shelf = SHELVES.get(token[:1])
    ending = PurePosixPath(filename).suffix.lower()
    return f"{shelf}/{token}{ending}" if shelf and ending else None


def readable_name(title: str, name: str) -> str:
    """The name under which a reader keeps a file: words of its title and its ending."""
    return (slugify(title)[:60] or "file") + PurePosixPath(name).suffix


def address_of(name: str, title: str = "") -> str:
    """The address of a stored file."""
    path = PurePosixPath(name)
    return reverse("library_file", args=[path.stem, readable_name(title, name)])
