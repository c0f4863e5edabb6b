"""The pins are exact, complete and in step with the names they come from."""

import re

from packaging.utils import canonicalize_name

from tools import pins

PIN = re.compile(r"[a-z0-9-]+==[^\s;]+")


def pinned(name: str) -> dict[str, str]:
    """The pins of a file: name → version."""
    lines = (pins.BASE / name).read_text("utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("-r "))


def test_every_line_is_an_exact_pin():
    run = (pins.BASE / "requirements.txt").read_text("utf-8").splitlines()
    first, *dev = (pins.BASE / "requirements-dev.txt").read_text("utf-8").splitlines()

    assert first == "-r requirements.txt"
    assert [line for line in [*run, *dev] if not PIN.fullmatch(line)] == []


def test_every_name_we_depend_on_is_pinned():
    run = {canonicalize_name(need.name) for need in pins.named_in(pins.BASE / "requirements.in")}
    dev = {canonicalize_name(need.name) for need in pins.named_in(pins.BASE / "requirements-dev.in")}

    assert run <= set(pinned("requirements.txt"))
    assert dev <= {*pinned("requirements.txt"), *pinned("requirements-dev.txt")}


def test_what_is_installed_is_what_is_pinned():
    run = pins.closure(pins.named_in(pins.BASE / "requirements.in"))

    assert run == pinned("requirements.txt")


def test_comments_and_extras_are_read(tmp_path):
    (tmp_path / "a.in").write_text("# why\nbleach[css]  # in one place\n\n-r other.in\n")

    [need] = pins.named_in(tmp_path / "a.in")

    assert (need.name, need.extras) == ("bleach", {"css"})
