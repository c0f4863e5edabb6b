"""What things of the library weigh on the line."""

from media.models import LibraryDocument, LibraryImage, LibraryItem, LibraryMedia
from media.pictures import picture_of


def bytes_of(item: LibraryItem) -> int:
    """What a reader loads who asks for it: a file, or of an image the smallest size that is offered."""
    if isinstance(item, LibraryImage):
        picture = picture_of(item, "")
        return picture.bytes if picture else item.file_size or 0
    return item.file_size or 0 if isinstance(item, LibraryDocument | LibraryMedia) else 0


def bytes_on_first_visit(item: LibraryItem) -> int:
    """What comes with the page before anybody asks: images and stills; films and documents wait."""
    if isinstance(item, LibraryImage):
        return bytes_of(item)
    has_still = isinstance(item, LibraryMedia) and item.is_video and item.thumbnail
    return item.thumbnail.size if has_still else 0
