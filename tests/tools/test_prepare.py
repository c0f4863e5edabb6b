"""A start on which nothing changed prepares nothing; whatever changed is prepared again."""

import json

import pytest

from tools import messages, prepare


@pytest.fixture
def var(tmp_path, monkeypatch):
    """A folder of the test's own in which everything seems prepared."""
    monkeypatch.setenv("PUENTES_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "puentes.sqlite3").touch()
    (tmp_path / "static").mkdir()
    prepare.keep(prepare.wanted())
    return tmp_path


def test_nothing_is_prepared_twice(var):
    assert prepare.is_up_to_date()


def test_a_removed_database_is_made_again(var):
    (var / "puentes.sqlite3").unlink()

    assert prepare.prepared().keys() == {"static"}


def test_removed_static_files_are_collected_again(var):
    (var / "static").rmdir()

    assert prepare.prepared().keys() == {"database"}


def test_another_database_is_prepared_on_its_own(var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")

    assert not prepare.is_up_to_date()


def test_a_broken_note_means_that_nothing_is_prepared(var):
    (var / "prepared.json").write_text("{")

    assert prepare.prepared() == {}


def test_a_changed_file_changes_the_checksum(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "BASE", tmp_path)
    (tmp_path / "a.py").write_text("one")
    before = prepare.checksum([tmp_path / "a.py"])
    (tmp_path / "a.py").write_text("two")

    assert prepare.checksum([tmp_path / "a.py"]) != before


def test_only_what_is_served_or_decides_how_counts_as_static():
    names = {
        path.relative_to(prepare.BASE).parts[:2]
        for path in prepare.source_files()
        if prepare.is_about_static(path)
    }

    assert ("site", "theme") in names
    assert {part for part in names if part[0] in {"content", "courses"}} == {("courses", "static")}


def test_the_note_is_written_whole(var):
    prepare.keep({"static": "x"})

    assert json.loads((var / "prepared.json").read_text()) == {"static": "x"}
    assert list(var.glob("*.draft")) == []


def test_compiled_messages_are_left_alone_where_nothing_can_be_written(monkeypatch):
    messages.compile_catalogues()
    monkeypatch.setattr(messages.polib.POFile, "save_as_mofile", refused)

    prepare.prepare_messages()


def test_messages_that_cannot_be_compiled_here_are_named(monkeypatch):
    monkeypatch.setattr(messages, "compile_catalogues", refused)

    with pytest.raises(SystemExit, match=r"python -m tools\.messages --compile"):
        prepare.prepare_messages()


def refused(*_args):
    raise PermissionError(13, "Permission denied", "/opt/puentes/django.draft")
