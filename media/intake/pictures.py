"""Images: measured before they are decoded, then drawn anew without anything but their pixels.

Drawing anew drops EXIF, GPS, comments, and whatever was hung onto the file: another file, a script.
"""

import io
import warnings
from pathlib import PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from media.errors import FileRefusedError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# Telephones hang a second picture onto a photograph: that is MPO, and still a JPEG.
ENDINGS = {
    ".jpg": {"JPEG", "MPO"},
    ".jpeg": {"JPEG", "MPO"},
    ".png": {"PNG"},
    ".webp": {"WEBP"},
    ".gif": {"GIF"},
}
POSTER_SIZE = (640, 640)


class CleanFile(ContentFile):
    """A file that has passed its intake."""


def open_picture(file: BinaryIO) -> Image.Image:
    """The image in `file`, measured and not decoded. Raises `FileRefusedError`."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise FileRefusedError(too_many_pixels()) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise FileRefusedError(unreadable()) from error
    if picture.width * picture.height > settings.LIBRARY_MAX_PIXELS:
        raise FileRefusedError(too_many_pixels())
    return picture


def refuse_false_ending(picture: Image.Image, filename: str) -> None:
    """Raise `FileRefusedError` unless the image is what the ending of its name says."""
    ending = PurePosixPath(filename).suffix.lower()
    if ending not in ENDINGS:
        raise FileRefusedError(
            _("Files of this kind are not taken. Use one of: %(kinds)s.")
            % {"kinds": ", ".join(ENDINGS).replace(".", "")}
        )
    if picture.format not in ENDINGS[ending]:
        raise FileRefusedError(
            _("This file is called %(ending)s, but holds something else. Save it again in its own format.")
            % {"ending": ending}
        )


def too_many_pixels() -> str:
    most = settings.LIBRARY_MAX_PIXELS // 1_000_000
    return _("This image has more than %(most)s million pixels. Make it smaller and try again.") % {
        "most": most
    }


def unreadable() -> str:
    return _("This file cannot be read as an image. Save it again as JPEG, PNG or WebP and try again.")


def clean_picture(file: BinaryIO) -> CleanFile:
    """`file` drawn anew, upright, as JPEG or PNG. Raises `FileRefusedError`."""
    picture = open_picture(file)
    keeps_edges = picture.format in {"PNG", "GIF"}
    drawn = draw(picture)
    if keeps_edges or drawn.mode == "RGBA":
        return encode(drawn, "PNG", optimize=True)
    return encode(drawn, "JPEG", quality=88, optimize=True, progressive=True)


def clean_poster(file: BinaryIO) -> CleanFile:
    """The still of a video, small enough to come with the page. Raises `FileRefusedError`."""
    drawn = draw(open_picture(file))
    drawn.thumbnail(POSTER_SIZE, Image.Resampling.LANCZOS)
    flat = Image.new("RGB", drawn.size, "white")
    flat.paste(drawn, mask=drawn.getchannel("A") if drawn.mode == "RGBA" else None)
    return encode(flat, "JPEG", quality=60, optimize=True, progressive=True)


def draw(picture: Image.Image) -> Image.Image:
    """The pixels of the first frame, upright, in the colours every screen knows."""
    try:
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileRefusedError(unreadable()) from error
    drawn = in_srgb(upright)
    has_holes = drawn.mode in {"RGBA", "LA", "PA"} or "transparency" in drawn.info
    drawn = drawn.convert("RGBA" if has_holes else "RGB")
    drawn.info = {}
    return drawn


def in_srgb(picture: Image.Image) -> Image.Image:
    """Colours of another profile as sRGB; as they are when the profile is damaged."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return picture
    try:
        return ImageCms.profileToProfile(
            picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def encode(picture: Image.Image, name: str, **options) -> CleanFile:
    """`picture` as a file named for its format."""
    buffer = io.BytesIO()
    picture.save(buffer, name, **options)
    return CleanFile(buffer.getvalue(), name="image.jpg" if name == "JPEG" else "image.png")
