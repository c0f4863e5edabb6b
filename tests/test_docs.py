"""What the documents point at exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
TARGET = re.compile(r"`make ([a-z-]+)")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def broken_links(document: Path) -> list[str]:
    """The relative links of a document that lead nowhere."""
    return [
        link for link in LINK.findall(document.read_text("utf-8")) if not (document.parent / link).exists()
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document):
    assert broken_links(document) == []


def test_a_broken_link_is_noticed(tmp_path):
    (tmp_path / "page.md").write_text("[one](page.md) [two](gone.md) [three](https://example.org)")

    assert broken_links(tmp_path / "page.md") == ["gone.md"]


def test_every_make_target_that_is_mentioned_exists():
    mentioned = {target for document in DOCUMENTS for target in TARGET.findall(document.read_text("utf-8"))}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert mentioned <= targets


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    records = {path.name for path in folder.glob("[0-9]*.md")}

    assert set(LINK.findall((folder / "README.md").read_text("utf-8"))) == records
