"""The files of the storages, wherever they are kept: walked, read and put back through their own interface."""

from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage, storages

ALIASES = ("default", "private")


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every file below a folder of a storage; none when the folder was never made."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from names_in(storage, f"{folder}/{name}" if folder else name)


def put_back(alias: str, folder: Path) -> int:
    """Make a storage hold exactly the files of a folder; how many there are."""
    storage = storages[alias]
    wanted = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    for name in list(names_in(storage)):
        if name not in wanted or storage.size(name) != wanted[name].stat().st_size:
            storage.delete(name)
    for name, path in wanted.items():
        replace(storage, name, path)
    return len(wanted)


def replace(storage: Storage, name: str, path: Path) -> None:
    """Store a file under exactly this name."""
    storage.delete(name)
    with path.open("rb") as file:
        storage.save(name, File(file))
