"""Bring messages, database, content and static files in line with the source, in one process.

Run as `python -m tools.prepare` (or `… database`, `… static` for one part). Checksums of what was
prepared are kept in `var/prepared.json`, so that a start on which nothing changed costs nothing. What
a person changed on the site is never overwritten: that promise is `load_content`'s, which is safe to
run again.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
SOURCE_ROOTS = ("site", "media", "courses", "workshops", "content")
STATIC_PARTS = {"static", "storages.py", "settings"}


def var_folder() -> Path:
    """Where the site keeps what it makes; the settings read the same variable."""
    return Path(os.environ.get("PUENTES_VAR") or BASE / "var").resolve()


def source_files() -> Iterator[Path]:
    """Every file that decides what the prepared site looks like."""
    yield from (BASE / "requirements.txt", Path(__file__))
    for root in SOURCE_ROOTS:
        yield from (path for path in sorted((BASE / root).rglob("*")) if is_source(path))


def is_source(path: Path) -> bool:
    """Whether a path is a file people write (not a compiled one)."""
    return path.suffix not in {".pyc", ".mo"} and path.is_file()


def is_about_static(path: Path) -> bool:
    """Whether a file takes part in collecting static files."""
    return path.name == "requirements.txt" or not STATIC_PARTS.isdisjoint(path.parts)


def checksum(paths: Iterator[Path] | list[Path], *more: str) -> str:
    """One checksum of the names and contents of files, and of any further words."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        digest.update(str(path.relative_to(BASE)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def wanted(database_url: str | None = None) -> dict[str, str]:
    """The checksums a fully prepared site has, on the database of the environment or on another."""
    files = list(source_files())
    url = os.environ.get("DATABASE_URL", "") if database_url is None else database_url
    return {
        "database": checksum(files, url),
        "static": checksum([path for path in files if is_about_static(path)]),
    }


def kept(folder: Path) -> dict[str, str]:
    """The checksums left in a folder by earlier preparations."""
    try:
        return json.loads((folder / "prepared.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def prepared() -> dict[str, str]:
    """The checksums of what was prepared and is still there."""
    stamps = kept(var_folder())
    if not os.environ.get("DATABASE_URL") and not (var_folder() / "puentes.sqlite3").exists():
        stamps.pop("database", None)
    if not (var_folder() / "static").exists():
        stamps.pop("static", None)
    return stamps


def is_up_to_date() -> bool:
    """Whether a start can skip the preparation."""
    return prepared() == wanted() and catalogues_are_compiled()


def catalogues_are_compiled() -> bool:
    """Whether every message catalogue has its compiled form beside it."""
    catalogues = (BASE / "site" / "theme" / "locale").rglob("*.po")
    return all(path.with_suffix(".mo").exists() for path in catalogues)


def keep(stamps: dict[str, str], folder: Path | None = None) -> None:
    """Remember what is prepared in a folder (the site's), in one step."""
    path = (folder or var_folder()) / "prepared.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(stamps), "utf-8")
    draft.replace(path)


def set_up_django() -> None:
    """Make Django usable in this process, as `manage.py` does."""
    sys.path[:0] = [str(BASE), str(BASE / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    import django

    django.setup()


def tell(text: str) -> None:
    """Say what is being done, at once, even when the output is a pipe."""
    print(text, flush=True)


def prepare_messages() -> None:
    """Compile the message catalogues that are newer than what was compiled from them.

    Where the source cannot be written (a unit under `ProtectSystem=strict`) whoever installs does it.
    """
    from tools.messages import compile_catalogues

    try:
        compile_catalogues()
    except OSError as problem:
        raise SystemExit(
            f"The messages are not compiled, and {problem.filename} cannot be written here. As the owner of"
            " the source run: python -m tools.messages --compile"
        ) from problem


def prepare_database() -> None:
    """Bring the tables and the content up to date."""
    from django.core.management import call_command

    tell("Preparing the database…")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    tell("Loading the content…")
    call_command("load_content", verbosity=0)


def prepare_static() -> None:
    """Collect the static files under their hashed names.

    From nothing each time: the stylesheet is joined from parts, and a part that changed would go
    unnoticed beside an older joined file.
    """
    from django.core.management import call_command

    tell("Collecting the static files…")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def prepare(parts: list[str]) -> None:
    """Do the parts that are not up to date and remember each as soon as it is done."""
    target, done = wanted(), prepared()
    prepare_messages()
    waiting = [part for part in parts if done.get(part) != target[part]]
    if waiting:
        set_up_django()
    for part in waiting:
        {"database": prepare_database, "static": prepare_static}[part]()
        keep({**prepared(), part: target[part]})


def main() -> int:
    """Prepare and tell how long it took."""
    started = time.monotonic()
    prepare(sys.argv[1:] or ["database", "static"])
    tell(f"Ready in {time.monotonic() - started:.0f} s.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
