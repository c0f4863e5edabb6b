"""Where files may be, so that Python's own modules are found and the code stays where it belongs."""

import sys
from pathlib import Path

from tests.spread import VISITORS

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"


def names_in(folder: Path) -> set[str]:
    """The importable names that stand directly in a folder."""
    return {path.stem for path in folder.iterdir() if path.is_dir() or path.suffix == ".py"}


def shadowing(names: set[str]) -> set[str]:
    """The names that would hide a module of the standard library."""
    return {name for name in names if name in sys.stdlib_module_names}


def test_site_is_a_source_root_and_not_a_package():
    assert not (SITE / "__init__.py").exists()


def test_nothing_directly_in_site_hides_a_module_of_the_standard_library():
    assert shadowing(names_in(SITE)) == set()


def test_nothing_at_the_top_but_site_itself_hides_a_module_of_the_standard_library():
    assert shadowing(names_in(ROOT)) <= {"site"}


def test_a_folder_named_like_a_standard_module_would_be_noticed(tmp_path):
    (tmp_path / "locale").mkdir()
    (tmp_path / "reference").mkdir()

    assert shadowing(names_in(tmp_path)) == {"locale"}


def test_the_theme_holds_no_python():
    assert list((SITE / "theme").rglob("*.py")) == []


def test_files_that_visit_the_site_are_named_where_tests_are_spread(request):
    asking = {item.nodeid for item in request.session.items if "site" in getattr(item, "fixturenames", ())}

    assert {name.split("::")[0] for name in asking if not name.startswith(VISITORS)} == set()


def test_no_module_is_a_drawer_for_everything():
    drawers = {"utils.py", "helpers.py", "common.py", "misc.py"}
    roots = [SITE, ROOT / "courses", ROOT / "media", ROOT / "workshops", ROOT / "tests", ROOT / "tools"]

    found = [str(path) for root in roots for path in root.rglob("*.py") if path.name in drawers]

    assert found == []
