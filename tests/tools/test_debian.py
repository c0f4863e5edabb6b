"""A missing program is installed when that is possible, and named when it is not."""

import pytest

from tools import debian


@pytest.fixture
def installed(monkeypatch):
    """A system without the programs; what gets installed is listed."""
    packages = []
    monkeypatch.setattr(debian, "at_its_place", lambda program: f"/usr/bin/{program}" if packages else None)
    monkeypatch.setattr(debian.shutil, "which", lambda program: None)
    monkeypatch.setattr(debian, "install", packages.append)
    return packages


def test_a_missing_program_is_installed_where_that_is_allowed(installed, monkeypatch):
    monkeypatch.setattr(debian, "may_install", lambda: True)

    assert debian.main(["chromium"]) == 0
    assert installed == ["chromium-headless-shell"]


def test_a_missing_program_is_named_where_nothing_may_be_installed(installed, monkeypatch, capsys):
    monkeypatch.setattr(debian, "may_install", lambda: False)

    assert debian.main(["postgres"]) == 1
    assert installed == []
    assert (
        capsys.readouterr().err == "postgres is missing: install the package “postgresql” of your system.\n"
    )


def test_a_program_that_is_there_is_left_alone(installed, monkeypatch):
    installed.append("already there")

    assert debian.main(["chromium"]) == 0
    assert installed == ["already there"]


def test_what_does_the_same_is_taken_where_nothing_can_be_installed(installed, monkeypatch):
    monkeypatch.setattr(debian, "may_install", lambda: False)
    monkeypatch.setattr(debian.shutil, "which", lambda program: f"/usr/bin/{program}")

    assert debian.find("chromium") == "/usr/bin/chromium"
    assert debian.main(["chromium"]) == 0
