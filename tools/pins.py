"""Write the exact pins from what is installed: `python tools/pins.py`, in an environment that works.

`requirements.in` and `requirements-dev.in` name what we depend on; this follows what those packages ask
for in turn, reads the installed versions and writes `requirements.txt` and `requirements-dev.txt`.
"""

from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BASE = Path(__file__).resolve().parent.parent


def named_in(path: Path) -> list[Requirement]:
    """The requirements written in a `.in` file, comments left out."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def asked_for_by(package: Distribution, extras: set[str]) -> list[Requirement]:
    """What a package needs on this Python, with the extras that were asked for."""
    needs = [Requirement(text) for text in package.requires or []]
    return [need for need in needs if applies(need, extras)]


def applies(need: Requirement, extras: set[str]) -> bool:
    """Whether a need holds on this Python, for any of the extras (or none)."""
    return need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras | {""})


def closure(requirements: list[Requirement]) -> dict[str, str]:
    """Canonical name → version of the requirements and of all they need."""
    seen: dict[str, set[str]] = {}
    waiting = list(requirements)
    while waiting:
        need = waiting.pop()
        name = canonicalize_name(need.name)
        if name in seen and need.extras <= seen[name]:
            continue
        seen.setdefault(name, set()).update(need.extras)
        waiting += asked_for_by(distribution(need.name), seen[name])
    return {name: distribution(name).version for name in sorted(seen)}


def as_lines(pins: dict[str, str]) -> list[str]:
    """The pins as lines of a requirements file."""
    return [f"{name}=={version}" for name, version in pins.items()]


def main() -> int:
    """Write both files."""
    try:
        run = closure(named_in(BASE / "requirements.in"))
        dev = closure(named_in(BASE / "requirements-dev.in"))
    except PackageNotFoundError as missing:
        print(f"{missing} is named in a .in file but not installed here.")
        return 1
    only_dev = {name: version for name, version in dev.items() if name not in run}
    (BASE / "requirements.txt").write_text("\n".join(as_lines(run)) + "\n", "utf-8")
    (BASE / "requirements-dev.txt").write_text(
        "\n".join(["-r requirements.txt", *as_lines(only_dev)]) + "\n", "utf-8"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
