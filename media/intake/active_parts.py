"""What runs by itself in a PDF, or hides another file in it, struck out wherever it hangs."""

import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject

# Scripts and actions, files inside the file, forms with scripts, and what programs keep for themselves.
ACTIVE = set(
    "/AA /OpenAction /JS /JavaScript /EmbeddedFiles /EF /RF /AF /XFA /Collection /Requirements"
    " /Renditions /PieceInfo".split()
)
# Annotations that are nothing but a way to a file or a program.
ACTIVE_ANNOTATIONS = set("/FileAttachment /RichMedia /Screen /Movie /Sound /3D".split())
ACTIONS = {"/A", "/PA"}
# Dictionaries whose keys the author of the PDF made up: a font may be called “AA” there, a letter “A”.
OWN_NAMES = set(
    "/Font /XObject /ExtGState /ColorSpace /Pattern /Shading /Properties /CharProcs /Dests /RoleMap"
    " /ClassMap /Colorants".split()
)
HARMLESS_SCHEMES = {"", "http", "https", "mailto", "tel"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def strike_active_parts(reader: PdfReader) -> None:
    """Take them out of everything the document points to; what is then pointed to by nothing is not copied."""
    waiting: list[tuple[PdfObject, bool]] = [(reader.root_object, False)]
    seen: dict[tuple[int, bool], PdfObject] = {}
    while waiting:
        part, has_own_names = waiting.pop()
        if (id(part), has_own_names) in seen:
            continue
        seen[id(part), has_own_names] = part
        strike(part, has_own_names)
        waiting.extend(parts_in(part))


def parts_in(part: PdfObject) -> Iterator[tuple[PdfObject, bool]]:
    """What hangs on a part, and whether its keys are names that somebody made up."""
    pairs = part.items() if isinstance(part, DictionaryObject) else [("", one) for one in part]
    for key, value in pairs:
        inside = value.get_object()
        if isinstance(inside, DictionaryObject | ArrayObject):
            yield inside, key in OWN_NAMES


def strike(part: PdfObject, has_own_names: bool) -> None:
    """Take what is active out of one dictionary or list."""
    if isinstance(part, ArrayObject):
        part[:] = [one for one in part if not is_active(one)]
        return
    for key in list(part):
        # The next chapter of an outline is no action; what follows an action is.
        by_name = key in ACTIVE or (key == "/Next" and "/S" in part)
        runs = key in ACTIONS and is_other_action(part.raw_get(key))
        if is_active(part.raw_get(key)) or ((by_name or runs) and not has_own_names):
            part.pop(NameObject(key))


def is_active(value: PdfObject) -> bool:
    """Whether this is a file inside the file or a way to it, also when the structure points there."""
    inside = value.get_object()
    if not isinstance(inside, DictionaryObject):
        return False
    if inside.get("/Type") == "/OBJR" and "/Obj" in inside:
        return is_active(inside.raw_get("/Obj"))
    return inside.get("/Type") == "/EmbeddedFile" or (
        inside.get("/Subtype") in ACTIVE_ANNOTATIONS and inside.get("/Type") in {None, "/Annot"}
    )


def is_other_action(value: PdfObject) -> bool:
    """Whether this is an action and not a plain link. The attributes of a tag, which are none, have no kind."""
    inside = value.get_object()
    if not isinstance(inside, DictionaryObject) or "/S" not in inside:
        return False
    kind = inside["/S"]
    return kind != "/GoTo" and not (kind == "/URI" and is_harmless_address(inside.get("/URI", "")))


def is_harmless_address(uri: PdfObject | str) -> bool:
    """Whether an address leads to a page, a mailbox or a telephone. Readers pass over blanks in it."""
    text = uri.decode("latin-1") if isinstance(uri, bytes) else str(uri)
    scheme = SCHEME.match(re.sub(r"[\x00-\x20]", "", text))
    return (scheme[1].lower() if scheme else "") in HARMLESS_SCHEMES
