"""Reading the project's own source for what it may not do: detectors, each returning what it found."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE_ROOTS = (ROOT / "site", ROOT)
APPS_AT_THE_TOP = {"media", "courses", "workshops"}


@dataclass(frozen=True)
class Import:
    """One module importing another; both by their full dotted names."""

    importer: str
    imported: str

    @property
    def apps(self) -> tuple[str, str]:
        """The apps of both ends."""
        return self.importer.partition(".")[0], self.imported.partition(".")[0]


def app_folders() -> dict[str, Path]:
    """Every app by name: what stands in `site/` with Python in it, and the three libraries at the top."""
    at_the_top = [ROOT / name for name in sorted(APPS_AT_THE_TOP) if (ROOT / name).is_dir()]
    in_site = [path for path in sorted((ROOT / "site").iterdir()) if (path / "__init__.py").exists()]
    return {path.name: path for path in [*in_site, *at_the_top]}


def python_files(*, migrations: bool = False) -> Iterator[Path]:
    """The Python files of all apps."""
    for folder in app_folders().values():
        for path in sorted(folder.rglob("*.py")):
            if migrations or "migrations" not in path.parts:
                yield path


def templates() -> Iterator[Path]:
    """The HTML and SVG templates of all apps and of the theme."""
    for folder in [*app_folders().values(), ROOT / "site" / "theme"]:
        yield from (
            path
            for path in sorted(folder.rglob("*"))
            if path.suffix in {".html", ".svg"} and is_template(path)
        )


def is_template(path: Path) -> bool:
    """Whether a file lies in a folder of templates."""
    return "templates" in path.parts


def relative(path: Path) -> str:
    """A path as it is written in a list of this project."""
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    """The dotted name under which a file is imported."""
    base = ROOT / "site" if (ROOT / "site") in path.parents else ROOT
    parts = path.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_in(source: str, importer: str, *, is_package: bool = False) -> Iterator[Import]:
    """Every import of a source, inside functions too, relative ones resolved."""
    package = importer if is_package else importer.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (Import(importer, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                Import(importer, f"{origin(node, package)}.{alias.name}".strip(".")) for alias in node.names
            )


def origin(node: ast.ImportFrom, package: str) -> str:
    """The module that a `from … import` names."""
    if not node.level:
        return node.module or ""
    parent = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1])
    return f"{parent}.{node.module}" if node.module else parent


def all_imports() -> list[Import]:
    """Every import of the apps."""
    return [
        found
        for path in python_files()
        for found in imports_in(
            path.read_text("utf-8"), module_name(path), is_package=path.name == "__init__.py"
        )
    ]


def names_used(source: str) -> set[str]:
    """Every name, attribute and imported name of a source; words in comments and texts do not count."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.name.rpartition(".")[2])
    return found


def files_using(name: str) -> set[str]:
    """The Python files that use a name."""
    return {relative(path) for path in python_files() if name in names_used(path.read_text("utf-8"))}


def formats_from_outside(source: str) -> list[int]:
    """The lines where `format_html` gets a format that is not written right there."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = (call for call in calls if getattr(call.func, "id", "") == "format_html")
    return [call.lineno for call in named if not (call.args and isinstance(call.args[0], ast.Constant))]


# What the content policy would refuse, and what would let text through unescaped.
TEMPLATE_FAULTS = {
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript address": re.compile(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:""", re.IGNORECASE),
    "unescaped output": re.compile(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off"),
    "Django's cache tag, which keeps previews": re.compile(r"\{%\s*cache\b"),
    # Under "no-referrer" browsers send forms with "Origin: null", which the check of tokens refuses. The
    # site's own policy, "same-origin", tells no other site anything either.
    "a policy of its own about referrers": re.compile(
        r"""<meta[^>]*name=["']?referrer|\breferrerpolicy\s*=|\bno-referrer\b""", re.IGNORECASE
    ),
}
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}", re.DOTALL)


def template_faults(source: str) -> list[str]:
    """What a template does that no template may; comments do not count."""
    living = TEMPLATE_COMMENT.sub("", source)
    return [name for name, pattern in TEMPLATE_FAULTS.items() if pattern.search(living)]
