"""What the library holds."""

from media.models.documents import LibraryDocument
from media.models.images import LibraryImage, LibraryRendition
from media.models.items import LibraryItem
from media.models.recordings import Captions, LibraryMedia
from media.models.shelves import Shelf

ITEMS: tuple[type[LibraryItem], ...] = (LibraryImage, LibraryDocument, LibraryMedia)

__all__ = [
    "ITEMS",
    "Captions",
    "LibraryDocument",
    "LibraryImage",
    "LibraryItem",
    "LibraryMedia",
    "LibraryRendition",
    "Shelf",
]
