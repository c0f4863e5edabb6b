"""An image as a page shows it: sources by format, measures, words in its place. No query."""

from dataclasses import dataclass

from django.utils.translation import get_language

from media.models import LibraryImage, LibraryRendition
from media.renditions import AVIF, WEBP, fallback_spec, made_renditions, widths_of


@dataclass(frozen=True)
class Picture:
    """Addresses with their widths, as `srcset` wants them, and what a page says about them."""

    avif: str
    webp: str
    src: str
    width: int
    height: int
    alt: str
    # The one that is offered to who saves data, and what it weighs.
    light_src: str
    light_bytes: int
    # What the smallest one weighs.
    bytes: int


def picture_of(image: LibraryImage, alt: str, *, is_draft: bool = False) -> Picture | None:
    """The image as far as it is made; None while it is not. A draft shows the original meanwhile."""
    made = made_renditions(image)
    fallback = made.get(fallback_spec(image))
    if fallback is None:
        return original(image, alt) if is_draft else None
    rows = {form: rows_of(image, form, made) for form in (AVIF, WEBP)}
    light = rows[WEBP][0] if rows[WEBP] else fallback
    smallest = [row.file_size for found in rows.values() for row in found] + [fallback.file_size]
    return Picture(
        avif=srcset(rows[AVIF]),
        webp=srcset(rows[WEBP]),
        src=fallback.url,
        width=fallback.width,
        height=fallback.height,
        alt=alt,
        light_src=light.url,
        light_bytes=light.file_size,
        bytes=min(smallest),
    )


def rows_of(image: LibraryImage, form: str, made: dict[str, LibraryRendition]) -> list[LibraryRendition]:
    specs = [f"width-{width}|{form}" for width in widths_of(image)]
    return [made[spec] for spec in specs if spec in made]


def srcset(rows: list[LibraryRendition]) -> str:
    return ", ".join(f"{row.url} {row.width}w" for row in rows)


def original(image: LibraryImage, alt: str) -> Picture:
    src, size = image.file.url, image.file_size or 0
    return Picture("", "", src, image.width, image.height, alt, src, size, size)


def alt_of(image: LibraryImage, value) -> str:
    """The words in place of an image in a block: its own, the library's, or none when it is decoration."""
    if value.get("decorative"):
        return ""
    return value.get("alt_text") or image.alt_text.in_language(get_language()) or image.default_alt_text
