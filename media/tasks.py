"""Work of the library that takes long."""

from django_tasks import task

from base import generation
from media import actions
from media.models import LibraryImage
from media.renditions import make_renditions
from media.uses import pages_with


@task(priority=10)
def make_images_ready(keys: list[int]) -> None:
    """Make the sizes and formats of images that pages show; those pages are made anew then."""
    images = LibraryImage.objects.with_renditions().filter(pk__in=keys)
    made = [make_renditions(image) for image in images if image.may_be_shown()]
    if any(made):
        generation.bump()


@task(priority=10)
def make_image_ready_again(key: int) -> None:
    """Make the sizes of an image whose file was exchanged, when a public page shows it."""
    image = LibraryImage.objects.with_renditions().filter(pk=key).first()
    is_read = image is not None and image.may_be_shown() and any(page.live for page in pages_with(image))
    if is_read and make_renditions(image):
        generation.bump()


# Before everything that waits: within a minute nothing of it may be left on the disk.
@task(priority=100)
def erase_withdrawn() -> None:
    """Remove the files of everything whose consent was withdrawn, and its uses."""
    actions.erase_withdrawn()
