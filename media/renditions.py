"""The sizes and formats in which readers get images. They are made by a task, never while somebody waits."""

from pathlib import PurePosixPath

from media.models import LibraryImage, LibraryRendition

SMALL, LARGE = 400, 800
AVIF = "format-avif|avifquality-50"
WEBP = "format-webp|webpquality-70"
PNG = "format-png"
JPEG = "format-jpeg|jpegquality-70"


def specs_for(image: LibraryImage) -> list[str]:
    """What is made of an image: both new formats in every size that helps, and one that every browser reads."""
    widths = widths_of(image)
    return [f"width-{width}|{form}" for form in (AVIF, WEBP) for width in widths] + [fallback_spec(image)]


def widths_of(image: LibraryImage) -> list[int]:
    return [SMALL, LARGE] if image.width > SMALL else [SMALL]


def fallback_spec(image: LibraryImage) -> str:
    """Drawings keep their edges and holes; photographs their size."""
    is_drawing = PurePosixPath(image.file.name).suffix == ".png"
    return f"width-{widths_of(image)[-1]}|{PNG if is_drawing else JPEG}"


def made_renditions(image: LibraryImage) -> dict[str, LibraryRendition]:
    """What has been made of an image already, by its spec; no query when it came `with_renditions()`."""
    rows = getattr(image, "prefetched_renditions", None)
    found = rows if rows is not None else image.renditions.all()
    return {row.filter_spec: row for row in found}


def make_renditions(image: LibraryImage) -> bool:
    """Make what is missing; True when something was."""
    missing = [spec for spec in specs_for(image) if spec not in made_renditions(image)]
    if missing:
        image.get_renditions(*missing)
    return bool(missing)
