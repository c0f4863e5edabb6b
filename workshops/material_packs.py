"""The materials of a session as one file to take along: pages that open without a network, and the files."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import get_language

from workshops.models import Material, MaterialFile

STYLE = Path(__file__).parent / "static" / "workshops" / "pack.css"
MOST_BYTES = 200 * 1024 * 1024


class PackTooLargeError(Exception):
    """The files of the session together are more than one download should be."""


def pack(materials: Iterable[Material], *, for_facilitators: bool) -> bytes:
    """A ZIP of everything in `materials`, in the active language. Raises `PackTooLargeError`."""
    materials = list(materials)
    if sum(file.size for one in materials for file in one.files.all()) > MOST_BYTES:
        raise PackTooLargeError
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(STYLE, "pack.css")
        for number, material in enumerate(materials, start=1):
            put(package, number, material, for_facilitators=for_facilitators)
    return buffer.getvalue()


def put(package: zipfile.ZipFile, number: int, material: Material, *, for_facilitators: bool) -> None:
    """One material: its page, and its files in every language."""
    name = f"{number:02}-{slugify(material.title.or_other(get_language())[0])[:50] or 'material'}"
    if material.body:
        context = {"material": material, "for_facilitators": for_facilitators}
        package.writestr(f"{name}.html", render_to_string("workshops/materials/alone.html", context))
    for file in material.files.all():
        with file.file.open("rb") as stored:
            package.writestr(f"{name}-{file.language}.{ending(file)}", stored.read())


def ending(file: MaterialFile) -> str:
    return file.file.name.rpartition(".")[2]
