"""Find the translatable texts in Python files and in templates."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
ROOTS = ("site", "media", "courses", "workshops")
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}

# Function name → what its arguments are, in order. A name with `_lazy` or `_noop` takes the same.
SHAPES = {
    "_": ("singular",),
    "gettext": ("singular",),
    "ngettext": ("singular", "plural"),
    "pgettext": ("context", "singular"),
    "npgettext": ("context", "singular", "plural"),
}
STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
TEMPLATE_CALL = re.compile(
    rf"(?<![A-Za-z0-9])(?P<name>npgettext|pgettext|ngettext|gettext|_)\(\s*(?P<texts>{STRING}(?:\s*,\s*{STRING})*)\s*(?:,\s*count\s*)?\)"
)
PLACEHOLDER = re.compile(r"%\((\w[^)]*)\)[a-z]|\{(\w*)\}")


class NotATextError(Exception):
    """A translation function was given something that cannot be read from the source."""


@dataclass(frozen=True)
class Text:
    """A translatable text as it stands in one place."""

    singular: str
    plural: str = ""
    context: str = ""


@dataclass
class Message:
    """A translatable text and the files that use it."""

    singular: str
    plural: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def placeholders(self) -> set[str]:
        """The names to be filled in, of singular and plural together."""
        return placeholders_of(self.singular) | placeholders_of(self.plural)


def placeholders_of(text: str) -> set[str]:
    """The names of `%(name)s` and `{name}` in a text."""
    return {one or other for one, other in PLACEHOLDER.findall(text)}


def texts_in_python(source: str, name: str = "<source>") -> Iterator[Text]:
    """The texts that a Python source marks; raises NotATextError for one that is not a plain string."""
    for node in ast.walk(ast.parse(source, name)):
        if isinstance(node, ast.Call) and (shape := shape_of(node.func)):
            yield text_of(node, shape, name)


def shape_of(function: ast.expr) -> tuple[str, ...] | None:
    """What the arguments of a called function mean, if it is a translation function."""
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return SHAPES.get(name.removesuffix("_lazy").removesuffix("_noop"))


def text_of(call: ast.Call, shape: tuple[str, ...], name: str) -> Text:
    """The text of one call."""
    values = call.args[: len(shape)]
    if len(values) < len(shape) or not all(is_string(value) for value in values):
        raise NotATextError(
            f"{name}:{call.lineno}: a translation function needs the text itself, not a value"
        )
    return Text(**{part: value.value for part, value in zip(shape, values, strict=True)})


def is_string(node: ast.expr) -> bool:
    """Whether an argument is a string as written in the source."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def texts_in_template(source: str, name: str = "<template>") -> Iterator[Text]:
    """The texts that a Django template marks.

    Django's own lexer turns the tags into calls, written among blanked-out text; those are read here.
    """
    from django.utils.translation.template import templatize

    for match in TEMPLATE_CALL.finditer(templatize(source, name)):
        texts = ast.literal_eval(f"[{match['texts']}]")
        yield Text(**dict(zip(SHAPES[match["name"]], texts, strict=True)))


def source_files(base: Path = BASE) -> Iterator[Path]:
    """The files of the site that can hold a text, in a fixed order."""
    for root in ROOTS:
        yield from (path for path in sorted((base / root).rglob("*")) if can_hold_texts(path))


def can_hold_texts(path: Path) -> bool:
    """Whether a file is Python (but no migration) or a template."""
    if path.suffix == ".py":
        return "migrations" not in path.parts
    return path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts


def texts_in(path: Path, name: str) -> Iterator[Text]:
    """The texts of one file."""
    read = texts_in_python if path.suffix == ".py" else texts_in_template
    yield from read(path.read_text("utf-8"), name)


def collect(base: Path = BASE) -> list[Message]:
    """Every text of the site once, sorted by its words, with the files that use it."""
    found: dict[Text, Message] = {}
    for path in source_files(base):
        name = path.relative_to(base).as_posix()
        for text in texts_in(path, name):
            message = found.setdefault(text, Message(text.singular, text.plural, text.context))
            message.files.add(name)
    return [
        found[text] for text in sorted(found, key=lambda text: (text.singular, text.context, text.plural))
    ]
