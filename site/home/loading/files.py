"""The content files of the repository, and one fingerprint of all of them."""

import hashlib
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

# Grows when the loader itself changes what it makes of the same files.
LOADER_VERSION = 2


class ContentError(ValueError):
    """A content file says something that cannot be loaded; the message names the place."""


def content_folder() -> Path:
    return settings.ROOT / "content"


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a file. Raises `ContentError` when there is none."""
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=Reader)
    if not isinstance(found, dict):
        raise ContentError(f"{path.name} holds no mapping.")
    return found


class Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads dates as the text they are: `2015-12` and `2015-12-02` differ in precision, not in kind."""


Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in Reader.yaml_implicit_resolvers.items()
}


def fingerprint(folder: Path, *more: str) -> str:
    """One checksum of the names and contents of every content file, and of any further words."""
    digest = hashlib.sha256("\0".join([str(LOADER_VERSION), *more]).encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
