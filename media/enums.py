"""The words of the library."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ShowsChildren(models.TextChoices):
    """Whether children can be seen, heard or named in it, or a child made it."""

    NO = "no", _("No child is in it, and no child made it")
    YES = "yes", _("A child is in it, or a child made it")
    UNKNOWN = "unknown", _("I do not know: it stays unpublished")


class Licence(models.TextChoices):
    """What others may do with it."""

    OWN = "own", _("Made for this site; ask before using it elsewhere")
    PERMISSION = "permission", _("Used with the permission of whoever made it")
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"
    CC_BY_ND = "cc-by-nd-4.0", "CC BY-ND 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    PUBLIC_DOMAIN = "public-domain", _("In the public domain")


class Kind(models.TextChoices):
    """What can be uploaded, each with its own limits."""

    IMAGE = "image", pgettext_lazy("kind of file", "Image")
    DOCUMENT = "document", pgettext_lazy("kind of file", "Document")
    VIDEO = "video", pgettext_lazy("kind of file", "Video")
    AUDIO = "audio", pgettext_lazy("kind of file", "Audio")
    CAPTIONS = "captions", pgettext_lazy("kind of file", "Captions")


# The first letter of a file's token says on which shelf it stands.
SHELVES = {
    "i": "images",
    "r": "renditions",
    "d": "documents",
    "m": "recordings",
    "p": "posters",
    "c": "captions",
    "a": "audio",
}

# What is handed out, by ending; nothing else is.
CONTENT_TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".vtt": "text/vtt; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
DOCUMENTS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".csv", ".txt")
VIDEOS = (".mp4", ".webm")
RECORDINGS = {Kind.VIDEO: VIDEOS, Kind.AUDIO: (".mp3", ".m4a", ".ogg")}
